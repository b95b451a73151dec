// Any stream as it is, or as it was known at a moment; and lists over any read model.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "db/database.hpp"
#include "db/known_at.hpp"
#include "db/listing.hpp"
#include "db/page.hpp"
#include "db/reader.hpp"
#include "engine/base/result.hpp"
#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/journal.pb.h"

namespace ladder::db {

// An event with what the journal says of it.
struct JournalEvent {
    casework::Recorded recorded;
    v1::Event event;
};

// not_found for a stream that is not there, or was not known.
base::Error not_known(std::string_view name);

// Reads streams with somebody's eyes: what they do not see is answered as what is not there. All
// functions block and may be called from many threads; the database must outlive this.
// Errors of all: unavailable; data_loss.
class StreamReader {
public:
    StreamReader(Database& database, Reader reader)
        : database_(database), reader_(std::move(reader)) {}

    // The fold of the events that are seen; monostate if none is. Errors: not_found if there can be
    // no such stream.
    [[nodiscard]] base::Result<Aggregate> get(std::string_view name, const KnownAt& known_at) const;

    // The same as what the stream must be. Errors: not_found.
    template <class State>
    [[nodiscard]] base::Result<State> get_as(std::string_view name, const KnownAt& known_at) const {
        auto state = get(name, known_at);
        if (!state) {
            return state.error();
        }
        auto* folded = std::get_if<State>(&*state);
        return folded == nullptr ? base::Result<State>(not_known(name))
                                 : base::Result<State>(std::move(*folded));
    }

    // What happened in a stream, oldest first, as far as the reader sees it. Pages of 100, at most
    // 1000. Errors: not_found.
    [[nodiscard]] base::Result<Page<v1::CaseRecord>> events(
        std::string_view name, const PageRequest& page, const KnownAt& known_at
    ) const;

    // The newest event of a type ("pack_frozen") in a stream; nothing if there is none. For what
    // was read before: whether the stream is seen is not asked.
    [[nodiscard]] base::Result<std::optional<JournalEvent>> last_event(
        std::string_view name, std::string_view type
    ) const;

    // A page of a list. Pages of 100, at most 1000. Errors: invalid_argument for the page.
    template <class Message>
    [[nodiscard]] base::Result<Page<Message>> list(
        const Listing& listing, const PageRequest& page, const KnownAt& known_at
    ) const {
        const auto size = page_size_of(page, page_normal, page_most);
        if (!size) {
            return size.error();
        }
        return parse_page<Message>(read_page(database_, reader_, listing, page, known_at, *size));
    }

private:
    Database& database_;
    Reader reader_;
};

}  // namespace ladder::db

// Lists over a read model, as known at a moment and a page at a time.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <soci/soci.h>

#include "db/database.hpp"
#include "db/journal.hpp"
#include "db/known_at.hpp"
#include "db/page.hpp"
#include "db/projection.hpp"
#include "db/reader.hpp"
#include "engine/base/result.hpp"

namespace ladder::db {

// By a filter column and then by name; an empty column: by name.
struct Order {
    std::string column;
    bool descending = false;
};

// Which rows of a read model, in which order.
struct Listing {
    std::string name;  // of the list, for its page tokens
    Model model{};
    std::string collection;  // of the streams behind it, "cases/"; empty: of several
    // (filter column, value) that must be equal.
    std::vector<std::pair<std::string, std::string>> equals;
    Order order{};
    // (filter column, value) that must not be greater.
    std::vector<std::pair<std::string, std::string>> at_most{};
};

// The contents of one page's rows, of those that the reader sees. What was entered later is seen by
// folding its streams anew. Errors: invalid_argument for the page; unavailable; data_loss.
[[nodiscard]] base::Result<Page<std::string>> read_page(
    Database& database,
    const Reader& reader,
    const Listing& listing,
    const PageRequest& page,
    const KnownAt& known_at,
    std::int32_t size
);

// The same on a session, without a page's limits.
[[nodiscard]] base::Result<std::vector<std::string>> read_all(
    Database& database, const Reader& reader, const Listing& listing, const KnownAt& known_at
);

// The contents of the rows of these names as they stand, in no order; of those that the reader
// sees.
[[nodiscard]] base::Result<std::vector<std::string>> read_named(
    Database& database, const Reader& reader, Model model, const std::vector<std::string>& names
);

// The same, each parsed. Errors: also data_loss.
template <class Message>
base::Result<std::vector<Message>> read_named_as(
    Database& database, const Reader& reader, Model model, const std::vector<std::string>& names
) {
    const auto contents = read_named(database, reader, model, names);
    if (!contents) {
        return contents.error();
    }
    std::vector<Message> all;
    for (const auto& content : *contents) {
        if (!all.emplace_back().ParseFromString(content)) {
            return base::Error{base::Code::data_loss, "a row of a list can't be read", {}};
        }
    }
    return all;
}

// Parses each content as a Message. Errors: data_loss.
template <class Message>
base::Result<Page<Message>> parse_page(const base::Result<Page<std::string>>& contents) {
    if (!contents) {
        return contents.error();
    }
    Page<Message> page;
    page.next_token = contents->next_token;
    for (const auto& content : contents->items) {
        if (!page.items.emplace_back().ParseFromString(content)) {
            return base::Error{base::Code::data_loss, "a row of a list can't be read", {}};
        }
    }
    return page;
}

}  // namespace ladder::db

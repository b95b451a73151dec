// Reads destructions from the journal.
#include "db/destruction.hpp"

#include <limits>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "db/statement.hpp"

namespace ladder::db {
namespace {

constexpr std::int64_t no_bound = std::numeric_limits<std::int64_t>::max();

std::optional<JournalRow> row_at(soci::session& session, Backend backend, std::int64_t position) {
    std::optional<JournalRow> found;
    read_journal(
        session,
        backend,
        "WHERE position = :position",
        {{}, {{"position", position}}},
        [&](JournalRow&& row) {
            found = std::move(row);
            return false;
        }
    );
    return found;
}

// How many parts of documents name each content.
std::map<std::string, int> named_contents(soci::session& session, Backend backend) {
    std::map<std::string, int> named;
    read_journal(
        session,
        backend,
        "WHERE stream > 'documents/' AND stream < 'documents0' ORDER BY stream, version",
        {},
        [&](JournalRow&& row) {
            if (const auto event = event_of(row); event && event->has_document_added()) {
                for (const auto& part : event->document_added().document().parts()) {
                    ++named[part.digest()];
                }
            }
            return true;
        }
    );
    return named;
}

std::vector<std::string> sole_contents(
    soci::session& session, Backend backend, const v1::Event& event
) {
    std::vector<std::string> sole;
    if (event.has_document_added()) {
        const auto named = named_contents(session, backend);
        for (const auto& part : event.document_added().document().parts()) {
            const auto found = named.find(part.digest());
            if (found != named.end() && found->second == 1) {
                sole.push_back(part.digest());
            }
        }
    }
    return sole;
}

}  // namespace

bool is_erased(const JournalRow& row) {
    return !row.destruction.empty() && row.payload.empty() && row.salt.empty();
}

std::set<std::string> destroyed_contents(soci::session& session, Backend backend) {
    std::set<std::string> destroyed;
    read_destructions(session, backend, no_bound, [&](JournalRow&& row) {
        if (const auto event = event_of(row)) {
            const auto& contents = event->content_destroyed().contents();
            destroyed.insert(contents.begin(), contents.end());
        }
        return true;
    });
    return destroyed;
}

base::Result<Destructible> DestructionReader::find(const Reader& reader, std::int64_t position)
    const {
    return database_.read([&](soci::session& session) -> base::Result<Destructible> {
        const auto row = row_at(session, database_.backend(), position);
        if (!row ||
            !Eyes{session, database_.backend(), reader}.see_stream(row->envelope.stream())) {
            return base::Error{
                base::Code::not_found,
                fmt::format("there is no event at position {}", position),
                {}};
        }
        auto event = event_of(*row);
        if (!event) {
            return event.error();
        }
        auto contents = sole_contents(session, database_.backend(), *event);
        return Destructible{row->envelope.stream(), std::move(*event), std::move(contents)};
    });
}

base::Result<std::vector<v1::Destruction>> DestructionReader::list(
    const Reader& reader, std::int64_t before, std::size_t count
) const {
    return database_.read(
        [&](soci::session& session) -> base::Result<std::vector<v1::Destruction>> {
            std::vector<v1::Destruction> found;
            const auto backend = database_.backend();
            Eyes eyes{session, backend, reader};
            read_destructions(session, backend, before, [&](JournalRow&& row) {
                const auto event = event_of(row);
                if (event && event->has_content_destroyed() &&
                    eyes.see_stream(event->content_destroyed().stream())) {
                    auto& destruction = found.emplace_back();
                    *destruction.mutable_destruction() = event->content_destroyed();
                    *destruction.mutable_recorded_by() = row.envelope.actor();
                    *destruction.mutable_recorded_at() =
                        base::to_timestamp(base::from_micros(row.envelope.recorded_at_us()));
                    destruction.set_recorded_position(row.envelope.position());
                }
                return found.size() < count;
            });
            for (auto& destruction : found) {
                const auto row = row_at(session, backend, destruction.destruction().position());
                destruction.set_erased(row && is_erased(*row));
            }
            return found;
        }
    );
}

}  // namespace ladder::db

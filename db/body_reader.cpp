// Reads bodies and peer groups.
#include "db/body_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "db/fold_stream.hpp"
#include "db/listing.hpp"

namespace ladder::db {
namespace {

// The registers are seen by everybody with an account.
const Reader& everybody() {
    static const auto reader = Reader::everything();
    return reader;
}

const Listing& peer_group_listing() {
    static const Listing listing{
        "peer_group_sets", Model::peer_group_sets, "peerGroupSets/", {}, Order{}};
    return listing;
}

Listing body_listing(v1::BodyKind kind) {
    Listing listing{"bodies", Model::bodies, "bodies/", {}, Order{}};
    if (kind != v1::BODY_KIND_UNSPECIFIED) {
        listing.equals.emplace_back("kind", v1::BodyKind_Name(kind));
    }
    return listing;
}

template <class Message>
base::Result<std::vector<Message>> parse_all(const base::Result<std::vector<std::string>>& contents
) {
    if (!contents) {
        return contents.error();
    }
    const auto page = parse_page<Message>(Page<std::string>{*contents, {}});
    if (!page) {
        return page.error();
    }
    return page->items;
}

}  // namespace

base::Result<v1::Body> BodyReader::get(std::string_view name, const KnownAt& known_at) const {
    return database_.read([&](soci::session& session) -> base::Result<v1::Body> {
        const auto state = fold_stream(session, database_.backend(), std::string(name), known_at);
        if (!state) {
            return state.error();
        }
        if (const auto* body = std::get_if<v1::Body>(&*state)) {
            return *body;
        }
        return base::Error{
            base::Code::not_found,
            fmt::format("there is no body '{}' as known at this time", name),
            {}};
    });
}

base::Result<Page<v1::Body>> BodyReader::list(
    v1::BodyKind kind, const PageRequest& page, const KnownAt& known_at
) const {
    const auto size = page_size_of(page, page_normal, page_most);
    if (!size) {
        return size.error();
    }
    return parse_page<v1::Body>(
        read_page(database_, everybody(), body_listing(kind), page, known_at, *size)
    );
}

base::Result<Page<v1::PeerGroupSet>> BodyReader::peer_group_sets(
    const PageRequest& page, const KnownAt& known_at
) const {
    const auto size = page_size_of(page, page_normal, page_most);
    if (!size) {
        return size.error();
    }
    const auto signature = fmt::format(
        "peer_group_sets|{}|{}",
        known_at.at ? base::to_string(*known_at.at) : "now",
        known_at.strict ? "strict" : ""
    );
    const auto cursor = decode_cursor(signature, page.token);
    if (!cursor) {
        return cursor.error();
    }
    // There are few of them, and a set's day may change: cutting pages from all is good enough.
    auto sets = all_peer_group_sets(known_at);
    if (!sets) {
        return sets.error();
    }
    Page<v1::PeerGroupSet> found;
    for (auto& set : *sets) {
        const auto key = std::vector<std::string>{set.effective_from(), set.name()};
        const bool before =
            !cursor->key.empty() &&
            (key[0] != cursor->key[0] ? key[0] > cursor->key[0] : key[1] <= cursor->key[1]);
        if (before) {
            continue;
        }
        if (found.items.size() == static_cast<std::size_t>(*size)) {
            const auto& last = found.items.back();
            found.next_token = encode_cursor(signature, {0, {last.effective_from(), last.name()}});
            break;
        }
        found.items.push_back(std::move(set));
    }
    return found;
}

base::Result<std::vector<v1::Body>> BodyReader::named(const std::vector<std::string>& names) const {
    return read_named_as<v1::Body>(database_, Reader::everything(), Model::bodies, names);
}

base::Result<std::int64_t> BodyReader::newest_position() const {
    return database_.read_alone([](soci::session& session) -> base::Result<std::int64_t> {
        return select_one<long long>(
            session, "SELECT COALESCE(MAX(from_position), -1) FROM body_row", {}
        );
    });
}

base::Result<std::vector<v1::Body>> BodyReader::all(const KnownAt& known_at) const {
    return parse_all<v1::Body>(
        read_all(database_, everybody(), body_listing(v1::BODY_KIND_UNSPECIFIED), known_at)
    );
}

base::Result<std::vector<v1::PeerGroupSet>> BodyReader::all_peer_group_sets(const KnownAt& known_at
) const {
    auto sets =
        parse_all<v1::PeerGroupSet>(read_all(database_, everybody(), peer_group_listing(), known_at)
        );
    if (sets) {
        std::sort(sets->begin(), sets->end(), [](const auto& a, const auto& b) {
            return a.effective_from() != b.effective_from()
                       ? a.effective_from() > b.effective_from()
                       : a.name() < b.name();
        });
    }
    return sets;
}

}  // namespace ladder::db

// Reads cases and their records.
#include "db/case_reader.hpp"

#include <optional>

#include <fmt/format.h>

#include "db/listing.hpp"

namespace ladder::db {
namespace {

base::Error no_such_case(std::string_view name) {
    return {
        base::Code::not_found,
        fmt::format("there is no case '{}' as known at this time", name),
        {}};
}

v1::CaseRecord record_of(const JournalRow& row, const v1::Event& event) {
    const auto& envelope = row.envelope;
    v1::CaseRecord record;
    record.set_position(envelope.position());
    record.set_version(envelope.version());
    record.set_type(envelope.type());
    *record.mutable_recorded_at() =
        base::to_timestamp(base::from_micros(envelope.recorded_at_us()));
    *record.mutable_actor() = envelope.actor();
    record.set_known_on(envelope.known_on());
    record.set_entered_later(row.entered_later);
    record.set_text(casework::describe(event));
    record.set_digest(envelope.digest());
    record.set_leaf(row.leaf);
    return record;
}

}  // namespace

base::Result<v1::Case> CaseReader::get(std::string_view name, const KnownAt& known_at) const {
    if (!name.starts_with("cases/")) {
        return no_such_case(name);
    }
    return database_.read([&](soci::session& session) -> base::Result<v1::Case> {
        auto state = fold_stream(session, database_.backend(), std::string(name), known_at);
        if (!state) {
            return state.error();
        }
        auto* folded = std::get_if<v1::Case>(&*state);
        return folded == nullptr ? base::Result<v1::Case>(no_such_case(name))
                                 : base::Result<v1::Case>(std::move(*folded));
    });
}

base::Result<Page<v1::CaseSummary>> CaseReader::list(
    const CaseFilter& filter, const PageRequest& page, const KnownAt& known_at
) const {
    const auto size = page_size_of(page, page_normal, page_most);
    if (!size) {
        return size.error();
    }
    Listing listing{"cases", Model::cases, "cases/", {}, Order::by_name};
    if (!filter.body.empty()) {
        listing.equals.emplace_back("body", filter.body);
    }
    if (!filter.stage.empty()) {
        listing.equals.emplace_back("stage", filter.stage);
    }
    if (!filter.include_closed) {
        listing.equals.emplace_back("closed_on", "");
    }
    return parse_page<v1::CaseSummary>(read_page(database_, listing, page, known_at, *size));
}

base::Result<Page<v1::CaseRecord>> CaseReader::events(
    std::string_view name, const PageRequest& page, const KnownAt& known_at
) const {
    const auto size = page_size_of(page, page_normal, page_most);
    if (!size) {
        return size.error();
    }
    const auto signature = fmt::format(
        "events|{}|{}|{}",
        name,
        known_at.at ? base::to_string(*known_at.at) : "now",
        known_at.strict ? "strict" : ""
    );
    auto decoded = decode_cursor(signature, page.token);
    if (!decoded) {
        return decoded.error();
    }
    const auto after = decoded->key.empty() ? 0 : std::stoll(decoded->key.front());
    return database_.read([&](soci::session& session) -> base::Result<Page<v1::CaseRecord>> {
        Page<v1::CaseRecord> records;
        std::optional<base::Error> failure;
        bool known = false;
        read_stream(session, database_.backend(), std::string(name), [&](JournalRow&& row) {
            const auto recorded = recorded_of(row);
            if (!known_at.sees(recorded.recorded_at, recorded.entered_later, recorded.known_on)) {
                return recorded.version != 1;
            }
            known = true;
            if (recorded.version <= after) {
                return true;
            }
            if (records.items.size() == static_cast<std::size_t>(*size)) {
                const auto last = std::to_string(records.items.back().version());
                records.next_token = encode_cursor(signature, {0, {last}});
                return false;
            }
            const auto event = event_of(row);
            if (!event) {
                failure = event.error();
                return false;
            }
            records.items.push_back(record_of(row, *event));
            return true;
        });
        if (failure) {
            return *std::move(failure);
        }
        return known ? base::Result<Page<v1::CaseRecord>>(std::move(records))
                     : base::Result<Page<v1::CaseRecord>>(no_such_case(name));
    });
}

base::Result<Page<v1::Proposal>> CaseReader::proposals(
    const ProposalFilter& filter, const PageRequest& page, const KnownAt& known_at
) const {
    const auto size = page_size_of(page, page_normal, page_most);
    if (!size) {
        return size.error();
    }
    Listing listing{"proposals", Model::proposals, "cases/", {}, Order::newest_raised};
    if (filter.state != v1::PROPOSAL_STATE_UNSPECIFIED) {
        listing.equals.emplace_back("state", v1::ProposalState_Name(filter.state));
    }
    if (!filter.body.empty()) {
        listing.equals.emplace_back("body", filter.body);
    }
    return parse_page<v1::Proposal>(read_page(database_, listing, page, known_at, *size));
}

}  // namespace ladder::db

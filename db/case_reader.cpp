// Reads cases and their records.
#include "db/case_reader.hpp"

#include "db/listing.hpp"
#include "db/stream_reader.hpp"

namespace ladder::db {
base::Result<v1::Case> CaseReader::get(std::string_view name, const KnownAt& known_at) const {
    return StreamReader(database_, reader_).get_as<v1::Case>(name, known_at);
}

base::Result<Page<v1::CaseSummary>> CaseReader::list(
    const CaseFilter& filter, const PageRequest& page, const KnownAt& known_at
) const {
    const auto size = page_size_of(page, page_normal, page_most);
    if (!size) {
        return size.error();
    }
    Listing listing{"cases", Model::cases, "cases/", {}, Order{}};
    if (!filter.body.empty()) {
        listing.equals.emplace_back("body", filter.body);
    }
    if (!filter.stage.empty()) {
        listing.equals.emplace_back("stage", filter.stage);
    }
    if (!filter.include_closed) {
        listing.equals.emplace_back("closed_on", "");
    }
    return parse_page<v1::CaseSummary>(read_page(database_, reader_, listing, page, known_at, *size)
    );
}

base::Result<Page<v1::CaseRecord>> CaseReader::events(
    std::string_view name, const PageRequest& page, const KnownAt& known_at
) const {
    return StreamReader(database_, reader_).events(name, page, known_at);
}

base::Result<Page<v1::Proposal>> CaseReader::proposals(
    const ProposalFilter& filter, const PageRequest& page, const KnownAt& known_at
) const {
    const auto size = page_size_of(page, page_normal, page_most);
    if (!size) {
        return size.error();
    }
    Listing listing{"proposals", Model::proposals, "cases/", {}, Order{"raised_on", true}};
    if (filter.state != v1::PROPOSAL_STATE_UNSPECIFIED) {
        listing.equals.emplace_back("state", v1::ProposalState_Name(filter.state));
    }
    if (!filter.body.empty()) {
        listing.equals.emplace_back("body", filter.body);
    }
    return parse_page<v1::Proposal>(read_page(database_, reader_, listing, page, known_at, *size));
}

}  // namespace ladder::db

// Cases as they are, or as they were known at a moment.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "db/database.hpp"
#include "db/known_at.hpp"
#include "db/page.hpp"
#include "db/reader.hpp"
#include "engine/base/result.hpp"
#include "ladder/v1/case_service.pb.h"

namespace ladder::db {

struct CaseFilter {
    std::string body;   // empty: all
    std::string stage;  // empty: all
    bool include_closed = false;
};

struct ProposalFilter {
    v1::ProposalState state = v1::PROPOSAL_STATE_UNSPECIFIED;  // unspecified: all
    std::string body;                                          // empty: all
};

// Reads cases with somebody's eyes. All functions block and may be called from many threads; the
// database must outlive this. Errors of all: unavailable; invalid_argument for a page.
class CaseReader {
public:
    CaseReader(Database& database, Reader reader)
        : database_(database), reader_(std::move(reader)) {}

    // The fold of the events that are seen. Errors: not_found.
    [[nodiscard]] base::Result<v1::Case> get(std::string_view name, const KnownAt& known_at) const;

    // In order of name; each is summary_of what get() gives. Pages of 100, at most 1000.
    [[nodiscard]] base::Result<Page<v1::CaseSummary>> list(
        const CaseFilter& filter, const PageRequest& page, const KnownAt& known_at
    ) const;

    // The record of a case, oldest first. Pages of 100, at most 1000. Errors: not_found.
    [[nodiscard]] base::Result<Page<v1::CaseRecord>> events(
        std::string_view name, const PageRequest& page, const KnownAt& known_at
    ) const;

    // Proposals over all cases, by `raised_on` newest first, then by case and id, with case_name
    // and body filled. Pages of 100, at most 1000.
    [[nodiscard]] base::Result<Page<v1::Proposal>> proposals(
        const ProposalFilter& filter, const PageRequest& page, const KnownAt& known_at
    ) const;

private:
    Database& database_;
    Reader reader_;
};

}  // namespace ladder::db

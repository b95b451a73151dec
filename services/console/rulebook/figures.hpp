// Tables of what imports did: revisions, rows kept aside, whose ground moved.
#pragma once

#include <vector>

#include "ladder/v1/evaluation_service.pb.h"
#include "ladder/v1/indicator_service.pb.h"
#include "services/console/auditor/titles.hpp"
#include "services/console/table.hpp"

namespace ladder::rulebook {

using auditor::Titles;

// Columns "body", "indicator", "period", "old", "new" and, where asked for, "load".
console::Table revision_table(
    const console::Visit& visit,
    const Titles& titles,
    const std::vector<v1::FigureRevision>& revisions,
    bool with_load
);

// Columns "line", "wrong", "fix" and, for what is recorded, "row".
console::Table issue_table(const std::vector<v1::TextIssue>& issues);
console::Table kept_aside_table(
    const console::Visit& visit, const std::vector<v1::QuarantinedRow>& rows
);

// "11,920 new figures, 212 revised, 3 unchanged".
std::string counts_in_words(
    const console::Visit& visit, std::int64_t added, std::int64_t revised, std::int64_t unchanged
);

// Sets `impacts`, a list of sentences with links to the decisions, and `has_impacts`.
void put_impacts(
    console::Data& data,
    const console::Visit& visit,
    const Titles& titles,
    const std::vector<v1::RevisionImpact>& impacts
);

// The title of a layout of the rules in force; its id if there is none.
std::string layout_title(const Titles& titles, const std::string& id);

}  // namespace ladder::rulebook

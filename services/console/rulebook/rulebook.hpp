// Figures and rules: what is loaded, what the rules are; and the search over everything.
#pragma once

#include "services/console/console.hpp"

namespace ladder::rulebook {

void add_pages(console::Pages& pages);

// Each binds some pages; see NAME.cpp.
void add_data_pages(console::Pages& pages);
void add_load_pages(console::Pages& pages);
void add_proposal_pages(console::Pages& pages);
void add_publish_pages(console::Pages& pages);
void add_rules_pages(console::Pages& pages);
void add_search_pages(console::Pages& pages);

// The page of a proposed version of the rules.
std::string path_of_proposal(const std::string& name);

// The proposals that the visitor sees, newest first, as the page of the rules shows them. Errors:
// those of ListRulesetProposals.
[[nodiscard]] base::Result<void> put_proposals(console::Data& data, const console::Visit& visit);

}  // namespace ladder::rulebook

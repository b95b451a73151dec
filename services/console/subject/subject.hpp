// The page of a body and its cases, and what is recorded in a case: decisions first of all.
#pragma once

#include "services/console/console.hpp"

namespace ladder::subject {

void add_pages(console::Pages& pages);

// Each binds some pages; see pages_NAME.cpp.
void add_body_pages(console::Pages& pages);
void add_tab_pages(console::Pages& pages);
void add_trigger_pages(console::Pages& pages);
void add_procedure_pages(console::Pages& pages);
void add_plan_pages(console::Pages& pages);
void add_indicator_pages(console::Pages& pages);
void add_decide_pages(console::Pages& pages);
void add_decision_pages(console::Pages& pages);
void add_act_pages(console::Pages& pages);

}  // namespace ladder::subject

// The Home Office auditor's desk: what was decided, by whom, knowing what; and what proves it.
#pragma once

#include "services/console/console.hpp"

namespace ladder::auditor {

void add_pages(console::Pages& pages);

// Each binds some pages; see NAME.cpp.
void add_report_pages(console::Pages& pages);
void add_compare_pages(console::Pages& pages);
void add_case_file_pages(console::Pages& pages);
void add_integrity_pages(console::Pages& pages);

}  // namespace ladder::auditor

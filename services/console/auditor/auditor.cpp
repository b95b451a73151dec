#include "services/console/auditor/auditor.hpp"

namespace ladder::auditor {

void add_pages(console::Pages& pages) {
    add_report_pages(pages);
    add_compare_pages(pages);
    add_case_file_pages(pages);
    add_integrity_pages(pages);
}

}  // namespace ladder::auditor

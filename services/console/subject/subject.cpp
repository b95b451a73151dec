#include "services/console/subject/subject.hpp"

namespace ladder::subject {

void add_pages(console::Pages& pages) {
    add_body_pages(pages);
    add_tab_pages(pages);
    add_trigger_pages(pages);
    add_procedure_pages(pages);
    add_plan_pages(pages);
    add_indicator_pages(pages);
    add_decide_pages(pages);
    add_decision_pages(pages);
    add_act_pages(pages);
}

}  // namespace ladder::subject

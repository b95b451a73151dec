#include "services/console/rulebook/rulebook.hpp"

namespace ladder::rulebook {

void add_pages(console::Pages& pages) {
    add_data_pages(pages);
    add_load_pages(pages);
    add_proposal_pages(pages);
    add_publish_pages(pages);
    add_rules_pages(pages);
    add_search_pages(pages);
}

}  // namespace ladder::rulebook

#include "services/console/letters/letters.hpp"

namespace ladder::letters {

void add_pages(console::Pages& pages) {
    add_register_pages(pages);
    add_list_pages(pages);
    add_start_pages(pages);
    add_letter_pages(pages);
    add_letter_act_pages(pages);
    add_document_pages(pages);
    add_document_act_pages(pages);
    add_document_publish_pages(pages);
    add_direction_list_pages(pages);
    add_direction_pages(pages);
}

}  // namespace ladder::letters

// The desk of letters, documents and directions; and the public register.
#pragma once

#include <string>

#include "services/console/console.hpp"
#include "services/console/procedure_kinds.hpp"

namespace ladder::letters {

void add_pages(console::Pages& pages);

// Each binds some pages; see the file of its name.
void add_register_pages(console::Pages& pages);
void add_list_pages(console::Pages& pages);
void add_start_pages(console::Pages& pages);
void add_letter_pages(console::Pages& pages);
void add_letter_act_pages(console::Pages& pages);
void add_document_pages(console::Pages& pages);
void add_document_act_pages(console::Pages& pages);
void add_document_publish_pages(console::Pages& pages);
void add_direction_list_pages(console::Pages& pages);
void add_direction_pages(console::Pages& pages);

// Whether whoever is signed in may start some procedure of this kind, in the capacity that they act
// in. For what a page leaves out: it grants nothing.
bool may_start(const console::Visit& visit, console::ProcedureKind kind);

}  // namespace ladder::letters

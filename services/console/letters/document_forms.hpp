// What the forms about a document share.
#pragma once

#include <string>
#include <vector>

#include "ladder/v1/document_service.pb.h"
#include "services/console/letters/shared.hpp"

namespace ladder::letters {

// A form about a document, without its fields.
ActForm document_form(
    const console::Visit& visit, const v1::Document& document, const std::string& texts
);

// Who changed it last: by its last change of marking.
ChangedBy marked_by(const v1::Document& document);

// Leaves the text `done` of a page to be said on the next.
void tell_done(console::Visit& visit, const std::string& texts);

// On whose authority a marking is changed: the fields `authority` and `capacity`.
void add_authority(const console::Visit& visit, std::vector<console::Field>& fields);
void set_authority(const console::Visit& visit, v1::ChangeMarkingRequest& request);

}  // namespace ladder::letters

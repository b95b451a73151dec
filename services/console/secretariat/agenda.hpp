// The agenda that a form asks for: ordered by typed places or by one step up or down, with what is
// left out, added from what is proposed, and added in words.
#pragma once

#include <string>
#include <vector>

#include <google/protobuf/repeated_ptr_field.h>

#include "ladder/v1/meeting_service.pb.h"
#include "services/console/form.hpp"

namespace ladder::secretariat {

using AgendaItems = google::protobuf::RepeatedPtrField<v1::AgendaItem>;

// Tells a proposed item from others while its id is not given yet: by why it is there, its case and
// what brought it up.
std::string key_of_proposed(const v1::AgendaItem& item);

// The form's fields: `place-ID` (the number typed at an item; where two are alike, or it is none,
// the present order holds), `leave_out` (ids), `move` ("up:ID" or "down:ID"), `add` (keys of
// proposed items) and `add_title` (an item in words).
std::vector<v1::AgendaItem> agenda_of(
    const AgendaItems& present, const AgendaItems& proposed, const console::Form& form
);

}  // namespace ladder::secretariat

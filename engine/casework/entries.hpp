// Entries of procedures as gates, letters and lists read them.
#pragma once

#include <string>
#include <string_view>

#include "engine/definition/ruleset.hpp"
#include "ladder/v1/procedure_service.pb.h"

namespace ladder::casework {

// Whether an entry counts on a day (ISO): in effect, not withdrawn, not expired. A withdrawal takes
// effect on its own day at once.
bool stands_on(const v1::Entry& entry, std::string_view day);

// The value of a field of an entry; empty: it was not given.
std::string_view value_of(const v1::Entry& entry, std::string_view field);

// Whether an entry of `record` is about the same as `about`, an entry of this procedure too: they
// have the same key; or the one is the key of the other. What is about a whole has the empty key.
bool same_key(
    const v1::ProcedureDefinition& procedure,
    const v1::RecordDefinition& record,
    const v1::Entry& entry,
    const v1::Entry& about
);

// What an entry is about: its key, or, where it is about the whole, its own id.
const std::string& key_of(const v1::Entry& entry);

// "'Consent of the home force' (consent)"; the id alone where there is no title.
std::string record_words(const v1::RecordDefinition& record);

// "e3, 12 May 2009".
std::string entry_words(const v1::Entry& entry);

}  // namespace ladder::casework

// The procedure aggregate: command -> decide() -> events -> apply(). Pure; time and rulesets come
// in.
#pragma once

#include <string>
#include <string_view>

#include "engine/casework/case.hpp"
#include "engine/command/context.hpp"
#include "ladder/v1/journal.pb.h"
#include "ladder/v1/procedure_service.pb.h"

namespace ladder::procedures {

// The only code that changes a Procedure. Total: an event of another aggregate changes nothing but
// the version.
void apply(v1::Procedure& state, const v1::Event& event, const command::Recorded& recorded);

// The head of a procedure, as lists show it.
v1::ProcedureSummary summary_of(const v1::Procedure& state);

// Whether an entry counts on a day (ISO): in effect, not withdrawn, not expired. A withdrawal takes
// effect on its own day at once.
bool stands_on(const v1::Entry& entry, std::string_view day);

// The value of a field of an entry; empty: it was not given.
std::string_view value_of(const v1::Entry& entry, std::string_view field);

}  // namespace ladder::procedures

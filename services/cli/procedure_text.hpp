// A procedure as people read it on a terminal.
#pragma once

#include <string>

#include "ladder/v1/procedure_service.pb.h"

namespace ladder::cli {

// "who=hmic; account_of=HMIC": what an entry tells.
std::string values_of(const v1::Entry& entry);

// Head, entries with their values, steps, deadlines and tasks.
std::string in_words(const v1::Procedure& state);

}  // namespace ladder::cli

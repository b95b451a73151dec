// A procedure as people read it on a terminal.
#pragma once

#include <string>

#include "ladder/v1/procedure_service.pb.h"

namespace ladder::cli {

// Head, entries with their values, steps, deadlines and tasks.
std::string in_words(const v1::Procedure& state);

// The procedures of a case, as a section of what is shown of it; empty if there are none.
std::string procedures_section(const v1::ListProceduresResponse& procedures);

}  // namespace ladder::cli

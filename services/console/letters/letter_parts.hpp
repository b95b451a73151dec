// The parts of a public letter's page.
#pragma once

#include <string>

#include "services/console/procedure_forms.hpp"

namespace ladder::letters {

// Every requirement that stands, and what can be recorded about it now. `place`: the letter's page.
void put_requirements(
    console::Data& data,
    const console::Visit& visit,
    const console::ProcedureSeen& seen,
    const std::string& place
);

}  // namespace ladder::letters

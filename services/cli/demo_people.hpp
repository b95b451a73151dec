// The people of the demonstration: one for each desk, without passwords.
#pragma once

#include "engine/base/result.hpp"
#include "services/cli/user_desk.hpp"

namespace ladder::cli {

// Registers those who are not there yet, with their roles and a check; tells how many.
// Errors: those of UserDesk.
[[nodiscard]] base::Result<int> demo_people(UserDesk& desk);

}  // namespace ladder::cli

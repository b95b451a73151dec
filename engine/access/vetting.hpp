// Checks of persons by the words of rulesets.
#pragma once

#include <string_view>

#include "ladder/v1/access_service.pb.h"

namespace ladder::access {

// "baseline", "ctc", "sc" or "dv"; empty for none.
std::string_view vetting_id(v1::Vetting vetting);

// The check that stands on a day: the one that was recorded last among those that hold. Null: none.
const v1::Clearance* clearance_on(const v1::Person& person, std::string_view day);

}  // namespace ladder::access

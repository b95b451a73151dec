// In which roles a person may act on a day.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/dates.hpp"
#include "ladder/v1/access_service.pb.h"

namespace ladder::access {

// Whether a right holds on a day: from its first to its last. ISO dates sort as text; an empty
// last day is open.
template <class Right>
bool holds_on(const Right& right, std::string_view day) {
    return right.from() <= day && (right.until().empty() || day <= right.until());
}

// Roles held on a day, own ones first, then delegated ones, each once; none for a person who is out
// of use. The day is in ISO form.
std::vector<std::string> capacities_on(const v1::Person& person, std::string_view day);

}  // namespace ladder::access

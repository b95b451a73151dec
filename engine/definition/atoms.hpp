// Conditions as propositions: which ask for the same, and which for more than others.
#pragma once

#include <string>

#include "ladder/v1/condition.pb.h"

namespace ladder::definition {

// Whether a condition is made of others (all, any, not, at_least).
bool is_compound(const v1::Condition& condition);

// Equal for conditions that ask for the same: lists of alternatives in order, counts of 0 as 1.
std::string normal_text(const v1::Condition& condition);

// Whether `a` can only be true where `b` is: the same thing asked with a higher count, a narrower
// list, or a further demand. Neither is compound.
bool asks_no_less(const v1::Condition& a, const v1::Condition& b);

}  // namespace ladder::definition

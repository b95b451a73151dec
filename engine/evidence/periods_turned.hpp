// By how many periods fewer or more a judgement over k of n periods would turn a condition.
#pragma once

#include <string_view>
#include <vector>

#include "ladder/v1/condition.pb.h"
#include "ladder/v1/explanation.pb.h"

namespace ladder::evidence {

// One for each judgement over several periods that can turn the outermost clause by itself.
// `otherwise` begins the sentence.
std::vector<v1::Counterfactual> periods_turned(
    const v1::Condition& condition, const v1::Explanation& explanation, std::string_view otherwise
);

}  // namespace ladder::evidence

// What a ruleset keeps apart: the compartments of subjects and indicators.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/definition/ruleset.hpp"

namespace ladder::definition {

// The compartments that a subject is in.
std::vector<std::string> compartments_of(const Ruleset& ruleset, v1::Subject subject);

// The compartments that an indicator is in, by domain or strand. One that the ruleset does not know
// is in all of them: nobody can say what it tells of.
std::vector<std::string> compartments_of_indicator(
    const Ruleset& ruleset, std::string_view indicator
);

}  // namespace ladder::definition

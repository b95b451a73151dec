// Runs scenarios: every step through the API, on a database made ready for it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/definition/ruleset.hpp"
#include "services/scenario/ground.hpp"
#include "services/scenario/scenario.hpp"

namespace ladder::scenario {

// What did not come out as the scenario tells.
struct Failure {
    std::string file;
    int line = 0;
    std::string scenario;
    std::string text;  // expected and got, one line each
};

// "file:12: NAME: expected ..".
std::string to_string(const Failure& failure);

// Runs one scenario on a ground that prepare() made ready and nothing else has touched. A command
// that does not come out as told ends it; expectations are all asked.
std::vector<Failure> run(
    const Scenario& scenario, const v1::RulesetDefinition& definition, Ground& ground
);

}  // namespace ladder::scenario

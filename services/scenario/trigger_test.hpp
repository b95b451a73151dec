// Runs the tests of triggers: made-up figures and judgements through the evaluation of the engine.
#pragma once

#include <vector>

#include "engine/definition/ruleset.hpp"
#include "services/scenario/runner.hpp"
#include "services/scenario/trigger_test_file.hpp"

namespace ladder::scenario {

// The bodies of a test are those that have figures in it, all forces, and those of its `kinds`.
std::vector<Failure> run(const TriggerTest& test, const definition::Ruleset& ruleset);

}  // namespace ladder::scenario

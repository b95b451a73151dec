// The tests that a ruleset carries with it: every file of its folder `tests`.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "services/scenario/scenario.hpp"
#include "services/scenario/trigger_test_file.hpp"

namespace ladder::scenario {

struct RulesetTests {
    std::vector<TriggerTest> triggers;
    std::vector<Scenario> scenarios;
};

// Reads FOLDER/tests/*.yaml, in order of name: a file that holds a list has tests of triggers, a
// map has scenarios. None if there is no such folder. Files are named as "tests/x.yaml".
// Errors: invalid_argument with a TextIssue for every problem; unavailable if a file can't be read.
[[nodiscard]] base::Result<RulesetTests> read_tests(const std::filesystem::path& ruleset_folder);

// A SQLite database made ready once, and a fresh copy of it for each scenario, all in `folder`.
class SqliteGrounds {
public:
    // Errors: those of prepare().
    [[nodiscard]] static base::Result<SqliteGrounds> make(
        const std::filesystem::path& folder, const v1::RulesetDefinition& definition
    );

    // The URL of a new copy.
    [[nodiscard]] base::Result<std::string> next();

private:
    explicit SqliteGrounds(std::filesystem::path folder) : folder_{std::move(folder)} {}

    std::filesystem::path folder_;
    int copies_ = 0;
};

}  // namespace ladder::scenario

// Tests of a ruleset as data: figures in, findings expected. rules/*/tests/README.md says how they
// are written.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/base/dates.hpp"

namespace ladder::scenario {

struct FigureSeries {
    std::string indicator;
    std::vector<base::Date> period_ends;
    std::map<std::string, std::vector<double>> values;  // by force; NaN: not published
};

// What must be said of a period; each as "force trigger indicator", findings with their outcome.
struct Expectation {
    std::string period_end;
    std::vector<std::string> findings;  // all of them, in order of text
    std::vector<std::string> quiet;     // some
    std::vector<std::string> unknown;   // some
};

struct RulesetTest {
    std::string file;
    int line = 0;
    std::string name;
    std::map<std::string, std::vector<std::string>> most_similar;
    std::vector<FigureSeries> figures;
    std::vector<Expectation> expectations;
};

// The tests of every file in rules/{ruleset}/tests. Throws std::runtime_error with file and line
// for what can't be read: an unknown key, a wrong number of values, a date that is none.
std::vector<RulesetTest> ruleset_tests(const std::string& ruleset);

}  // namespace ladder::scenario

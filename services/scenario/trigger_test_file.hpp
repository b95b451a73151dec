// Tests of triggers as data: figures in, findings expected. rules/landscape-2009/tests/README.md
// says how they are written.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/base/dates.hpp"
#include "engine/base/result.hpp"
#include "ladder/v1/assessment_service.pb.h"
#include "ladder/v1/common.pb.h"

namespace ladder::scenario {

struct FigureSeries {
    std::string indicator;
    std::vector<base::Date> period_ends;
    std::map<std::string, std::vector<double>> values;  // by force; NaN: not published
};

// What must be said of a period; each as "force trigger indicator", findings with their outcome.
struct FindingsExpected {
    std::string period_end;
    std::vector<std::string> findings;  // all of them, in order of text
    std::vector<std::string> quiet;     // some
    std::vector<std::string> unknown;   // some
};

struct TriggerTest {
    std::string file;
    int line = 0;
    std::string name;
    std::map<std::string, std::vector<std::string>> most_similar;
    std::map<std::string, v1::BodyKind> kinds;  // of bodies that are no forces
    std::vector<FigureSeries> figures;
    std::vector<v1::Assessment> assessments;  // the register, as known
    std::vector<FindingsExpected> expectations;
};

// The tests of a file. Errors: invalid_argument, with a TextIssue, for the first thing that can't
// be read: an unknown key, a wrong number of values, a date that is none.
[[nodiscard]] base::Result<std::vector<TriggerTest>> read_trigger_tests(
    const std::string& file, const std::string& text
);

}  // namespace ladder::scenario

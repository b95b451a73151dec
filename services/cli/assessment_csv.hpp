// Assessments from a CSV file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"
#include "ladder/v1/assessment_service.pb.h"

namespace ladder::cli {

struct AssessmentRows {
    std::vector<v1::Assessment> assessments;
    std::vector<int> lines;  // of each, from 1
};

// Reads a file with a header row of assessment, body, area, grade, score, direction, finding,
// assessed_on, published_on, report and marking, in any order; assessment, body and assessed_on
// must be there. Errors: invalid_argument with a TextIssue for everything that is wrong.
[[nodiscard]] base::Result<AssessmentRows> read_assessments(
    const std::string& file, std::string_view text
);

// A refusal of assessments ("assessments[3].grade") as places in the file.
base::Error at_lines(base::Error error, const std::string& file, const std::vector<int>& lines);

}  // namespace ladder::cli

// When a trigger raises and clears, in plain English with its thresholds.
#pragma once

#include <string>
#include <vector>

#include "ladder/v1/condition.pb.h"
#include "ladder/v1/definition.pb.h"

namespace ladder::rulebook {

// A line of a condition, and how deep it stands within others, from 0.
struct ConditionLine {
    int depth = 0;
    std::string text;

    bool operator==(const ConditionLine&) const = default;
};

// "all of:", and beneath it each part, with the titles that the rules have. What only gates ask is
// told in the words of its YAML.
std::vector<ConditionLine> condition_lines(
    const v1::Condition& condition, const v1::RulesetDefinition& rules
);

// "worse than its own year before, by at least 5 per cent, p at most 0.001".
std::string judgement_in_words(const v1::JudgementCondition& judgement);

// "record_fact" as people read it: "Record facts".
std::string permission_in_words(v1::Permission permission);

}  // namespace ladder::rulebook

// From findings to events: which cases open, and what their record gains.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/dates.hpp"
#include "engine/definition/ruleset.hpp"
#include "engine/record/aggregates.hpp"
#include "ladder/v1/evaluation_service.pb.h"

namespace ladder::record {

// What a run of the rules found, and under which name it is recorded.
struct EvaluationRecord {
    std::string name;  // "evaluations/2011-03-31-1f2e3d4c"
    base::Date period_end;
    std::vector<v1::Finding> findings;  // quiet and unknown ones included
    v1::Actor actor;
};

using CaseOfSubject = std::map<std::pair<std::string, v1::Subject>, std::string>;

// What recording the findings comes to.
struct Recording {
    std::vector<NewEvent> events;  // in order of body and subject, caused by the evaluation
    CaseOfSubject cases;           // for each body and subject, the case that holds the record
    // As found, but that a quiet one is cleared where its episode ended unseen since the last
    // evaluation, so that its end is recorded now.
    std::vector<v1::Finding> findings;
};

// Opens a case at the first stage where a trigger stands raised and the body has no open case for
// its subject, and brings the record of every open case up to the period; no stage changes.
Recording record_findings(
    const EvaluationRecord& record,
    const definition::Ruleset& ruleset,
    Aggregates& aggregates,
    const Stamp& stamp
);

// The subject of a trigger's cases; general where it says nothing.
v1::Subject subject_of(const definition::Ruleset& ruleset, const v1::Finding& finding);

// Fills case_name, proposal and superseded of a finding from the case that holds its record.
void point_to_proposal(v1::Finding& finding, const v1::Case& state, base::Date period_end);

}  // namespace ladder::record

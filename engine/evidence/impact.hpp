// What a revision of figures does to the ground on which a trigger was raised.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "engine/definition/ruleset.hpp"
#include "engine/evidence/panels.hpp"
#include "ladder/v1/evaluation_service.pb.h"

namespace ladder::evidence {

// What a proposal was raised or cleared on: a trigger for a body and indicator, run up to a period.
// Borrows everything.
struct Ground {
    const v1::TriggerDefinition& trigger;
    std::string_view indicator;
    std::string_view body;
    base::Date period_end;  // of the run that raised or cleared it
};

// What revisions come to for a trigger.
struct Weighing {
    // The trigger rests on other figures: another revision of one, one that only one side has, or
    // other totals of a group.
    bool touched = false;
    // Where that is worth telling: the answer is another one, or the margin fell by half or more.
    // Case, proposal and decisions are the caller's to fill.
    std::optional<v1::RevisionImpact> impact;
};

// Runs the trigger on the figures of before and on those of now. The margin is how far the body's
// own figure of the newest period judged lies from the nearest value at which a condition of the
// trigger turns, in per cent of that value: above 0 while it stands raised, below while it does
// not.
Weighing weigh(
    const definition::Ruleset& ruleset,
    const Panels& before,
    const Panels& now,
    const Ground& ground
);

// Figures that an import revised.
class RevisedFigures {
public:
    void add(std::string_view indicator, std::string_view body, std::string_view period_end);

    // Whether an explanation rests on one of them: the body's own, a most similar peer's, or any
    // body's where it compares with all.
    bool under(const v1::Explanation& explanation) const;

private:
    bool holds(const v1::Input& input, bool of_all) const;

    std::set<std::tuple<std::string, std::string, std::string>> figures_;
    std::set<std::pair<std::string, std::string>> periods_;  // indicator, period
};

}  // namespace ladder::evidence

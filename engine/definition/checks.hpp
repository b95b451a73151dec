// The parts of check(), one for each subject, and the questions that they share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/definition/findings.hpp"
#include "engine/definition/ruleset.hpp"

namespace ladder::definition {

// What every part reads, and where it reports.
struct Scope {
    const Ruleset& ruleset;  // of a definition that may still be wrong: of repeated ids the first
    Findings& findings;
};

// Every field of every message: known enum values, finite numbers, sound texts, bounded lists.
// False if a value is such that the other parts had better not look.
bool check_values(const Scope& scope);

void check_heading(const Scope& scope);
// Ids given, well shaped and unique; titles given.
void check_ids(const Scope& scope);
void check_roles(const Scope& scope);
void check_facts(const Scope& scope);
void check_ladders(const Scope& scope);
void check_indicators(const Scope& scope);
// Of one indicator: the total it is part of, and what its figures are expected to look like.
void check_plausibility(
    const Scope& scope, const v1::IndicatorDefinition& indicator, const std::string& path
);
void check_triggers(const Scope& scope);
void check_layouts(const Scope& scope);
void check_calendars(const Scope& scope);
void check_deadlines(const Scope& scope);
void check_letters(const Scope& scope);
void check_assessments(const Scope& scope);
// References, question sets and document kinds.
void check_registers(const Scope& scope);
void check_requirements(const Scope& scope);
void check_meetings(const Scope& scope);
// What roles see, compartments, and the checks of persons.
void check_sight(const Scope& scope);

// The moves of a ladder as a graph: unreachable stages, dead ends, no way back, unmarked jumps.
void check_moves(const Scope& scope, const v1::LadderDefinition& ladder, const std::string& path);

// Where a condition stands: in a gate of a ladder or of a procedure, or in a trigger. Exactly one
// of the first three is not null.
struct ConditionPlace {
    const v1::LadderDefinition* ladder = nullptr;
    const v1::TriggerDefinition* trigger = nullptr;
    const v1::ProcedureDefinition* procedure = nullptr;
    bool at_start = false;  // a start gate: the procedure has recorded nothing yet
    // What `same_key` and `peer` may ask about.
    enum class About { nothing, entry, peer, word };
    About about = About::nothing;
};

using Gates = google::protobuf::RepeatedPtrField<v1::GateDefinition>;

// The gates of one transition, record or start. `path` is that of their list.
void check_gates(
    const Scope& scope, const ConditionPlace& place, const Gates& gates, const std::string& path
);

void check_condition(
    const Scope& scope,
    const ConditionPlace& place,
    const v1::Condition& condition,
    const std::string& path
);

// One condition on what a procedure records, or on what stands around a case. The condition within
// an `every` is left to the caller.
void check_around(
    const Scope& scope,
    const ConditionPlace& place,
    const v1::Condition& condition,
    const std::string& path
);

// Where the condition within an `every` stands.
ConditionPlace within_every(const ConditionPlace& place, const v1::EveryCondition& every);

// What an entry of the record is asked about by its gates.
ConditionPlace::About about_of(
    const v1::ProcedureDefinition& procedure, const v1::RecordDefinition& record
);

// What follows from a transition, an entry (whose `record` is not null) or a start.
void check_effects(
    const Scope& scope,
    const google::protobuf::RepeatedPtrField<v1::EffectDefinition>& effects,
    const v1::RecordDefinition* record,
    const std::string& path
);

// Procedures: their stages, steps, records and starts.
void check_procedures(const Scope& scope);
void check_records(
    const Scope& scope, const v1::ProcedureDefinition& procedure, const std::string& path
);

// One judgement of a trigger, for every indicator that it may judge.
void check_judgement(
    const Scope& scope,
    const v1::TriggerDefinition& trigger,
    const v1::JudgementCondition& judgement,
    const std::string& path
);

// One chart condition of a trigger, for every indicator whose chart it may ask.
void check_chart(
    const Scope& scope,
    const v1::TriggerDefinition& trigger,
    const v1::ChartCondition& chart,
    const std::string& path
);

// How the control charts of an indicator are drawn.
void check_charts_of(
    const Scope& scope, const v1::IndicatorDefinition& indicator, const std::string& path
);

// --- Shared questions ---

// "ladders[0]" for ("ladders", 0); with a parent "ladders[0].stages[2]".
std::string at(std::string_view list, int index);
std::string at(std::string_view parent, std::string_view list, int index);

// Reports a role that the ruleset does not have.
void require_role(const Scope& scope, const std::string& role, const std::string& path);

// Reports a deadline that the ruleset does not have.
void require_deadline(const Scope& scope, const std::string& id, const std::string& path);

// Reports each role of a list that the ruleset does not have, or that is listed twice.
template <class Roles>
void require_roles(const Scope& scope, const Roles& roles, const std::string& path);

// Reports a role that may not recommend, where a recommendation is asked of it.
void require_may_recommend(const Scope& scope, const std::string& role, const std::string& path);

// Reports a text that is empty.
void require_text(
    const Scope& scope, const std::string& text, const std::string& path, std::string_view what
);

// The stages of a ladder; null: of all, each once.
std::vector<std::string> stages_of_ladders(const Scope& scope, const v1::LadderDefinition* ladder);

// Reports an id that is not among those known. `what` names its kind: "deadline".
void require_known(
    const Scope& scope,
    const std::string& id,
    const std::vector<std::string>& known,
    const std::string& path,
    std::string_view what
);

// The ids of any repeated field of definitions.
template <class Items>
std::vector<std::string> ids_of(const Items& items) {
    std::vector<std::string> ids;
    for (const auto& item : items) {
        ids.push_back(item.id());
    }
    return ids;
}

template <class Values, class Value>
bool contains(const Values& values, const Value& value) {
    for (const auto& each : values) {
        if (each == value) {
            return true;
        }
    }
    return false;
}

template <class Roles>
void require_roles(const Scope& scope, const Roles& roles, const std::string& path) {
    for (int i = 0; i < roles.size(); ++i) {
        require_role(scope, roles.Get(i), at(path, i));
        for (int j = 0; j < i; ++j) {
            if (roles.Get(i) == roles.Get(j)) {
                scope.findings.error(
                    at(path, i), "the role '" + roles.Get(i) + "' is listed twice", "keep one"
                );
                break;
            }
        }
    }
}

}  // namespace ladder::definition

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
void check_triggers(const Scope& scope);
void check_layouts(const Scope& scope);
void check_calendars(const Scope& scope);
void check_deadlines(const Scope& scope);
void check_letters(const Scope& scope);
void check_assessments(const Scope& scope);
// References, question sets and document kinds.
void check_registers(const Scope& scope);
void check_requirements(const Scope& scope);

// The moves of a ladder as a graph: unreachable stages, dead ends, no way back, unmarked jumps.
void check_moves(const Scope& scope, const v1::LadderDefinition& ladder, const std::string& path);

// The gates of one transition.
void check_gates(
    const Scope& scope,
    const v1::LadderDefinition& ladder,
    const v1::TransitionDefinition& transition,
    const std::string& path
);

// Where a condition stands: in a gate of a ladder, or in a trigger. Exactly one is not null.
struct ConditionPlace {
    const v1::LadderDefinition* ladder = nullptr;
    const v1::TriggerDefinition* trigger = nullptr;
};

void check_condition(
    const Scope& scope,
    const ConditionPlace& place,
    const v1::Condition& condition,
    const std::string& path
);

// One judgement of a trigger, for every indicator that it may judge.
void check_judgement(
    const Scope& scope,
    const v1::TriggerDefinition& trigger,
    const v1::JudgementCondition& judgement,
    const std::string& path
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

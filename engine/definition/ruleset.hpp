// A published ruleset, indexed: what decisions and evaluations are made by.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/base/result.hpp"
#include "ladder/v1/definition.pb.h"

namespace ladder::definition {

// An immutable ruleset version with look-ups by id. Pointers live as long as the ruleset.
// Built only from a definition that check() found without error.
class Ruleset {
public:
    // `name` is the version's, such as "rulesets/landscape-2009@1".
    Ruleset(std::string name, v1::RulesetDefinition definition);
    Ruleset(const Ruleset&) = delete;
    Ruleset& operator=(const Ruleset&) = delete;

    const std::string& name() const { return name_; }
    const v1::RulesetDefinition& definition() const { return definition_; }

    // Null if there is none of that id.
    const v1::LadderDefinition* ladder(std::string_view id) const;
    const v1::RoleDefinition* role(std::string_view id) const;
    const v1::FactDefinition* fact(std::string_view id) const;
    const v1::DomainDefinition* domain(std::string_view id) const;
    const v1::IndicatorDefinition* indicator(std::string_view id) const;
    const v1::TriggerDefinition* trigger(std::string_view id) const;
    const v1::ImportLayout* import_layout(std::string_view id) const;
    const v1::ProcedureDefinition* procedure(std::string_view id) const;
    const v1::CalendarDefinition* calendar(std::string_view id) const;
    const v1::DeadlineDefinition* deadline(std::string_view id) const;
    const v1::QuestionSetDefinition* question_set(std::string_view id) const;
    const v1::LetterDefinition* letter(std::string_view id) const;
    const v1::AssessmentDefinition* assessment(std::string_view id) const;
    const v1::ReferenceDefinition* reference(std::string_view id) const;
    const v1::DocumentKindDefinition* document_kind(std::string_view id) const;
    const v1::MeetingKindDefinition* meeting_kind(std::string_view id) const;
    const v1::SkillDefinition* skill(std::string_view id) const;

    // The ladder for a kind of body and a subject; null if there is none.
    const v1::LadderDefinition* ladder_for(v1::BodyKind kind, v1::Subject subject) const;

    // Whether the role may do the act. An unknown role may nothing.
    bool may(std::string_view role, v1::Permission act) const;

private:
    std::string name_;
    v1::RulesetDefinition definition_;
    std::unordered_map<std::string_view, const v1::LadderDefinition*> ladders_;
    std::unordered_map<std::string_view, const v1::RoleDefinition*> roles_;
    std::unordered_map<std::string_view, const v1::FactDefinition*> facts_;
    std::unordered_map<std::string_view, const v1::DomainDefinition*> domains_;
    std::unordered_map<std::string_view, const v1::IndicatorDefinition*> indicators_;
    std::unordered_map<std::string_view, const v1::TriggerDefinition*> triggers_;
    std::unordered_map<std::string_view, const v1::ImportLayout*> import_layouts_;
    std::unordered_map<std::string_view, const v1::ProcedureDefinition*> procedures_;
    std::unordered_map<std::string_view, const v1::CalendarDefinition*> calendars_;
    std::unordered_map<std::string_view, const v1::DeadlineDefinition*> deadlines_;
    std::unordered_map<std::string_view, const v1::QuestionSetDefinition*> question_sets_;
    std::unordered_map<std::string_view, const v1::LetterDefinition*> letters_;
    std::unordered_map<std::string_view, const v1::AssessmentDefinition*> assessments_;
    std::unordered_map<std::string_view, const v1::ReferenceDefinition*> references_;
    std::unordered_map<std::string_view, const v1::DocumentKindDefinition*> document_kinds_;
    std::unordered_map<std::string_view, const v1::MeetingKindDefinition*> meeting_kinds_;
    std::unordered_map<std::string_view, const v1::SkillDefinition*> skills_;
};

// Null if there is no such stage.
const v1::StageDefinition* find_stage(const v1::LadderDefinition& ladder, std::string_view id);
const v1::StageDefinition* find_stage(
    const v1::ProcedureDefinition& procedure, std::string_view id
);

// Null if there is no such move. Definitions hold at most one for each pair (check() sees to
// it).
const v1::TransitionDefinition* find_transition(
    const v1::LadderDefinition& ladder, std::string_view from, std::string_view to
);
const v1::TransitionDefinition* find_transition(
    const v1::ProcedureDefinition& procedure, std::string_view from, std::string_view to
);

// Null if the procedure has no such record.
const v1::RecordDefinition* find_record(
    const v1::ProcedureDefinition& procedure, std::string_view id
);

}  // namespace ladder::definition

// Look-ups into a published ruleset.
#include "engine/definition/ruleset.hpp"

#include <algorithm>
#include <utility>

namespace ladder::definition {

namespace {

template <class Item>
using Index = std::unordered_map<std::string_view, const Item*>;

// The keys borrow from the items, which never move again.
template <class Item>
Index<Item> index_of(const google::protobuf::RepeatedPtrField<Item>& items) {
    Index<Item> index;
    index.reserve(static_cast<std::size_t>(items.size()));
    for (const auto& item : items) {
        index.emplace(item.id(), &item);
    }
    return index;
}

template <class Item>
const Item* find(const Index<Item>& index, std::string_view id) {
    const auto found = index.find(id);
    return found == index.end() ? nullptr : found->second;
}

template <class Values, class Value>
bool holds(const Values& values, const Value& value) {
    return std::find(values.begin(), values.end(), value) != values.end();
}

}  // namespace

Ruleset::Ruleset(std::string name, v1::RulesetDefinition definition)
    : name_{std::move(name)},
      definition_{std::move(definition)},
      ladders_{index_of(definition_.ladders())},
      roles_{index_of(definition_.roles())},
      facts_{index_of(definition_.facts())},
      domains_{index_of(definition_.domains())},
      indicators_{index_of(definition_.indicators())},
      triggers_{index_of(definition_.triggers())},
      import_layouts_{index_of(definition_.import_layouts())},
      procedures_{index_of(definition_.procedures())},
      calendars_{index_of(definition_.calendars())},
      deadlines_{index_of(definition_.deadlines())},
      question_sets_{index_of(definition_.question_sets())},
      letters_{index_of(definition_.letters())},
      assessments_{index_of(definition_.assessments())},
      references_{index_of(definition_.references())},
      document_kinds_{index_of(definition_.document_kinds())},
      meeting_kinds_{index_of(definition_.meeting_kinds())},
      skills_{index_of(definition_.skills())} {}

const v1::LadderDefinition* Ruleset::ladder(std::string_view id) const {
    return find(ladders_, id);
}

const v1::RoleDefinition* Ruleset::role(std::string_view id) const {
    return find(roles_, id);
}

const v1::FactDefinition* Ruleset::fact(std::string_view id) const {
    return find(facts_, id);
}

const v1::DomainDefinition* Ruleset::domain(std::string_view id) const {
    return find(domains_, id);
}

const v1::IndicatorDefinition* Ruleset::indicator(std::string_view id) const {
    return find(indicators_, id);
}

const v1::TriggerDefinition* Ruleset::trigger(std::string_view id) const {
    return find(triggers_, id);
}

const v1::ImportLayout* Ruleset::import_layout(std::string_view id) const {
    return find(import_layouts_, id);
}

const v1::ProcedureDefinition* Ruleset::procedure(std::string_view id) const {
    return find(procedures_, id);
}

const v1::CalendarDefinition* Ruleset::calendar(std::string_view id) const {
    return find(calendars_, id);
}

const v1::DeadlineDefinition* Ruleset::deadline(std::string_view id) const {
    return find(deadlines_, id);
}

const v1::QuestionSetDefinition* Ruleset::question_set(std::string_view id) const {
    return find(question_sets_, id);
}

const v1::LetterDefinition* Ruleset::letter(std::string_view id) const {
    return find(letters_, id);
}

const v1::AssessmentDefinition* Ruleset::assessment(std::string_view id) const {
    return find(assessments_, id);
}

const v1::ReferenceDefinition* Ruleset::reference(std::string_view id) const {
    return find(references_, id);
}

const v1::DocumentKindDefinition* Ruleset::document_kind(std::string_view id) const {
    return find(document_kinds_, id);
}

const v1::MeetingKindDefinition* Ruleset::meeting_kind(std::string_view id) const {
    return find(meeting_kinds_, id);
}

const v1::SkillDefinition* Ruleset::skill(std::string_view id) const {
    return find(skills_, id);
}

const v1::LadderDefinition* Ruleset::ladder_for(v1::BodyKind kind, v1::Subject subject) const {
    for (const auto& ladder : definition_.ladders()) {
        if (holds(ladder.body_kinds(), kind) &&
            (ladder.subjects().empty() || holds(ladder.subjects(), subject))) {
            return &ladder;
        }
    }
    return nullptr;
}

bool Ruleset::may(std::string_view role_id, v1::Permission act) const {
    const auto* found = role(role_id);
    return found != nullptr && holds(found->may(), act);
}

namespace {

template <class Machine>
const v1::StageDefinition* stage_of(const Machine& machine, std::string_view id) {
    for (const auto& stage : machine.stages()) {
        if (stage.id() == id) {
            return &stage;
        }
    }
    return nullptr;
}

template <class Machine>
const v1::TransitionDefinition* transition_of(
    const Machine& machine, std::string_view from, std::string_view to
) {
    for (const auto& transition : machine.transitions()) {
        if (transition.to() == to && holds(transition.from(), from)) {
            return &transition;
        }
    }
    return nullptr;
}

}  // namespace

const v1::StageDefinition* find_stage(const v1::LadderDefinition& ladder, std::string_view id) {
    return stage_of(ladder, id);
}

const v1::StageDefinition* find_stage(
    const v1::ProcedureDefinition& procedure, std::string_view id
) {
    return stage_of(procedure, id);
}

const v1::TransitionDefinition* find_transition(
    const v1::LadderDefinition& ladder, std::string_view from, std::string_view to
) {
    return transition_of(ladder, from, to);
}

const v1::TransitionDefinition* find_transition(
    const v1::ProcedureDefinition& procedure, std::string_view from, std::string_view to
) {
    return transition_of(procedure, from, to);
}

const v1::RecordDefinition* find_record(
    const v1::ProcedureDefinition& procedure, std::string_view id
) {
    for (const auto& record : procedure.records()) {
        if (record.id() == id) {
            return &record;
        }
    }
    return nullptr;
}

}  // namespace ladder::definition

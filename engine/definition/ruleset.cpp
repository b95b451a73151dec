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
      import_layouts_{index_of(definition_.import_layouts())} {}

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

const v1::StageDefinition* find_stage(const v1::LadderDefinition& ladder, std::string_view id) {
    for (const auto& stage : ladder.stages()) {
        if (stage.id() == id) {
            return &stage;
        }
    }
    return nullptr;
}

const v1::TransitionDefinition* find_transition(
    const v1::LadderDefinition& ladder, std::string_view from, std::string_view to
) {
    for (const auto& transition : ladder.transitions()) {
        if (transition.to() == to && holds(transition.from(), from)) {
            return &transition;
        }
    }
    return nullptr;
}

}  // namespace ladder::definition

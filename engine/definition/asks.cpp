#include "engine/definition/asks.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace ladder::definition {

namespace {

v1::Condition always(bool truth) {
    v1::Condition condition;
    if (truth) {
        (void)condition.mutable_all();
    } else {
        (void)condition.mutable_any();
    }
    return condition;
}

template <class Asked, class Known>
std::optional<bool> known_membership(const Asked& asked, const Known& known) {
    if (asked.empty()) {
        return true;
    }
    const auto is_asked = [&](const auto& value) {
        return std::find(asked.begin(), asked.end(), value) != asked.end();
    };
    if (!known.empty() && std::all_of(known.begin(), known.end(), is_asked)) {
        return true;
    }
    if (!known.empty() && std::none_of(known.begin(), known.end(), is_asked)) {
        return false;
    }
    return std::nullopt;
}

bool counts(const v1::GateDefinition& gate, v1::GateKind kind, v1::Subject subject) {
    if (gate.kind() != v1::GATE_KIND_POLICY) {
        return true;
    }
    return kind == v1::GATE_KIND_POLICY &&
           std::find(gate.not_for().begin(), gate.not_for().end(), subject) == gate.not_for().end();
}

// What a move asks of recommendations, as a condition.
v1::Condition recommendation_by(
    const google::protobuf::RepeatedPtrField<std::string>& roles, bool other_than_decider
) {
    v1::Condition condition;
    *condition.mutable_recommendation()->mutable_by() = roles;
    condition.mutable_recommendation()->set_other_than_decider(other_than_decider);
    return condition;
}

// What a single condition is about, roughly: those of different subjects have nothing to do with
// each other.
std::string about(const v1::Condition& condition) {
    auto text = std::to_string(static_cast<int>(condition.kind_case())) + " ";
    if (condition.has_fact()) {
        return text + condition.fact().id();
    }
    if (condition.has_record()) {
        return text + condition.record().id();
    }
    if (condition.has_procedure()) {
        return text + condition.procedure().definition();
    }
    if (condition.has_deadline()) {
        return text + condition.deadline().id();
    }
    return text;
}

void collect_subjects(const v1::Condition& condition, std::set<std::string>& found) {
    const auto each = [&](const auto& parts) {
        for (const auto& part : parts) {
            collect_subjects(part, found);
        }
    };
    if (condition.has_all()) {
        each(condition.all().of());
    } else if (condition.has_any()) {
        each(condition.any().of());
    } else if (condition.has_at_least()) {
        each(condition.at_least().of());
    } else if (condition.has_not_()) {
        collect_subjects(condition.not_(), found);
    } else {
        found.insert(about(condition));
    }
}

}  // namespace

v1::Condition with_known(v1::Condition condition, const Machine& machine, v1::Subject subject) {
    const auto each = [&](auto* parts) {
        for (auto& part : *parts) {
            part = with_known(part, machine, subject);
        }
    };
    if (condition.has_all()) {
        each(condition.mutable_all()->mutable_of());
    } else if (condition.has_any()) {
        each(condition.mutable_any()->mutable_of());
    } else if (condition.has_at_least()) {
        each(condition.mutable_at_least()->mutable_of());
    } else if (condition.has_not_()) {
        *condition.mutable_not_() = with_known(condition.not_(), machine, subject);
    } else if (condition.has_subject()) {
        const auto& asked = condition.subject().any_of();
        return always(std::find(asked.begin(), asked.end(), subject) != asked.end());
    } else if (condition.has_body()) {
        const auto kind = known_membership(condition.body().kinds(), machine.body_kinds);
        const auto country = known_membership(condition.body().countries(), machine.countries);
        if (kind == false || country == false) {
            return always(false);
        }
        if (kind == true && country == true) {
            return always(true);
        }
    }
    return condition;
}

void collect_procedures(
    const v1::Condition& condition, std::vector<v1::ProcedureCondition>& found
) {
    const auto each = [&](const auto& parts) {
        for (const auto& part : parts) {
            collect_procedures(part, found);
        }
    };
    each(condition.all().of());
    each(condition.any().of());
    each(condition.at_least().of());
    if (condition.has_not_()) {
        collect_procedures(condition.not_(), found);
    }
    if (condition.has_procedure()) {
        found.push_back(condition.procedure());
    }
}

std::vector<Ask> asks_of(
    const Edge& edge, const Machine& machine, v1::GateKind kind, v1::Subject subject
) {
    std::vector<Ask> asks;
    for (const auto& gate : *edge.gates) {
        if (counts(gate, kind, subject)) {
            asks.push_back({gate.id(), with_known(gate.condition(), machine, subject)});
        }
    }
    if (edge.transition != nullptr && !edge.transition->recommended_by().empty()) {
        asks.push_back(
            {"recommendation", recommendation_by(edge.transition->recommended_by(), false)}
        );
    }
    if (edge.transition != nullptr && !edge.transition->second_person().empty()) {
        asks.push_back({"second_person", recommendation_by(edge.transition->second_person(), true)}
        );
    }
    return asks;
}

bool may_concern(
    const std::vector<v1::Condition>& premises, const std::vector<v1::Condition>& goals
) {
    std::set<std::string> asked;
    std::set<std::string> wanted;
    for (const auto& premise : premises) {
        collect_subjects(premise, asked);
    }
    for (const auto& goal : goals) {
        collect_subjects(goal, wanted);
    }
    // A goal that is made of nothing is settled already.
    return wanted.empty() || std::any_of(wanted.begin(), wanted.end(), [&](const auto& subject) {
               return asked.contains(subject);
           });
}

}  // namespace ladder::definition

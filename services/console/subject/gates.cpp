#include "services/console/subject/gates.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "services/console/words.hpp"

namespace ladder::subject {

namespace {

// Met by what is typed into the form.
constexpr std::array typed_in{
    std::string_view{"exceptional_reason"}, std::string_view{"open_proposals"}};

template <class List, class Item>
bool has(const List& list, const Item& item) {
    return std::find(list.begin(), list.end(), item) != list.end();
}

void note_atoms(GateStanding& gate, const v1::Condition& condition) {
    switch (condition.kind_case()) {
        case v1::Condition::kAll:
            for (const auto& part : condition.all().of()) {
                note_atoms(gate, part);
            }
            break;
        case v1::Condition::kAny:
            for (const auto& part : condition.any().of()) {
                note_atoms(gate, part);
            }
            break;
        case v1::Condition::kAtLeast:
            for (const auto& part : condition.at_least().of()) {
                note_atoms(gate, part);
            }
            break;
        case v1::Condition::kFact:
            gate.facts.push_back(condition.fact().id());
            break;
        case v1::Condition::kConcern:
            gate.asks_concern = true;
            break;
        case v1::Condition::kRecommendation:
            gate.asks_recommendation = true;
            break;
        case v1::Condition::kProcedure:
            gate.procedures.push_back(condition.procedure().definition());
            break;
        default:
            break;
    }
}

std::string roles_in_words(
    const google::protobuf::RepeatedPtrField<std::string>& roles, const Titles& titles
) {
    std::vector<std::string> words;
    for (const auto& role : roles) {
        words.push_back(titles.role(role));
    }
    return fmt::format("{}", fmt::join(words, " or "));
}

std::vector<GateStanding> asked_by(
    const v1::TransitionDefinition& move, v1::Subject subject, const Titles& titles
) {
    std::vector<GateStanding> gates;
    const auto add = [&](const char* id, std::string title) -> GateStanding& {
        auto& gate = gates.emplace_back();
        gate.id = id;
        gate.title = std::move(title);
        gate.legal_basis = console::law_in_words(move.legal_basis());
        gate.element = true;
        return gate;
    };
    add("decider", fmt::format("Decided by {}", roles_in_words(move.decided_by(), titles)));
    if (!move.recommended_by().empty()) {
        add("recommendation",
            fmt::format("Recommended by {}", roles_in_words(move.recommended_by(), titles)))
            .asks_recommendation = true;
    }
    if (!move.second_person().empty()) {
        add("second_person",
            fmt::format(
                "A second person besides the decider: {}",
                roles_in_words(move.second_person(), titles)
            ))
            .asks_recommendation = true;
    }
    for (const auto& definition : move.gates()) {
        auto& gate = gates.emplace_back();
        gate.id = definition.id();
        gate.title = definition.title();
        gate.legal_basis = console::law_in_words(definition.legal_basis());
        gate.statutory = definition.kind() == v1::GATE_KIND_STATUTORY;
        gate.not_applicable = has(definition.not_for(), static_cast<int>(subject));
        note_atoms(gate, definition.condition());
    }
    return gates;
}

void mark_unmet(GateStanding& gate, const v1::UnmetGate& unmet, const Titles& titles) {
    gate.met = false;
    gate.not_applicable = false;
    gate.explanation = titles.plain(unmet.explanation());
    gate.satisfied_by = titles.plain(unmet.satisfied_by());
    gate.override_role = unmet.override_role();
}

}  // namespace

std::vector<v1::UnmetGate> unmet_of(const base::Error& error) {
    std::vector<v1::UnmetGate> unmet;
    for (const auto& detail : error.details) {
        if (const auto* gate = std::get_if<v1::UnmetGate>(&detail)) {
            unmet.push_back(*gate);
        }
    }
    return unmet;
}

std::vector<GateStanding> gates_of(
    const v1::TransitionDefinition* move,
    v1::Subject subject,
    const std::vector<v1::UnmetGate>& unmet,
    const Titles& titles
) {
    auto gates = move == nullptr ? std::vector<GateStanding>{} : asked_by(*move, subject, titles);
    for (const auto& one : unmet) {
        if (has(typed_in, std::string_view{one.gate()})) {
            continue;
        }
        auto known = std::find_if(gates.begin(), gates.end(), [&](const auto& gate) {
            return gate.id == one.gate();
        });
        if (known == gates.end()) {
            auto& gate = gates.emplace_back();
            gate.id = one.gate();
            gate.title = titles.plain(one.title());
            gate.legal_basis = console::law_in_words(one.legal_basis());
            gate.element = true;
            gate.asks_concern = one.gate() == "open_concerns";
            known = std::prev(gates.end());
        }
        mark_unmet(*known, one, titles);
    }
    return gates;
}

bool blocks(const GateStanding& gate, const std::vector<std::string>& capacities) {
    return !gate.met && (gate.override_role.empty() || !has(capacities, gate.override_role));
}

}  // namespace ladder::subject

#include "engine/casework/gate_outcomes.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/base/truth.hpp"
#include "engine/command/fields.hpp"

namespace ladder::casework {

namespace {

// The override of a gate with its place in the request; null: none.
struct Override {
    int at = 0;
    const v1::GateOverride* given = nullptr;
};

Override find_override(const Overrides& overrides, const std::string& gate) {
    for (int i = 0; i < overrides.size(); ++i) {
        if (overrides[i].gate() == gate) {
            return Override{i, &overrides[i]};
        }
    }
    return {};
}

void check_overrides(
    Problems& problems, const Gates& asked_for, const Overrides& overrides, std::string_view what
) {
    std::vector<std::string> gates;
    for (const auto& gate : asked_for) {
        gates.push_back(gate.id());
    }
    std::set<std::string> seen;
    for (int i = 0; i < overrides.size(); ++i) {
        const auto& given = overrides[i];
        if (std::find(gates.begin(), gates.end(), given.gate()) == gates.end()) {
            problems.field(
                fmt::format("overrides[{}].gate", i),
                gates.empty() ? fmt::format("this {} has no gates", what)
                              : fmt::format("is no gate of this {}; it has {}", what, listed(gates))
            );
        } else if (!seen.insert(given.gate()).second) {
            problems.field(fmt::format("overrides[{}].gate", i), "is overridden twice");
        }
        check_text(
            problems, fmt::format("overrides[{}].reason", i), given.reason(), reasons_chars_max
        );
    }
}

// The explanation with the clauses within that are not met, as running text.
std::string running_text(const v1::Explanation& explanation) {
    auto text = explanation.text();
    for (const auto& part : explanation.parts()) {
        // The text of a negation tells its part already.
        if (part.truth() != v1::TRUTH_TRUE && text.find(part.text()) == std::string::npos) {
            text += ' ' + running_text(part);
        }
    }
    return text;
}

// Definitions write their advice with a full stop or without.
std::string unstopped(std::string text) {
    if (text.ends_with('.')) {
        text.pop_back();
    }
    return text;
}

v1::UnmetGate unmet_gate(
    const v1::GateDefinition& gate, const v1::Explanation& explanation, const Circumstances& asked
) {
    const bool statutory = gate.kind() != v1::GATE_KIND_POLICY;
    v1::UnmetGate unmet;
    unmet.set_gate(gate.id());
    unmet.set_kind(statutory ? v1::GATE_KIND_STATUTORY : v1::GATE_KIND_POLICY);
    unmet.set_title(gate.title());
    unmet.set_legal_basis(gate.legal_basis());
    unmet.set_satisfied_by(gate.satisfied_by());
    if (!statutory && !gate.override_role().empty()) {
        unmet.set_override_role(gate.override_role());
        unmet.set_satisfied_by(fmt::format(
            "{}; or {} may override it, with a reason",
            unstopped(gate.satisfied_by()),
            role_words(asked.ruleset, gate.override_role())
        ));
    }
    unmet.set_explanation(running_text(explanation));
    return unmet;
}

// Why the override can't pass the gate as it stands. Empty: it can.
std::string override_fault(
    const v1::GateDefinition& gate,
    const v1::GateOutcome& outcome,
    const Circumstances& asked,
    const v1::Actor& caller
) {
    if (gate.kind() != v1::GATE_KIND_POLICY) {
        return "is a statutory gate: nobody can override it";
    }
    if (outcome.not_applicable()) {
        return "does not apply to this case; leave the override out";
    }
    if (outcome.truth() == v1::TRUTH_TRUE) {
        return "is met; leave the override out";
    }
    const auto& role = gate.override_role();
    if (role.empty()) {
        return "can be overridden by nobody";
    }
    if (asked.decider.capacity() != role && caller.capacity() != role) {
        return fmt::format("can be overridden only by {}", role_words(asked.ruleset, role));
    }
    return {};
}

bool excused(const v1::GateDefinition& gate, v1::Subject subject) {
    const auto& not_for = gate.not_for();
    return gate.kind() == v1::GATE_KIND_POLICY &&
           std::find(not_for.begin(), not_for.end(), subject) != not_for.end();
}

v1::GateOutcome check_gate(
    Problems& problems,
    const v1::GateDefinition& gate,
    const Circumstances& asked,
    const Override& override_of,
    const v1::Actor& caller
) {
    v1::GateOutcome outcome;
    outcome.set_gate(gate.id());
    *outcome.mutable_explanation() = explain(gate.condition(), asked, "condition");
    outcome.set_truth(outcome.explanation().truth());
    outcome.set_not_applicable(excused(gate, subject_of(asked)));
    bool passed = outcome.truth() == v1::TRUTH_TRUE || outcome.not_applicable();
    if (override_of.given != nullptr) {
        auto fault = override_fault(gate, outcome, asked, caller);
        if (fault.empty()) {
            outcome.set_override_reason(override_of.given->reason());
            passed = true;
        } else {
            problems.field(fmt::format("overrides[{}].gate", override_of.at), std::move(fault));
        }
    }
    if (!passed) {
        problems.unmet(unmet_gate(gate, outcome.explanation(), asked));
    }
    return outcome;
}

}  // namespace

std::vector<v1::GateOutcome> check_gates(
    Problems& problems,
    const Gates& gates,
    const Circumstances& asked,
    const Overrides& overrides,
    const v1::Actor& caller,
    std::string_view what
) {
    check_overrides(problems, gates, overrides, what);
    std::vector<v1::GateOutcome> outcomes;
    for (const auto& gate : gates) {
        outcomes.push_back(
            check_gate(problems, gate, asked, find_override(overrides, gate.id()), caller)
        );
    }
    return outcomes;
}

}  // namespace ladder::casework

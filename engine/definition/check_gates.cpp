// Gates: law that nobody can set aside, policy that only the named role can.
#include <fmt/format.h>

#include "engine/definition/checks.hpp"
#include "engine/definition/text.hpp"

namespace ladder::definition {

namespace {

void check_exceptions(
    const Scope& scope,
    const ConditionPlace& place,
    const v1::GateDefinition& gate,
    const std::string& path
) {
    if (gate.kind() == v1::GATE_KIND_STATUTORY) {
        if (!gate.override_role().empty()) {
            scope.findings.error(
                path + ".override_role",
                fmt::format("the statutory gate '{}' names who may override it", gate.id()),
                "nobody can override the law: remove override_role, or make it a policy gate"
            );
        }
        if (!gate.not_for().empty()) {
            scope.findings.error(
                path + ".not_for",
                fmt::format("the statutory gate '{}' excepts subjects", gate.id()),
                "the law holds for every subject: remove not_for, or make it a policy gate"
            );
        }
        return;
    }
    if (!gate.override_role().empty()) {
        require_role(scope, gate.override_role(), path + ".override_role");
    }
    const auto& subjects =
        place.ladder != nullptr ? place.ladder->subjects() : place.procedure->subjects();
    for (int i = 0; i < gate.not_for_size(); ++i) {
        if (!subjects.empty() && !contains(subjects, gate.not_for(i))) {
            scope.findings.warning(
                at(path, "not_for", i),
                place.ladder != nullptr
                    ? fmt::format("the ladder '{}' does not carry this subject", place.ladder->id())
                    : fmt::format(
                          "the procedure '{}' is not for this subject", place.procedure->id()
                      ),
                "remove it"
            );
        }
    }
}

}  // namespace

void check_gates(
    const Scope& scope, const ConditionPlace& place, const Gates& gates, const std::string& path
) {
    for (int i = 0; i < gates.size(); ++i) {
        const auto& gate = gates.Get(i);
        const auto gate_path = at(path, i);
        if (gate.kind() == v1::GATE_KIND_UNSPECIFIED) {
            scope.findings.error(
                gate_path + ".kind",
                fmt::format("the gate '{}' has no kind", shortened(gate.id())),
                "write 'kind: statutory' or 'kind: policy'"
            );
        }
        require_text(
            scope, gate.legal_basis(), gate_path + ".legal_basis", "the law or policy behind it"
        );
        require_text(
            scope, gate.satisfied_by(), gate_path + ".satisfied_by", "what would satisfy the gate"
        );
        check_exceptions(scope, place, gate, gate_path);
        if (!gate.has_condition()) {
            scope.findings.error(
                gate_path + ".condition",
                fmt::format("the gate '{}' has no condition", shortened(gate.id())),
                "add one, such as 'condition: {concern: {count: 1}}'"
            );
        } else {
            check_condition(scope, place, gate.condition(), gate_path + ".condition");
        }
    }
}

}  // namespace ladder::definition

// Requirements: that they speak of ladders, procedures, stages and records that exist.
#include <fmt/format.h>

#include "engine/definition/checks.hpp"
#include "engine/definition/machine.hpp"
#include "engine/definition/suggest.hpp"

namespace ladder::definition {

namespace {

// The machines that a requirement names; those that do not exist are reported.
template <class Definitions>
void require_machines(
    const Scope& scope,
    const google::protobuf::RepeatedPtrField<std::string>& names,
    const Definitions& definitions,
    const std::string& path,
    std::vector<Machine>& found
) {
    for (int i = 0; i < names.size(); ++i) {
        bool exists = false;
        for (const auto& definition : definitions) {
            if (definition.id() == names.Get(i)) {
                found.push_back(machine_of(definition));
                exists = true;
            }
        }
        if (!exists) {
            scope.findings.error(
                at(path, i),
                fmt::format("there is no '{}'", names.Get(i)),
                suggest(names.Get(i), ids_of(definitions))
            );
        }
    }
}

void require_stages(
    const Scope& scope,
    const google::protobuf::RepeatedPtrField<std::string>& stages,
    const std::vector<Machine>& machines,
    const std::string& path
) {
    for (int i = 0; i < stages.size(); ++i) {
        bool exists = false;
        std::vector<std::string> known;
        for (const auto& machine : machines) {
            exists = exists || has_stage(machine, stages.Get(i));
            const auto ids = ids_of(*machine.stages);
            known.insert(known.end(), ids.begin(), ids.end());
            for (const auto& entry : machine.entries) {
                known.push_back(fmt::format("record {}", entry.to));
            }
        }
        if (!exists && !machines.empty()) {
            const auto record = record_named(stages.Get(i));
            const auto what = record.empty() ? fmt::format("stage '{}'", stages.Get(i))
                                             : fmt::format("record '{}'", record);
            scope.findings.error(
                at(path, i),
                fmt::format("none of its ladders and procedures has a {}", what),
                suggest(stages.Get(i), known)
            );
        }
    }
}

void check_requirement(const Scope& scope, int index) {
    const auto& definition = scope.ruleset.definition();
    const auto& requirement = definition.requirements(index);
    const auto path = at("requirements", index);
    std::vector<Machine> machines;
    require_machines(
        scope, requirement.ladders(), definition.ladders(), path + ".ladders", machines
    );
    require_machines(
        scope, requirement.procedures(), definition.procedures(), path + ".procedures", machines
    );
    if (requirement.ladders().empty() && requirement.procedures().empty()) {
        scope.findings.error(
            path, "the requirement is about nothing", "name `ladders` or `procedures`"
        );
    }
    if (requirement.reaching().empty()) {
        scope.findings.error(
            path,
            "the requirement names no stage",
            "list in `reaching` the stages that must not be reached, or `record ID`"
        );
    }
    require_stages(scope, requirement.reaching(), machines, path + ".reaching");
    require_stages(scope, requirement.leaving(), machines, path + ".leaving");
    if (requirement.condition().kind_case() == v1::Condition::KIND_NOT_SET) {
        scope.findings.error(
            path,
            "the requirement has no condition",
            "say what some move on every path must ask for"
        );
    }
    if (requirement.kind() == v1::GATE_KIND_UNSPECIFIED) {
        scope.findings.error(
            path,
            "the requirement is neither statutory nor policy",
            "add `kind: statutory` or `kind: policy`"
        );
    }
    if (requirement.kind() == v1::GATE_KIND_STATUTORY && !requirement.not_for().empty()) {
        scope.findings.error(
            path + ".not_for", "a statutory requirement holds for every subject", "remove `not_for`"
        );
    }
    require_text(scope, requirement.legal_basis(), path + ".legal_basis", "legal basis");
}

}  // namespace

void check_requirements(const Scope& scope) {
    for (int i = 0; i < scope.ruleset.definition().requirements_size(); ++i) {
        check_requirement(scope, i);
    }
}

}  // namespace ladder::definition

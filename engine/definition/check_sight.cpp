// What roles see, what is kept apart, and up to which marking checks of persons let them see.
#include <fmt/format.h>

#include "engine/definition/checks.hpp"
#include "engine/definition/text.hpp"

namespace ladder::definition {

namespace {

const std::vector<std::string>& known_vettings() {
    static const std::vector<std::string> known{"baseline", "ctc", "sc", "dv"};
    return known;
}

// Stages of all ladders, procedures and compartments: what a line of sight may be kept to.
std::vector<std::string> kept_to(const Scope& scope) {
    auto known = stages_of_ladders(scope, nullptr);
    for (const auto& procedure : scope.ruleset.definition().procedures()) {
        known.push_back(procedure.id());
    }
    for (const auto& compartment : scope.ruleset.definition().compartments()) {
        known.push_back(compartment.id());
    }
    return known;
}

void check_line(const Scope& scope, const v1::SightDefinition& line, const std::string& path) {
    if (line.of().empty()) {
        scope.findings.error(
            path, "the line names nothing that is seen", "add 'of: [case]' or another kind"
        );
    }
    for (int i = 0; i < line.of_size(); ++i) {
        if (line.of(i) == v1::RECORD_KIND_REGISTER) {
            scope.findings.error(
                at(path, "of", i), "everybody with an account sees the registers", "remove it"
            );
        } else if (line.of(i) == v1::RECORD_KIND_AUDIT && line.where() != v1::SIGHT_SCOPE_ALL) {
            scope.findings.error(
                at(path, "of", i), "the audit is of no body", "see it with 'where: all'"
            );
        }
    }
    if (line.where() == v1::SIGHT_SCOPE_UNSPECIFIED) {
        scope.findings.error(
            path, "the line does not say of which bodies", "add 'where: own_body' or another scope"
        );
    }
    for (int i = 0; i < line.only_size(); ++i) {
        require_known(
            scope,
            line.only(i),
            kept_to(scope),
            at(path, "only", i),
            "stage, procedure or compartment"
        );
    }
}

void check_compartment(
    const Scope& scope, const v1::CompartmentDefinition& compartment, const std::string& path
) {
    const auto& definition = scope.ruleset.definition();
    if (compartment.subjects().empty() && compartment.domains().empty()) {
        scope.findings.error(
            path,
            fmt::format("nothing is in the compartment '{}'", shortened(compartment.id())),
            "name its subjects or domains"
        );
    }
    for (int i = 0; i < compartment.domains_size(); ++i) {
        require_known(
            scope,
            compartment.domains(i),
            ids_of(definition.domains()),
            at(path, "domains", i),
            "domain"
        );
    }
    for (int i = 0; i < compartment.needs_vetting_size(); ++i) {
        require_known(
            scope,
            compartment.needs_vetting(i),
            ids_of(definition.vettings()),
            at(path, "needs_vetting", i),
            "check of persons"
        );
    }
}

}  // namespace

void check_sight(const Scope& scope) {
    const auto& definition = scope.ruleset.definition();
    for (int i = 0; i < definition.roles_size(); ++i) {
        for (int j = 0; j < definition.roles(i).sees_size(); ++j) {
            check_line(scope, definition.roles(i).sees(j), at(at("roles", i), "sees", j));
        }
    }
    for (int i = 0; i < definition.compartments_size(); ++i) {
        check_compartment(scope, definition.compartments(i), at("compartments", i));
    }
    for (int i = 0; i < definition.vettings_size(); ++i) {
        const auto& vetting = definition.vettings(i);
        const auto path = at("vettings", i);
        require_known(scope, vetting.id(), known_vettings(), path + ".id", "check of persons");
        if (vetting.marking_max() == v1::MARKING_UNSPECIFIED) {
            scope.findings.error(
                path,
                fmt::format("'{}' has no highest marking", shortened(vetting.id())),
                "add 'marking_max: ..', such as confidential"
            );
        }
    }
}

}  // namespace ladder::definition

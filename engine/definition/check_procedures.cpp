// Procedures: who starts them, their stages as a graph with an end, and who decides each step.
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/definition/checks.hpp"
#include "engine/definition/text.hpp"

namespace ladder::definition {

namespace {

constexpr int procedure_stages_max = 64;
constexpr int procedure_records_max = 128;
constexpr int procedure_transitions_max = 512;

using StageSet = std::set<std::string>;
using Steps = std::map<std::string, StageSet>;

StageSet reached_from(const Steps& steps, StageSet reached) {
    std::vector<std::string> open{reached.begin(), reached.end()};
    while (!open.empty()) {
        const auto from = open.back();
        open.pop_back();
        if (const auto found = steps.find(from); found != steps.end()) {
            for (const auto& to : found->second) {
                if (reached.insert(to).second) {
                    open.push_back(to);
                }
            }
        }
    }
    return reached;
}

// Whether an effect of the ruleset starts the procedure.
template <class Effects>
bool starts(const Effects& effects, const std::string& id) {
    for (const auto& effect : effects) {
        if (effect.start_procedure().procedure() == id) {
            return true;
        }
    }
    return false;
}

template <class Machine>
bool starts_by_moves(const Machine& machine, const std::string& id) {
    for (const auto& transition : machine.transitions()) {
        if (starts(transition.effects(), id)) {
            return true;
        }
    }
    return false;
}

bool follows_from_something(const v1::RulesetDefinition& definition, const std::string& id) {
    for (const auto& ladder : definition.ladders()) {
        if (starts_by_moves(ladder, id)) {
            return true;
        }
    }
    for (const auto& procedure : definition.procedures()) {
        if (starts_by_moves(procedure, id)) {
            return true;
        }
        for (const auto& record : procedure.records()) {
            if (starts(record.effects(), id)) {
                return true;
            }
        }
    }
    return false;
}

void check_start(
    const Scope& scope, const v1::ProcedureDefinition& procedure, const std::string& path
) {
    require_text(
        scope, procedure.legal_basis(), path + ".legal_basis", "the law or policy behind it"
    );
    require_roles(scope, procedure.started_by(), path + ".started_by");
    if (procedure.started_by().empty() &&
        !follows_from_something(scope.ruleset.definition(), procedure.id())) {
        scope.findings.error(
            path + ".started_by",
            "nobody may start it, and nothing has it follow",
            "list a role, or add a 'start_procedure' effect to a move"
        );
    }
    check_gates(
        scope, {nullptr, nullptr, &procedure, true}, procedure.start_gates(), path + ".start_gates"
    );
    check_effects(scope, procedure.start_effects(), nullptr, path + ".start_effects");
    for (int i = 0; i < procedure.start_effects_size(); ++i) {
        if (procedure.start_effects(i).has_start_procedure()) {
            scope.findings.error(
                at(path, "start_effects", i),
                "a start can't start another procedure",
                "let a step or an entry start it"
            );
        }
    }
}

// What only ladders have.
void refuse_ladder_parts(
    const Scope& scope, const v1::ProcedureDefinition& procedure, const std::string& path
) {
    for (int i = 0; i < procedure.stages_size(); ++i) {
        const auto& stage = procedure.stages(i);
        if (stage.review_required() || !stage.review_deadline().empty() ||
            !stage.remain_decided_by().empty()) {
            scope.findings.error(
                at(path, "stages", i),
                "a procedure's stage has no review",
                "set a deadline by an effect instead"
            );
        }
    }
    for (int i = 0; i < procedure.transitions_size(); ++i) {
        const auto& transition = procedure.transitions(i);
        if (!transition.recommended_by().empty() || !transition.second_person().empty()) {
            scope.findings.error(
                at(path, "transitions", i),
                "a procedure has no recommendations, so nobody can give one or be the second "
                "person",
                "add a record with 'another_person_than' and a gate that asks for it"
            );
        }
    }
}

void check_step_ends(
    const Scope& scope,
    const v1::ProcedureDefinition& procedure,
    const v1::TransitionDefinition& transition,
    const std::string& path,
    std::set<std::pair<std::string, std::string>>& seen
) {
    const auto stages = ids_of(procedure.stages());
    require_known(scope, transition.to(), stages, path + ".to", "stage");
    if (transition.from().empty()) {
        scope.findings.error(path + ".from", "the step leaves no stage", "list at least one");
    }
    for (int i = 0; i < transition.from_size(); ++i) {
        const auto& from = transition.from(i);
        const auto from_path = at(path, "from", i);
        require_known(scope, from, stages, from_path, "stage");
        const auto* stage = find_stage(procedure, from);
        if (from == transition.to()) {
            scope.findings.error(
                from_path,
                fmt::format("the step leads from '{}' to itself", shortened(from)),
                "remove it"
            );
        } else if (stage != nullptr && !stage->outcome().empty()) {
            scope.findings.error(
                from_path,
                fmt::format("'{}' ends the procedure: nothing leaves it", shortened(from)),
                "remove it, or the stage's outcome"
            );
        }
        if (!seen.emplace(from, transition.to()).second) {
            scope.findings.error(
                from_path,
                fmt::format(
                    "there is another step from '{}' to '{}'",
                    shortened(from),
                    shortened(transition.to())
                ),
                "keep one of them"
            );
        }
    }
}

void check_steps(
    const Scope& scope, const v1::ProcedureDefinition& procedure, const std::string& path
) {
    std::set<std::pair<std::string, std::string>> seen;
    for (int i = 0; i < procedure.transitions_size(); ++i) {
        const auto& transition = procedure.transitions(i);
        const auto step = at(path, "transitions", i);
        check_step_ends(scope, procedure, transition, step, seen);
        if (transition.decided_by().empty()) {
            scope.findings.error(
                step + ".decided_by", "nobody may decide this step", "list a role"
            );
        }
        require_roles(scope, transition.decided_by(), step + ".decided_by");
        require_text(
            scope, transition.legal_basis(), step + ".legal_basis", "the law or policy behind it"
        );
        check_gates(scope, {nullptr, nullptr, &procedure}, transition.gates(), step + ".gates");
        check_effects(scope, transition.effects(), nullptr, step + ".effects");
    }
}

void check_graph(
    const Scope& scope, const v1::ProcedureDefinition& procedure, const std::string& path
) {
    Steps forward;
    Steps backward;
    for (const auto& transition : procedure.transitions()) {
        for (const auto& from : transition.from()) {
            forward[from].insert(transition.to());
            backward[transition.to()].insert(from);
        }
    }
    StageSet ends;
    for (const auto& stage : procedure.stages()) {
        if (!stage.outcome().empty()) {
            ends.insert(stage.id());
        }
    }
    if (!procedure.stages(0).outcome().empty()) {
        scope.findings.error(
            at(path, "stages", 0), "it would end where it starts", "put another stage first"
        );
    }
    const auto reached = reached_from(forward, {procedure.stages(0).id()});
    const auto ending = reached_from(backward, ends);
    for (int i = 0; i < procedure.stages_size(); ++i) {
        const auto& stage = procedure.stages(i).id();
        if (!reached.contains(stage)) {
            scope.findings.error(
                at(path, "stages", i),
                fmt::format("no sequence of steps reaches the stage '{}'", stage),
                "add a step to it, or remove it"
            );
        }
        if (!ending.contains(stage)) {
            scope.findings.error(
                at(path, "stages", i),
                fmt::format("no sequence of steps leads from '{}' to an end", stage),
                "add a step to a stage with an outcome"
            );
        }
    }
}

bool fits(const Scope& scope, const v1::ProcedureDefinition& procedure, const std::string& path) {
    bool all = true;
    const auto limit = [&](int size, int max, std::string_view list) {
        if (size > max) {
            scope.findings.error(
                fmt::format("{}.{}", path, list),
                fmt::format("the list has {} elements", size),
                fmt::format("keep to {}", max)
            );
            all = false;
        }
    };
    limit(procedure.stages_size(), procedure_stages_max, "stages");
    limit(procedure.records_size(), procedure_records_max, "records");
    limit(procedure.transitions_size(), procedure_transitions_max, "transitions");
    return all;
}

}  // namespace

void check_procedures(const Scope& scope) {
    const auto& procedures = scope.ruleset.definition().procedures();
    for (int i = 0; i < procedures.size(); ++i) {
        const auto& procedure = procedures.Get(i);
        const auto path = at("procedures", i);
        if (!fits(scope, procedure, path)) {
            continue;
        }
        check_start(scope, procedure, path);
        check_records(scope, procedure, path);
        refuse_ladder_parts(scope, procedure, path);
        check_steps(scope, procedure, path);
        if (procedure.stages().empty()) {
            scope.findings.error(path + ".stages", "the procedure has no stage", "add its stages");
        } else {
            check_graph(scope, procedure, path);
        }
    }
}

}  // namespace ladder::definition

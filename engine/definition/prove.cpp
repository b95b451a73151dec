#include "engine/definition/prove.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/definition/asks.hpp"
#include "engine/definition/logic.hpp"
#include "engine/definition/machine.hpp"

namespace ladder::definition {

namespace {

using Conditions = std::vector<v1::Condition>;

// How deep a procedure may rest on another one.
constexpr int procedures_deep_max = 4;

// Where a step ends, as requirements name it: a stage, or "record ID".
std::string end_of(const Edge& edge) {
    return edge.record == nullptr ? std::string{edge.to} : fmt::format("record {}", edge.to);
}

bool ends_at(const Edge& edge, std::string_view end) {
    const auto record = record_named(end);
    return edge.to == (record.empty() ? end : record) &&
           (edge.record != nullptr) == !record.empty();
}

// The moves, and the entries that `end` is about: no other entry leads anywhere.
std::vector<const Edge*> steps_towards(const Machine& machine, std::string_view end) {
    std::vector<const Edge*> steps;
    for (const auto& edge : machine.edges) {
        steps.push_back(&edge);
    }
    for (const auto& entry : machine.entries) {
        if (ends_at(entry, end)) {
            steps.push_back(&entry);
        }
    }
    return steps;
}

class Prover {
public:
    Prover(const Ruleset& ruleset, const v1::RequirementDefinition& requirement)
        : ruleset_{ruleset}, requirement_{requirement} {}

    // The verdict for one subject.
    Proof prove(const Machine& machine, std::string_view stage, v1::Subject subject) const {
        Proof proof;
        proof.requirement = requirement_.id();
        proof.of_ladder = machine.is_ladder;
        proof.machine = machine.id;
        proof.stage = stage;
        proof.subjects = {subject};
        walk(proof, machine, subject, requirement_.leaving(), 0);
        return proof;
    }

private:
    // How a move stands to the requirement.
    struct Guard {
        Follows holds{};
        std::string by;  // the gates that ask for it
    };

    Guard guard_of(const Edge& edge, const Machine& machine, v1::Subject subject, int depth) const {
        const auto asks = asks_of(edge, machine, requirement_.kind(), subject);
        Conditions premises;
        for (const auto& ask : asks) {
            premises.push_back(ask.condition);
        }
        const auto goals = goals_of(premises, machine, subject, depth);
        const auto all = may_concern(premises, goals) ? follows(premises, goals) : Follows::no;
        if (all != Follows::yes) {
            return {all, {}};
        }
        for (const auto& ask : asks) {
            if (follows({ask.condition}, goals) == Follows::yes) {
                return {all, ask.id};
            }
        }
        std::vector<std::string> ids;
        ids.reserve(asks.size());
        for (const auto& ask : asks) {
            ids.push_back(ask.id);
        }
        return {all, fmt::format("{} together", fmt::join(ids, ", "))};
    }

    // The condition itself, or a procedure at a stage for which it is proved.
    Conditions goals_of(
        const Conditions& premises, const Machine& machine, v1::Subject subject, int depth
    ) const {
        Conditions goals{with_known(requirement_.condition(), machine, subject)};
        std::vector<v1::ProcedureCondition> asked;
        for (const auto& premise : premises) {
            collect_procedures(premise, asked);
        }
        for (const auto& procedure : asked) {
            if (depth < procedures_deep_max && vouches(procedure, subject, depth)) {
                v1::Condition goal;
                *goal.mutable_procedure() = procedure;
                goals.push_back(std::move(goal));
            }
        }
        return goals;
    }

    // Whether a procedure that stands as asked has passed the requirement.
    bool vouches(const v1::ProcedureCondition& asked, v1::Subject subject, int depth) const {
        const auto* definition = ruleset_.procedure(asked.definition());
        const auto& stages = asked.reached().empty() ? asked.stages() : asked.reached();
        if (definition == nullptr || stages.empty()) {
            return false;
        }
        const auto machine = machine_of(*definition);
        return std::all_of(stages.begin(), stages.end(), [&](const std::string& stage) {
            Proof proof;
            proof.stage = stage;
            walk(proof, machine, subject, {}, depth + 1);
            return proof.verdict == Verdict::proved;
        });
    }

    // Looks for the shortest path to proof.stage whose moves don't ask for the requirement.
    void walk(
        Proof& proof,
        const Machine& machine,
        v1::Subject subject,
        const google::protobuf::RepeatedPtrField<std::string>& leaving,
        int depth
    ) const {
        std::map<const Edge*, Guard> guards;
        const auto guard = [&](const Edge& edge) -> const Guard& {
            const auto found = guards.find(&edge);
            return found != guards.end()
                       ? found->second
                       : guards.emplace(&edge, guard_of(edge, machine, subject, depth))
                             .first->second;
        };
        std::vector<const Edge*> path;
        if (leaving.empty()) {
            path = shortest(machine, proof.stage, guard);
        } else {
            for (const auto* edge : steps_towards(machine, proof.stage)) {
                const bool looked_at =
                    ends_at(*edge, proof.stage) &&
                    std::find(leaving.begin(), leaving.end(), edge->from) != leaving.end();
                if (looked_at && guard(*edge).holds != Follows::yes && path.empty()) {
                    path = {edge};
                }
            }
        }
        proof.verdict = path.empty() ? Verdict::proved : Verdict::avoided;
        for (const auto* edge : path) {
            if (guard(*edge).holds == Follows::too_many) {
                proof.verdict = Verdict::too_many;
            }
            proof.path.push_back(leg_of(*edge, machine, subject));
        }
        for (const auto* edge : steps_towards(machine, proof.stage)) {
            const auto found = guards.find(edge);
            if (path.empty() && found != guards.end() && found->second.holds == Follows::yes) {
                proof.guards.push_back(fmt::format(
                    "{} -> {} by {}",
                    edge->from.empty() ? "start" : edge->from,
                    end_of(*edge),
                    found->second.by
                ));
            }
        }
    }

    template <class GuardOf>
    static std::vector<const Edge*> shortest(
        const Machine& machine, std::string_view stage, const GuardOf& guard
    ) {
        std::map<std::string_view, const Edge*> came_by;
        std::vector<std::string_view> open{machine.start};
        std::set<std::string_view> seen{machine.start};
        const auto steps = steps_towards(machine, stage);
        for (std::size_t next = 0; next < open.size(); ++next) {
            for (const auto* edge : steps) {
                if (edge->from != open[next] || guard(*edge).holds == Follows::yes) {
                    continue;
                }
                if (ends_at(*edge, stage)) {
                    std::vector<const Edge*> path{edge};
                    for (auto at = edge->from; at != machine.start;) {
                        path.push_back(came_by.at(at));
                        at = path.back()->from;
                    }
                    return {path.rbegin(), path.rend()};
                }
                if (seen.insert(edge->to).second) {
                    came_by[edge->to] = edge;
                    open.push_back(edge->to);
                }
            }
        }
        return {};
    }

    Leg leg_of(const Edge& edge, const Machine& machine, v1::Subject subject) const {
        Leg leg;
        leg.from = edge.from;
        leg.to = end_of(edge);
        if (edge.transition != nullptr) {
            leg.decided_by = {
                edge.transition->decided_by().begin(), edge.transition->decided_by().end()};
        }
        for (const auto& ask : asks_of(edge, machine, requirement_.kind(), subject)) {
            leg.gates.push_back(ask.id);
        }
        return leg;
    }

    const Ruleset& ruleset_;
    const v1::RequirementDefinition& requirement_;
};

bool same_but_for_subjects(const Proof& a, const Proof& b) {
    const auto gates_of = [](const Proof& proof) {
        std::vector<std::vector<std::string>> gates;
        for (const auto& leg : proof.path) {
            gates.push_back({leg.from, leg.to, fmt::format("{}", fmt::join(leg.gates, ","))});
        }
        return gates;
    };
    return a.verdict == b.verdict && a.guards == b.guards && gates_of(a) == gates_of(b);
}

bool is_named(const google::protobuf::RepeatedPtrField<std::string>& ids, std::string_view id) {
    return std::any_of(ids.begin(), ids.end(), [&](const std::string& each) { return each == id; });
}

void prove_on(
    const Ruleset& ruleset,
    const v1::RequirementDefinition& requirement,
    const Machine& machine,
    std::vector<Proof>& proofs
) {
    const Prover prover{ruleset, requirement};
    for (const auto& stage : requirement.reaching()) {
        if (!has_stage(machine, stage)) {
            continue;
        }
        const auto first = proofs.size();
        for (const auto subject : machine.subjects) {
            const auto& left_out = requirement.not_for();
            if (requirement.kind() == v1::GATE_KIND_POLICY &&
                std::find(left_out.begin(), left_out.end(), subject) != left_out.end()) {
                continue;
            }
            auto proof = prover.prove(machine, stage, subject);
            const auto alike = std::find_if(
                proofs.begin() + static_cast<std::ptrdiff_t>(first),
                proofs.end(),
                [&](const Proof& other) { return same_but_for_subjects(other, proof); }
            );
            if (alike == proofs.end()) {
                proofs.push_back(std::move(proof));
            } else {
                alike->subjects.push_back(subject);
            }
        }
    }
}

void count_gates(Soundness& sound, const Gates& gates, std::set<const v1::GateDefinition*>& seen) {
    for (const auto& gate : gates) {
        if (!seen.insert(&gate).second) {
            continue;
        }
        const bool policy = gate.kind() == v1::GATE_KIND_POLICY;
        ++(policy ? sound.policy_gates : sound.statutory_gates);
        if (!policy && (!gate.not_for().empty() || !gate.override_role().empty())) {
            sound.statutory_skipped.push_back(gate.id());
        }
    }
}

Soundness soundness_of(const Machine& machine) {
    Soundness sound;
    sound.of_ladder = machine.is_ladder;
    sound.machine = machine.id;
    sound.dead_ends = dead_ends(machine);
    std::set<const v1::GateDefinition*> seen;
    for (const auto* edges : {&machine.edges, &machine.entries}) {
        for (const auto& edge : *edges) {
            count_gates(sound, *edge.gates, seen);
        }
    }
    return sound;
}

}  // namespace

bool ProofReport::holds() const {
    return std::all_of(
               proofs.begin(),
               proofs.end(),
               [](const Proof& proof) { return proof.verdict == Verdict::proved; }
           ) &&
           std::all_of(soundness.begin(), soundness.end(), [](const Soundness& sound) {
               return sound.dead_ends.empty() && sound.statutory_skipped.empty();
           });
}

ProofReport prove(
    const Ruleset& ruleset, const std::function<bool(const v1::RequirementDefinition&)>& only
) {
    ProofReport report;
    const auto machines = machines_of(ruleset.definition());
    for (const auto& requirement : ruleset.definition().requirements()) {
        if (only && !only(requirement)) {
            continue;
        }
        for (const auto& machine : machines) {
            const auto& named =
                machine.is_ladder ? requirement.ladders() : requirement.procedures();
            if (is_named(named, machine.id)) {
                prove_on(ruleset, requirement, machine, report.proofs);
            }
        }
    }
    for (const auto& machine : machines) {
        report.soundness.push_back(soundness_of(machine));
    }
    return report;
}

}  // namespace ladder::definition

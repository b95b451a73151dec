// The moves of a ladder as a graph.
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/definition/checks.hpp"

namespace ladder::definition {

namespace {

using Stages = std::set<std::string>;
using Moves = std::map<std::string, Stages>;

Stages reachable(const Moves& moves, const std::string& start) {
    Stages reached{start};
    std::vector<std::string> open{start};
    while (!open.empty()) {
        const auto from = open.back();
        open.pop_back();
        if (const auto found = moves.find(from); found != moves.end()) {
            for (const auto& to : found->second) {
                if (reached.insert(to).second) {
                    open.push_back(to);
                }
            }
        }
    }
    return reached;
}

int rung_of(const v1::LadderDefinition& ladder, const std::string& stage) {
    for (int i = 0; i < ladder.stages_size(); ++i) {
        if (ladder.stages(i).id() == stage) {
            return i;
        }
    }
    return -1;
}

void check_stages(
    const Scope& scope,
    const v1::LadderDefinition& ladder,
    const Moves& forward,
    const Moves& backward,
    const std::string& path
) {
    const auto& first = ladder.stages(0).id();
    const auto reached = reachable(forward, first);
    const auto returning = reachable(backward, first);
    for (int i = 0; i < ladder.stages_size(); ++i) {
        const auto& stage = ladder.stages(i).id();
        const auto stage_path = at(path, "stages", i);
        if (!reached.contains(stage)) {
            scope.findings.error(
                stage_path,
                fmt::format("no sequence of moves reaches the stage '{}'", stage),
                "add a move to it, or remove it"
            );
        }
        if (ladder.stages_size() > 1 && !forward.contains(stage)) {
            scope.findings.error(
                stage_path,
                fmt::format("the stage '{}' is a dead end: no move leaves it", stage),
                "add a move down"
            );
        } else if (!returning.contains(stage)) {
            scope.findings.warning(
                stage_path,
                fmt::format("no sequence of moves leads from '{}' back to '{}'", stage, first),
                "a case closes only at the first stage: add a way down"
            );
        }
    }
}

// Law that guards a stage guards every way up to it.
void check_same_statutes(
    const Scope& scope, const v1::LadderDefinition& ladder, const std::string& path
) {
    const auto climbs = [&](const v1::TransitionDefinition& transition) {
        for (const auto& from : transition.from()) {
            if (rung_of(ladder, from) < rung_of(ladder, transition.to())) {
                return true;
            }
        }
        return false;
    };
    const auto statutes = [](const v1::TransitionDefinition& transition) {
        Stages ids;
        for (const auto& gate : transition.gates()) {
            if (gate.kind() == v1::GATE_KIND_STATUTORY) {
                ids.insert(gate.id());
            }
        }
        return ids;
    };
    std::map<std::string, Stages> all;
    for (const auto& transition : ladder.transitions()) {
        if (climbs(transition)) {
            all[transition.to()].merge(statutes(transition));
        }
    }
    for (int i = 0; i < ladder.transitions_size(); ++i) {
        const auto& transition = ladder.transitions(i);
        if (!climbs(transition)) {
            continue;
        }
        const auto own = statutes(transition);
        for (const auto& gate : all[transition.to()]) {
            if (!own.contains(gate)) {
                scope.findings.warning(
                    at(path, "transitions", i),
                    fmt::format(
                        "another way up to '{}' has the statutory gate '{}', this one has not",
                        transition.to(),
                        gate
                    ),
                    "add the gate, unless the law asks for it on the other way only"
                );
            }
        }
    }
}

void check_jumps(const Scope& scope, const v1::LadderDefinition& ladder, const std::string& path) {
    for (int i = 0; i < ladder.transitions_size(); ++i) {
        const auto& transition = ladder.transitions(i);
        for (int j = 0; j < transition.from_size() && !transition.exceptional(); ++j) {
            const auto from = rung_of(ladder, transition.from(j));
            const auto to = rung_of(ladder, transition.to());
            if (from >= 0 && to > from + 1) {
                scope.findings.warning(
                    at(at(path, "transitions", i), "from", j),
                    fmt::format(
                        "the move from '{}' to '{}' jumps over rungs without being exceptional",
                        transition.from(j),
                        transition.to()
                    ),
                    "add 'exceptional: true'"
                );
            }
        }
    }
}

}  // namespace

void check_moves(const Scope& scope, const v1::LadderDefinition& ladder, const std::string& path) {
    Moves forward;
    Moves backward;
    for (const auto& transition : ladder.transitions()) {
        for (const auto& from : transition.from()) {
            forward[from].insert(transition.to());
            backward[transition.to()].insert(from);
        }
    }
    check_stages(scope, ladder, forward, backward, path);
    check_same_statutes(scope, ladder, path);
    check_jumps(scope, ladder, path);
}

}  // namespace ladder::definition

// Ladders: what they apply to, their rungs, and who decides each move on which ground.
#include <map>

#include <fmt/format.h>

#include "engine/definition/checks.hpp"
#include "engine/definition/suggest.hpp"
#include "engine/definition/text.hpp"

namespace ladder::definition {

namespace {

constexpr int stages_max = 64;
constexpr int transitions_max = 512;
constexpr int gates_max = 64;

// A ladder that people can climb, and whose graph can be looked at in no time.
bool fits(const Scope& scope, const v1::LadderDefinition& ladder, const std::string& path) {
    bool all = true;
    const auto limit = [&](int size, int max, const std::string& list) {
        if (size > max) {
            scope.findings.error(
                list, fmt::format("the list has {} elements", size), fmt::format("keep to {}", max)
            );
            all = false;
        }
    };
    limit(ladder.stages_size(), stages_max, path + ".stages");
    limit(ladder.transitions_size(), transitions_max, path + ".transitions");
    for (int i = 0; i < ladder.transitions_size(); ++i) {
        const auto transition = at(path, "transitions", i);
        limit(ladder.transitions(i).from_size(), stages_max, transition + ".from");
        limit(ladder.transitions(i).gates_size(), gates_max, transition + ".gates");
    }
    return all;
}

// Whether two ladders would both apply to some body and subject.
bool compete(const v1::LadderDefinition& a, const v1::LadderDefinition& b, v1::BodyKind kind) {
    if (!contains(a.body_kinds(), kind) || !contains(b.body_kinds(), kind)) {
        return false;
    }
    if (a.subjects().empty() || b.subjects().empty()) {
        return true;
    }
    for (const auto subject : a.subjects()) {
        if (contains(b.subjects(), subject)) {
            return true;
        }
    }
    return false;
}

void check_applies_to(const Scope& scope, int index) {
    const auto& ladders = scope.ruleset.definition().ladders();
    const auto& ladder = ladders.Get(index);
    const auto path = at("ladders", index);
    if (ladder.body_kinds().empty()) {
        scope.findings.error(
            path + ".body_kinds", "the ladder applies to no kind of body", "list at least one"
        );
    }
    for (int i = 0; i < ladder.body_kinds_size(); ++i) {
        for (int other = 0; other < index; ++other) {
            if (compete(ladder, ladders.Get(other), ladder.body_kinds(i))) {
                scope.findings.error(
                    at(path, "body_kinds", i),
                    fmt::format(
                        "the ladder '{}' applies to the same bodies and subjects",
                        ladders.Get(other).id()
                    ),
                    "give each kind of body one ladder for each subject"
                );
            }
        }
    }
}

void require_stage(
    const Scope& scope,
    const v1::LadderDefinition& ladder,
    const std::string& stage,
    const std::string& path
) {
    if (find_stage(ladder, stage) == nullptr) {
        scope.findings.error(
            path,
            stage.empty() ? std::string{"the stage is missing"}
                          : fmt::format("the ladder has no stage '{}'", shortened(stage)),
            suggest(stage, ids_of(ladder.stages()))
        );
    }
}

void check_deciders(
    const Scope& scope, const v1::TransitionDefinition& transition, const std::string& path
) {
    if (transition.decided_by().empty()) {
        scope.findings.error(path + ".decided_by", "nobody may decide this move", "list a role");
    }
    require_roles(scope, transition.decided_by(), path + ".decided_by");
    require_roles(scope, transition.recommended_by(), path + ".recommended_by");
    require_roles(scope, transition.second_person(), path + ".second_person");
    for (int i = 0; i < transition.recommended_by_size(); ++i) {
        require_may_recommend(scope, transition.recommended_by(i), at(path, "recommended_by", i));
    }
    for (int i = 0; i < transition.second_person_size(); ++i) {
        require_may_recommend(scope, transition.second_person(i), at(path, "second_person", i));
    }
    require_text(
        scope, transition.legal_basis(), path + ".legal_basis", "the law or policy behind it"
    );
}

void check_transitions(
    const Scope& scope, const v1::LadderDefinition& ladder, const std::string& ladder_path
) {
    std::map<std::pair<std::string, std::string>, std::string> seen;
    for (int i = 0; i < ladder.transitions_size(); ++i) {
        const auto& transition = ladder.transitions(i);
        const auto path = at(ladder_path, "transitions", i);
        require_stage(scope, ladder, transition.to(), path + ".to");
        if (transition.from().empty()) {
            scope.findings.error(path + ".from", "the move leaves no stage", "list at least one");
        }
        for (int j = 0; j < transition.from_size(); ++j) {
            const auto& from = transition.from(j);
            const auto from_path = at(path, "from", j);
            require_stage(scope, ladder, from, from_path);
            if (from == transition.to()) {
                scope.findings.error(
                    from_path,
                    fmt::format("the move leads from '{}' to itself", shortened(from)),
                    "remaining needs no move: remove it"
                );
            }
            if (const auto [first, fresh] = seen.emplace(std::pair{from, transition.to()}, path);
                !fresh) {
                scope.findings.error(
                    from_path,
                    fmt::format(
                        "there is another move from '{}' to '{}', {}",
                        shortened(from),
                        shortened(transition.to()),
                        first->second
                    ),
                    "keep one of them"
                );
            }
        }
        check_deciders(scope, transition, path);
        check_gates(scope, {&ladder}, transition.gates(), path + ".gates");
        check_effects(scope, transition.effects(), nullptr, path + ".effects");
    }
}

}  // namespace

void check_ladders(const Scope& scope) {
    const auto& ladders = scope.ruleset.definition().ladders();
    for (int i = 0; i < ladders.size(); ++i) {
        const auto& ladder = ladders.Get(i);
        const auto path = at("ladders", i);
        check_applies_to(scope, i);
        if (ladder.stages().empty()) {
            scope.findings.error(path + ".stages", "the ladder has no stage", "add its rungs");
            continue;
        }
        if (!fits(scope, ladder, path)) {
            continue;
        }
        for (int j = 0; j < ladder.stages_size(); ++j) {
            require_roles(
                scope,
                ladder.stages(j).remain_decided_by(),
                at(path, "stages", j) + ".remain_decided_by"
            );
            if (!ladder.stages(j).outcome().empty()) {
                scope.findings.error(
                    at(path, "stages", j) + ".outcome",
                    "a ladder has no end: only procedures have outcomes",
                    "remove it"
                );
            }
        }
        check_transitions(scope, ladder, path);
        check_moves(scope, ladder, path);
    }
}

}  // namespace ladder::definition

#include "engine/casework/moves.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/casework/elements.hpp"

namespace ladder::casework {

namespace {

bool leaves(const v1::TransitionDefinition& transition, std::string_view stage) {
    const auto& from = transition.from();
    return std::find(from.begin(), from.end(), stage) != from.end();
}

std::string moves_words(const v1::LadderDefinition& ladder, std::string_view from) {
    std::vector<std::string> stages;
    for (const auto& transition : ladder.transitions()) {
        if (leaves(transition, from)) {
            stages.push_back(stage_words(ladder, transition.to()));
        }
    }
    return stages.empty() ? fmt::format("No move leaves {}.", from)
                          : fmt::format("From {} a case can move to {}.", from, listed(stages));
}

}  // namespace

const v1::TransitionDefinition* find_move(
    Problems& problems,
    const v1::LadderDefinition& ladder,
    std::string_view from,
    std::string_view to
) {
    if (definition::find_stage(ladder, to) == nullptr) {
        problems.field(
            "to_stage",
            fmt::format(
                "{} {}", to.empty() ? "is missing." : "is no stage.", moves_words(ladder, from)
            )
        );
        return nullptr;
    }
    if (from == to) {
        problems.field(
            "to_stage", fmt::format("the case is at {}: to stay there is a decision to remain", to)
        );
        return nullptr;
    }
    const auto* transition = definition::find_transition(ladder, from, to);
    if (transition == nullptr) {
        problems.unmet(element(
            "transition",
            fmt::format("A move of the ladder from {} to {}", from, to),
            moves_words(ladder, from),
            fmt::format("{} has no such move.", ladder.title())
        ));
    }
    return transition;
}

Strings deciders_of_moves_from(const v1::LadderDefinition& ladder, std::string_view stage) {
    Strings roles;
    for (const auto& transition : ladder.transitions()) {
        if (!leaves(transition, stage)) {
            continue;
        }
        for (const auto& role : transition.decided_by()) {
            if (std::find(roles.begin(), roles.end(), role) == roles.end()) {
                *roles.Add() = role;
            }
        }
    }
    return roles;
}

}  // namespace ladder::casework

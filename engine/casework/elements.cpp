#include "engine/casework/elements.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/casework/authorise.hpp"
#include "engine/command/fields.hpp"

namespace ladder::casework {

namespace {

bool recommended(const Circumstances& asked, const Strings& roles, bool by_another) {
    const auto day = base::to_string(asked.effective_on);
    const auto& given = asked.state->recommendations();
    return std::any_of(given.begin(), given.end(), [&](const auto& recommendation) {
        const auto& recommender = recommendation.recommender();
        return counts_towards(recommendation, *asked.state, asked.to_stage, day) &&
               contains(roles, recommender.capacity()) &&
               !(by_another && same_person(recommender.person(), asked.decider.person()));
    });
}

void check_recommendation(
    Problems& problems, const v1::TransitionDefinition& transition, const Circumstances& asked
) {
    const auto& roles = transition.recommended_by();
    if (roles.empty() || recommended(asked, roles, false)) {
        return;
    }
    auto gate = element(
        "recommendation",
        "A recommendation to make this move",
        fmt::format(
            "Record a recommendation to move to {} by {}.",
            asked.to_stage,
            roles_words(asked.ruleset, roles)
        ),
        fmt::format(
            "None was recorded since the present stage began and given by {}.",
            base::in_words(asked.effective_on)
        )
    );
    gate.set_legal_basis(transition.legal_basis());
    problems.unmet(std::move(gate));
}

void check_second_person(
    Problems& problems, const v1::TransitionDefinition& transition, const Circumstances& asked
) {
    const auto& roles = transition.second_person();
    if (roles.empty() || recommended(asked, roles, true)) {
        return;
    }
    auto gate = element(
        "second_person",
        "A second person besides the decider",
        fmt::format(
            "Record a recommendation to move to {} by another person than the decider, who acts as "
            "{}.",
            asked.to_stage,
            roles_words(asked.ruleset, roles)
        ),
        "Nobody but the decider has recommended this move in that capacity since the present stage "
        "began."
    );
    gate.set_legal_basis(transition.legal_basis());
    problems.unmet(std::move(gate));
}

}  // namespace

v1::UnmetGate element(
    std::string_view id, std::string title, std::string satisfied_by, std::string explanation
) {
    v1::UnmetGate gate;
    gate.set_gate(std::string{id});
    gate.set_title(std::move(title));
    gate.set_satisfied_by(std::move(satisfied_by));
    gate.set_explanation(std::move(explanation));
    return gate;
}

void check_decider(
    Problems& problems,
    const definition::Ruleset& ruleset,
    const v1::Actor& decider,
    const Strings& roles,
    std::string_view legal_basis
) {
    if (contains(roles, decider.capacity())) {
        return;
    }
    const auto who = roles_words(ruleset, roles);
    auto gate = element(
        "decider",
        fmt::format("A decision by {}", who),
        fmt::format("Have it decided by {}.", who),
        fmt::format("It was decided as {}.", role_words(ruleset, decider.capacity()))
    );
    gate.set_legal_basis(std::string{legal_basis});
    problems.unmet(std::move(gate));
}

void check_exceptional(
    Problems& problems, const v1::TransitionDefinition& transition, std::string_view reason
) {
    if (!transition.exceptional()) {
        if (!reason.empty()) {
            problems.field(
                "exceptional_reason", "this move is an ordinary one; leave the field empty"
            );
        }
        return;
    }
    const auto fault = text_fault(reason, reasons_chars_max);
    if (fault.empty()) {
        return;
    }
    if (!reason.empty()) {
        problems.field("exceptional_reason", fault);
        return;
    }
    auto gate = element(
        "exceptional_reason",
        "An exceptional reason for a move outside the ordinary steps",
        "Give exceptional_reason: why the steps between can't be taken.",
        "None was given."
    );
    gate.set_legal_basis(transition.legal_basis());
    problems.unmet(std::move(gate));
}

void check_elements(
    Problems& problems,
    const v1::TransitionDefinition& transition,
    const Circumstances& asked,
    std::string_view exceptional_reason
) {
    check_decider(
        problems, asked.ruleset, asked.decider, transition.decided_by(), transition.legal_basis()
    );
    check_recommendation(problems, transition, asked);
    check_second_person(problems, transition, asked);
    check_exceptional(problems, transition, exceptional_reason);
}

}  // namespace ladder::casework

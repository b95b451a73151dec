// Correcting what a decision says, by a new decision that supersedes it. The stage stays.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/casework/authorise.hpp"
#include "engine/casework/elements.hpp"
#include "engine/casework/evidence.hpp"
#include "engine/casework/pinned.hpp"
#include "engine/command/fields.hpp"

namespace ladder::casework {

namespace {

const v1::Decision* find_decision(const v1::Case& state, const std::string& id) {
    const auto& decisions = state.decisions();
    const auto found = std::find_if(decisions.begin(), decisions.end(), [&](const auto& decision) {
        return decision.id() == id;
    });
    return found == decisions.end() ? nullptr : &*found;
}

// What the correction says, in words and references.
v1::Decision corrected(const v1::CorrectDecisionRequest& command, const v1::Decision& original) {
    v1::Decision decision;
    decision.set_reasons(command.reasons());
    *decision.mutable_evidence() = command.evidence();
    decision.set_basis(command.basis().empty() ? original.basis() : command.basis());
    return decision;
}

bool says_the_same(const v1::Decision& a, const v1::Decision& b) {
    return a.reasons() == b.reasons() && a.basis() == b.basis() &&
           std::equal(
               a.evidence().begin(), a.evidence().end(), b.evidence().begin(), b.evidence().end()
           );
}

void check_original(
    Problems& problems,
    const v1::Decision& original,
    const v1::CorrectDecisionRequest& command,
    const v1::Actor& decider,
    const Context& context,
    base::Date effective_on
) {
    if (!original.superseded_by().empty()) {
        problems.conflict(fmt::format(
            "Decision {} was superseded by {}: correct that one",
            original.id(),
            original.superseded_by()
        ));
    }
    Strings roles;
    *roles.Add() = original.decider().capacity();
    check_decider(problems, context.ruleset, decider, roles, original.basis());
    check_not_before(
        problems, effective_on, original.effective_on(), "the day of the decision it corrects,"
    );
    if (says_the_same(original, corrected(command, original))) {
        problems.field("reasons", "the correction says what the decision says: nothing to correct");
    }
}

}  // namespace

base::Result<Events> decide(
    const v1::Case& state, const v1::CorrectDecisionRequest& command, const Context& context
) {
    if (const auto allowed = require_caller(context); !allowed) {
        return allowed.error();
    }
    Problems problems;
    const auto decider = acting_for(problems, command.decider(), "decider", context);
    if (!decider) {
        return decider.error();
    }
    if (const auto current = require_current(problems, state, command.etag()); !current) {
        return current.error();
    }
    check_text(problems, "reasons", command.reasons(), reasons_chars_max);
    check_evidence(problems, command.evidence(), state);
    if (!command.basis().empty()) {
        check_text(problems, "basis", command.basis(), reasons_chars_max);
    }
    const auto days =
        check_days(problems, command.effective_on(), command.known_on(), context.recorded_at);
    const auto* original = find_decision(state, command.decision());
    if (original == nullptr) {
        problems.field("decision", "the case has no such decision; name one such as d1");
    } else {
        check_original(problems, *original, command, *decider, context, days.effective_on);
    }
    if (problems.any()) {
        return problems.to_error("The decision can't be corrected");
    }
    auto decision = corrected(command, *original);
    decision.set_id(fmt::format("d{}", state.decisions_size() + 1));
    decision.set_outcome(v1::DECISION_OUTCOME_CORRECT);
    decision.set_from_stage(state.stage());
    decision.set_to_stage(state.stage());
    *decision.mutable_decider() = *decider;
    decision.set_ruleset(context.ruleset.name());
    decision.set_effective_on(base::to_string(days.effective_on));
    decision.set_supersedes(original->id());
    pin_evidence(decision, state, context);
    v1::Event event;
    *event.mutable_decision_recorded()->mutable_decision() = std::move(decision);
    return Events{std::move(event)};
}

}  // namespace ladder::casework

// Recommending a move: advice to the decider, never itself a move.
#include <utility>

#include <fmt/format.h>

#include "engine/casework/authorise.hpp"
#include "engine/casework/moves.hpp"
#include "engine/command/fields.hpp"

namespace ladder::casework {

namespace {

// Errors: permission_denied if the recommender's role may not recommend.
base::Result<void> require_recommender(const v1::Actor& recommender, const Context& context) {
    const Context as_recommender{
        context.ruleset, recommender, context.recorded_at, context.around.body};
    return require_permission(as_recommender, v1::PERMISSION_RECOMMEND);
}

}  // namespace

base::Result<Events> decide(
    const v1::Case& state, const v1::RecordRecommendationRequest& command, const Context& context
) {
    if (const auto allowed = require_caller(context); !allowed) {
        return allowed.error();
    }
    Problems problems;
    const auto recommender = acting_for(problems, command.recommender(), "recommender", context);
    if (!recommender) {
        return recommender.error();
    }
    if (!problems.any()) {
        if (const auto allowed = require_recommender(*recommender, context); !allowed) {
            return allowed.error();
        }
    }
    if (const auto current = require_current(problems, state, command.etag()); !current) {
        return current.error();
    }
    const auto ladder = ladder_of(state, context);
    if (!ladder) {
        return ladder.error();
    }
    find_move(problems, **ladder, state.stage(), command.to_stage());
    check_text(problems, "reasons", command.reasons(), reasons_chars_max);
    const auto days =
        check_days(problems, command.effective_on(), command.known_on(), context.recorded_at);
    check_not_before(
        problems, days.effective_on, state.stage_since(), "the day the present stage began,"
    );
    if (problems.any()) {
        return problems.to_error("The recommendation can't be recorded");
    }
    v1::Event event;
    auto& recorded = *event.mutable_recommendation_recorded();
    recorded.set_id(fmt::format("r{}", state.recommendations_size() + 1));
    recorded.set_to_stage(command.to_stage());
    *recorded.mutable_recommender() = *recommender;
    recorded.set_reasons(command.reasons());
    recorded.set_effective_on(base::to_string(days.effective_on));
    return Events{std::move(event)};
}

}  // namespace ladder::casework

#include "engine/casework/follow_up.hpp"

#include <set>

#include <fmt/format.h>

#include "engine/diary/effects.hpp"

namespace ladder::casework {

namespace {

constexpr std::string_view review_field = "next_review_on";

// A date that can be the next review at all; whatever else is wrong with it is said elsewhere.
bool is_later_day(const std::string& text, base::Date on) {
    const auto date = base::parse_date(text);
    return date && *date > on;
}

}  // namespace

Events follow_up(
    Problems& problems, const FollowedDecision& decided, const definition::Ruleset& ruleset
) {
    google::protobuf::RepeatedPtrField<v1::EffectDefinition> effects;
    std::set<std::string_view> reviews;
    for (const auto& stage : decided.ladder.stages()) {
        if (!stage.review_deadline().empty() && reviews.insert(stage.review_deadline()).second) {
            effects.Add()->mutable_meet_deadline()->set_deadline(stage.review_deadline());
        }
    }
    if (decided.transition != nullptr) {
        effects.MergeFrom(decided.transition->effects());
    }
    const auto* stage = definition::find_stage(decided.ladder, decided.to_stage);
    if (stage != nullptr && !stage->review_deadline().empty() &&
        is_later_day(decided.next_review_on, decided.on)) {
        auto& review = *effects.Add()->mutable_set_deadline();
        review.set_deadline(stage->review_deadline());
        review.set_due_field(std::string{review_field});
    }
    auto events = diary::follow(
        effects,
        diary::diary_of(decided.state),
        {decided.on,
         fmt::format("d{}", decided.state.decisions_size() + 1),
         {},
         [&](std::string_view field) {
             return field == review_field ? decided.next_review_on : std::string{};
         },
         {}},
        ruleset
    );
    if (!events) {
        problems.also(events.error());
        return {};
    }
    return std::move(*events);
}

}  // namespace ladder::casework

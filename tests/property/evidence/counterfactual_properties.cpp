// A counterfactual holds: at its bound the truth turns, one step before it does not.
#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/evidence/counterfactual.hpp"
#include "engine/evidence/explain.hpp"
#include "tests/property/evidence/random_world.hpp"

namespace ladder::evidence {
namespace counterfactual_properties {

const base::Date judged_period = day("2010-03-31");

// Explains anew from the figures, by none of the ways that the search goes.
v1::Explanation explained(const World& world, const v1::Condition& condition, std::size_t body) {
    const definition::Ruleset ruleset{"rulesets/test@1", world.definition()};
    const auto panels = world.panels();
    Readings readings{ruleset, panels};
    return explain(condition, *readings.series("crime"), readings, body, judged_period, "c");
}

v1::Truth truth_with(
    World world, const v1::Condition& condition, const v1::Input& figure, double value
) {
    const auto body = *world.panels().body_index(figure.body());
    for (auto& one : world.figures()) {
        const bool same = one.body == body && one.period_end == day(figure.period_end()) &&
                          world.indicators()[one.indicator] == figure.indicator();
        one.value = same ? value : one.value;
    }
    return explained(world, condition, body).truth();
}

RC_GTEST_PROP(CounterfactualProperties, TurnAtTheBoundAndNotOneStepBefore, ()) {
    const auto world = random_world();
    const auto condition = random_condition(2);
    const definition::Ruleset ruleset{"rulesets/test@1", world.definition()};
    const auto panels = world.panels();
    for (std::size_t body = 0; body < panels.bodies.size(); ++body) {
        Readings readings{ruleset, panels};
        const auto& crime = *readings.series("crime");
        const auto told = explain(condition, crime, readings, body, judged_period, "c");
        const auto found =
            counterfactuals({condition, crime, body, judged_period, told, "It"}, readings);
        RC_ASSERT(told.truth() != v1::TRUTH_UNKNOWN || found.empty());
        for (const auto& each : found) {
            RC_ASSERT(each.truth() != told.truth());
            RC_ASSERT(each.truth() != v1::TRUTH_UNKNOWN);
            if (each.periods() != 0) {
                continue;
            }
            const auto& figure = each.figure();
            RC_ASSERT(figure.body() == panels.bodies[body].name);
            RC_ASSERT(each.upwards() == (each.bound() > figure.value()));
            RC_ASSERT(truth_with(world, condition, figure, each.bound()) == each.truth());
            const double before = each.bound() + (each.upwards() ? -1 : 1);
            RC_ASSERT(truth_with(world, condition, figure, before) != each.truth());
        }
        const auto after = explain(condition, crime, readings, body, judged_period, "c");
        RC_ASSERT(after.SerializeAsString() == told.SerializeAsString());
    }
}

// In doubling strides beyond the bound the answer is another, though it may not be known. Not
// everywhere: a figure that is a period's own and another's baseline may turn it back in between.
RC_GTEST_PROP(CounterfactualProperties, HoldBeyondTheBound, ()) {
    const auto world = random_world();
    const auto condition = condition_of(random_judgement());
    const std::size_t body = 0;
    const definition::Ruleset ruleset{"rulesets/test@1", world.definition()};
    const auto panels = world.panels();
    Readings readings{ruleset, panels};
    const auto& crime = *readings.series("crime");
    const auto told = explain(condition, crime, readings, body, judged_period, "c");
    for (const auto& each :
         counterfactuals({condition, crime, body, judged_period, told, "It"}, readings)) {
        if (each.periods() == 0) {
            const double stride = std::ldexp(1, *rc::gen::inRange(0, 15));
            const double value = each.bound() + (each.upwards() ? stride : -stride);
            if (value <= 0) {
                continue;
            }
            RC_ASSERT(truth_with(world, condition, each.figure(), value) != told.truth());
        }
    }
}

}  // namespace counterfactual_properties
}  // namespace ladder::evidence

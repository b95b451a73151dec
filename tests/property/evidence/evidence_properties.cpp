// What holds of judgements and evaluations for any figures.
#include <algorithm>
#include <random>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/evidence/explain.hpp"
#include "engine/evidence/grid.hpp"
#include "tests/property/evidence/random_world.hpp"

namespace ladder::evidence {
namespace {

using base::Truth;

const base::Date last_period = day("2010-03-31");

std::vector<std::size_t> every_body(const Panels& panels) {
    std::vector<std::size_t> rows(panels.bodies.size());
    for (std::size_t body = 0; body < rows.size(); ++body) {
        rows[body] = body;
    }
    return rows;
}

// The truth of a condition for every body and period.
Grid truths(const World& world, const v1::Condition& condition) {
    const definition::Ruleset ruleset{"rulesets/test@1", world.definition()};
    const auto panels = world.panels();
    Readings readings{ruleset, panels};
    ConditionGrids grids{readings, every_body(panels), last_period};
    return grids.evaluate(condition, *readings.series("crime"));
}

// The grids, which decide, and the explanations, which tell, never disagree.
RC_GTEST_PROP(EvidenceProperties, GridsEqualExplanationsPointwise, ()) {
    const auto world = random_world();
    const auto condition = random_condition(2);
    const definition::Ruleset ruleset{"rulesets/test@1", world.definition()};
    const auto panels = world.panels();
    Readings readings{ruleset, panels};
    const auto& series = *readings.series("crime");
    ConditionGrids grids{readings, every_body(panels), last_period};
    const auto grid = grids.evaluate(condition, series);
    for (std::size_t body = 0; body < panels.bodies.size(); ++body) {
        for (std::size_t period = 0; period < grid.periods; ++period) {
            const auto told =
                explain(condition, series, readings, body, series.panel().periods[period], "c");
            RC_ASSERT(base::from_proto(told.truth()) == grid.at(body, period));
        }
    }
}

// Invariant 7. Taking away a figure of a body leaves every condition about that body as it was, or
// makes it unknown: never true where it was not, never false where it was not.
RC_GTEST_PROP(EvidenceProperties, AMissingFigureOfItsOwnOnlyMakesABodyUnknown, ()) {
    auto world = random_world();
    const auto condition = random_condition(2);
    const auto before = truths(world, condition);
    std::vector<std::size_t> of_crime;
    for (std::size_t at = 0; at < world.figures().size(); ++at) {
        if (world.figures()[at].indicator == 0) {
            of_crime.push_back(at);
        }
    }
    auto& figure = world.figures()[*rc::gen::elementOf(of_crime)];
    figure.value = no_figure;
    const auto after = truths(world, condition);
    for (std::size_t period = 0; period < before.periods; ++period) {
        const auto now = after.at(figure.body, period);
        RC_ASSERT(now == Truth::unknown || now == before.at(figure.body, period));
    }
}

// The same figures in any order give the same findings, byte for byte, and so do they twice.
RC_GTEST_PROP(EvidenceProperties, EvaluationDoesNotDependOnTheOrderOfFigures, ()) {
    auto world = random_world();
    auto& trigger = world.trigger("any", "crime");
    *trigger.mutable_raise_when() = random_condition(2);
    *trigger.mutable_clear_when() = random_condition(1);
    trigger.set_hold(*rc::gen::inRange(0, 3));
    const auto findings = [](const World& from) {
        std::string text;
        for (const auto& each : from.evaluate("2010-03-31", {true, {}, true}).findings) {
            text += each.SerializeAsString();
        }
        return text;
    };
    const auto first = findings(world);
    RC_ASSERT(findings(world) == first);
    std::mt19937 shuffler{*rc::gen::arbitrary<std::uint32_t>()};
    std::shuffle(world.figures().begin(), world.figures().end(), shuffler);
    RC_ASSERT(findings(world) == first);
}

// Turning the polarity round and asking for the other direction changes no truth.
RC_GTEST_PROP(EvidenceProperties, PolarityIsAMirror, ()) {
    auto world = random_world();
    auto condition = random_judgement();
    const auto before = truths(world, condition_of(condition));
    auto& crime = *world.definition().mutable_indicators(0);
    crime.set_polarity(
        crime.polarity() == v1::POLARITY_LOWER_IS_BETTER ? v1::POLARITY_HIGHER_IS_BETTER
                                                         : v1::POLARITY_LOWER_IS_BETTER
    );
    condition.set_is(
        condition.is() == v1::JUDGEMENT_RESULT_BETTER ? v1::JUDGEMENT_RESULT_WORSE
                                                      : v1::JUDGEMENT_RESULT_BETTER
    );
    RC_ASSERT(truths(world, condition_of(condition)).cells == before.cells);
}

// What counts at a threshold counts at every milder one.
RC_GTEST_PROP(EvidenceProperties, AMilderThresholdKeepsEveryYes, ()) {
    const auto world = random_world();
    auto condition = random_judgement();
    const auto strict = truths(world, condition_of(condition));
    condition.set_by_at_least(condition.by_at_least() / 2);
    if (condition.p_at_most() > 0) {
        condition.set_p_at_most(condition.p_at_most() * 2);
    }
    const auto mild = truths(world, condition_of(condition));
    for (std::size_t cell = 0; cell < strict.cells.size(); ++cell) {
        RC_ASSERT(strict.cells[cell] != Truth::yes || mild.cells[cell] == Truth::yes);
        RC_ASSERT((strict.cells[cell] == Truth::unknown) <= (mild.cells[cell] != Truth::no));
    }
}

// What was known of a period does not change when later periods come in.
RC_GTEST_PROP(EvidenceProperties, LaterPeriodsChangeNoEarlierTruth, ()) {
    auto world = random_world();
    const auto condition = random_condition(1);
    const auto before = truths(world, condition);
    world.figure("crime", "a", "2011-03-31", 12'345).figure("population", "a", "2011-01-01", 99);
    RC_ASSERT(truths(world, condition).cells == before.cells);
}

}  // namespace
}  // namespace ladder::evidence

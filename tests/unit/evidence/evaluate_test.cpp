// Triggers over small worlds: episodes, explanations, order.
#include "engine/evidence/evaluate.hpp"

#include <gtest/gtest.h>

#include "engine/evidence/explain.hpp"
#include "tests/unit/evidence/world.hpp"

namespace ladder::evidence {
namespace evaluate_test {

// Kent's crime by year from 2008, and one trigger: up by 10 per cent raises, no rise clears.
World kent(const std::vector<double>& figures) {
    World world;
    world.body("kent").crime_and_population();
    int year = 2008;
    for (const double value : figures) {
        world.figure("crime", "kent", std::to_string(year++) + "-03-31", value);
    }
    auto rising = versus_baseline(10);
    rising.clear_indicator();
    auto& trigger = world.trigger("rising", "crime");
    *trigger.mutable_raise_when() = condition_of(rising);
    *trigger.mutable_clear_when() = negation_of(condition_of(versus_baseline(0)));
    return world;
}

const v1::Finding& only(const Evaluation& evaluation) {
    EXPECT_EQ(evaluation.findings.size(), 1U);
    return evaluation.findings.front();
}

TEST(Evaluate, RaisesWithItsExplanation) {
    const auto evaluation = kent({1000, 1100}).evaluate("2009-03-31");
    const auto& finding = only(evaluation);
    EXPECT_EQ(finding.outcome(), v1::EPISODE_OUTCOME_RAISED);
    EXPECT_EQ(finding.body(), "bodies/kent");
    EXPECT_EQ(finding.trigger(), "rising");
    EXPECT_EQ(finding.indicator(), "crime");
    EXPECT_EQ(finding.since(), "2009-03-31");
    EXPECT_EQ(finding.severity(), v1::SEVERITY_CONCERN);
    EXPECT_EQ(finding.proposes(), "peer_support");
    EXPECT_EQ(
        render(finding.explanation()),
        "[yes] Kent, Crime: 'Trigger rising' is raised at the year to 31 March 2009; it proposes "
        "peer_support.\n"
        "  [yes] To raise it (year to 31 March 2009): Crime: Kent went from 1,000 (year to 31 "
        "March "
        "2008) to 1,100 (year to 31 March 2009), +10.0%; at least +10% counts. Met.\n"
        "  [if]  It would not have been raised with 1,099 or fewer (year to 31 March 2009) instead "
        "of 1,100.\n"
        "  [if]  It would not have been raised with 1,001 or more (year to 31 March 2008) instead "
        "of 1,000.\n"
    );
}

TEST(Evaluate, HoldsAndTellsWhatWouldClear) {
    const auto evaluation = kent({1000, 1100, 1150}).evaluate("2010-03-31");
    const auto& finding = only(evaluation);
    EXPECT_EQ(finding.outcome(), v1::EPISODE_OUTCOME_HELD);
    EXPECT_EQ(finding.since(), "2009-03-31");
    EXPECT_EQ(
        render(finding.explanation()),
        "[yes] Kent, Crime: 'Trigger rising' is still raised, since the year to 31 March 2009; it "
        "proposes peer_support.\n"
        "  [no]  To raise it (year to 31 March 2010): Crime: Kent went from 1,100 (year to 31 "
        "March "
        "2009) to 1,150 (year to 31 March 2010), +4.5%; at least +10% counts. Not met.\n"
        "  [no]  To clear it (year to 31 March 2010): What follows must not hold, and does. Not "
        "met.\n"
        "    [yes] Crime: Kent went from 1,100 (year to 31 March 2009) to 1,150 (year to 31 March "
        "2010), +4.5%; any rise counts. Met.\n"
        "  [yes] What raised it (year to 31 March 2009): Crime: Kent went from 1,000 (year to 31 "
        "March 2008) to 1,100 (year to 31 March 2009), +10.0%; at least +10% counts. Met.\n"
        "  [if]  It would not have been raised with 1,099 or fewer (year to 31 March 2009) instead "
        "of 1,100.\n"
        "  [if]  It would not have been raised with 1,001 or more (year to 31 March 2008) instead "
        "of 1,000.\n"
        "  [if]  The condition to clear it would have been met with 1,100 or fewer (year to 31 "
        "March 2010) instead of 1,150.\n"
        "  [if]  The condition to clear it would have been met with 1,150 or more (year to 31 "
        "March 2009) instead of 1,100.\n"
    );
}

TEST(Evaluate, ClearsAndTellsWhatRaised) {
    const auto evaluation = kent({1000, 1100, 1100}).evaluate("2010-03-31");
    const auto& finding = only(evaluation);
    EXPECT_EQ(finding.outcome(), v1::EPISODE_OUTCOME_CLEARED);
    EXPECT_EQ(finding.since(), "2009-03-31");
    EXPECT_EQ(finding.explanation().truth(), v1::TRUTH_FALSE);
    ASSERT_EQ(finding.explanation().parts_size(), 2);
    EXPECT_EQ(finding.explanation().parts(0).clause(), "clear_when.not");
    EXPECT_EQ(finding.explanation().parts(0).truth(), v1::TRUTH_TRUE);
    EXPECT_EQ(finding.explanation().parts(1).clause(), "raise_when.judgement");
}

TEST(Evaluate, IsQuietAfterwardsAndRemembers) {
    const auto world = kent({1000, 1100, 1100, 1100});
    EXPECT_TRUE(world.evaluate("2011-03-31").findings.empty());
    const auto evaluation = world.evaluate("2011-03-31", {true, {}, true});
    const auto& finding = only(evaluation);
    EXPECT_EQ(finding.outcome(), v1::EPISODE_OUTCOME_QUIET);
    EXPECT_EQ(finding.since(), "");
    EXPECT_EQ(
        finding.explanation().text(),
        "Kent, Crime: 'Trigger rising' is not raised; it was raised at the year to 31 March 2009 "
        "and cleared at the year to 31 March 2010."
    );
    EXPECT_EQ(finding.explanation().parts_size(), 3);
}

TEST(Evaluate, AMissingFigureHoldsWhatStandsAndRaisesNothing) {
    auto world = kent({1000, 1100, 1050, 2000});
    world.figures()[2].value = no_figure;
    EXPECT_EQ(only(world.evaluate("2010-03-31")).outcome(), v1::EPISODE_OUTCOME_HELD);
    auto never = kent({1000, 1000, 1050});
    never.figures()[2].value = no_figure;
    const auto evaluation = never.evaluate("2010-03-31", {true, {}, true});
    EXPECT_EQ(only(evaluation).outcome(), v1::EPISODE_OUTCOME_UNKNOWN);
    EXPECT_EQ(evaluation.unknown, 1);
    EXPECT_NE(
        render(evaluation.findings[0].explanation()).find("365 days earlier"), std::string::npos
    );
}

TEST(Evaluate, BetweenPeriodsTheStateStandsAndIsNoNews) {
    const auto raised = only(kent({1000, 1100}).evaluate("2009-05-31"));
    EXPECT_EQ(raised.outcome(), v1::EPISODE_OUTCOME_HELD);
    EXPECT_NE(
        raised.explanation().text().find("The newest figures are for the year to 31 March 2009."),
        std::string::npos
    );
    const auto quiet = kent({1000, 1000}).evaluate("2009-05-31");
    EXPECT_EQ(quiet.quiet, 1);
    EXPECT_TRUE(kent({1000, 1100, 1100}).evaluate("2010-04-30").findings.empty());
}

TEST(Evaluate, OnceFiguresAreOverdueNothingIsKnownButWhatStands) {
    EXPECT_EQ(only(kent({1000, 1100}).evaluate("2009-06-30")).outcome(), v1::EPISODE_OUTCOME_HELD);
    EXPECT_EQ(kent({1000, 1000}).evaluate("2009-06-30").unknown, 1);
    EXPECT_EQ(kent({1000, 1100, 1100}).evaluate("2010-06-30").unknown, 1);
}

TEST(Evaluate, WithoutAnyFigureItIsUnknown) {
    const auto evaluation = kent({}).evaluate("2009-03-31", {true, {}, true});
    EXPECT_EQ(evaluation.unknown, 1);
    EXPECT_EQ(
        only(evaluation).explanation().text(),
        "Kent, Crime: 'Trigger rising' is not raised, and it can't be told whether it should be. "
        "There are no figures."
    );
}

TEST(Evaluate, PeriodsAfterTheOneAskedForChangeNothing) {
    auto world = kent({1000, 1100});
    const auto before = world.evaluate("2009-03-31").findings;
    world.figure("crime", "kent", "2010-03-31", 50);
    const auto after = world.evaluate("2009-03-31").findings;
    EXPECT_EQ(before[0].SerializeAsString(), after[0].SerializeAsString());
}

TEST(Evaluate, LooksAtTheKindsAndTheBodyAskedForOnly) {
    auto world = kent({1000, 1100});
    world.body("essex").body("kent-authority", v1::BODY_KIND_POLICE_AUTHORITY);
    const auto all = world.evaluate("2009-03-31");
    EXPECT_EQ(all.looked_at, 2);
    EXPECT_EQ(all.unknown, 1);
    EXPECT_EQ(all.quiet, 0);
    EXPECT_EQ(world.evaluate("2009-03-31", {false, "bodies/kent", true}).looked_at, 1);
    EXPECT_EQ(world.evaluate("2009-03-31", {false, "bodies/nowhere", true}).looked_at, 0);
}

TEST(Evaluate, PutsTheMostSeriousFirstThenNews) {
    auto world = kent({1000, 1100, 1200});
    world.body("essex");
    world.figure("crime", "essex", "2009-03-31", 1000).figure("crime", "essex", "2010-03-31", 1100);
    auto& serious = world.trigger("serious", "crime");
    serious.set_severity(v1::SEVERITY_SERIOUS);
    *serious.mutable_raise_when() = world.definition().triggers(0).raise_when();
    *serious.mutable_clear_when() = world.definition().triggers(0).clear_when();
    const auto evaluation = world.evaluate("2010-03-31");
    std::vector<std::string> order;
    for (const auto& finding : evaluation.findings) {
        order.push_back(finding.trigger() + " " + finding.body());
    }
    EXPECT_EQ(
        order,
        (std::vector<std::string>{
            "serious bodies/essex",
            "serious bodies/kent",
            "rising bodies/essex",
            "rising bodies/kent"})
    );
}

TEST(Evaluate, JoinsConditionsByKleenesLogicInGridAndExplanationAlike) {
    const auto yes = condition_of(versus_baseline(10));
    const auto no = negation_of(yes);
    v1::Condition unknown;
    unknown.mutable_fact()->set_id("some_fact");
    v1::Condition welsh;
    welsh.mutable_body()->add_countries(v1::COUNTRY_WALES);
    v1::Condition force;
    force.mutable_body()->add_kinds(v1::BODY_KIND_POLICE_FORCE);
    const auto all = [](std::vector<v1::Condition> parts) {
        v1::Condition made;
        for (auto& part : parts) {
            *made.mutable_all()->add_of() = std::move(part);
        }
        return made;
    };
    const auto any = [](std::vector<v1::Condition> parts) {
        v1::Condition made;
        for (auto& part : parts) {
            *made.mutable_any()->add_of() = std::move(part);
        }
        return made;
    };
    const auto two_of = [](std::vector<v1::Condition> parts) {
        v1::Condition made;
        made.mutable_at_least()->set_n(2);
        for (auto& part : parts) {
            *made.mutable_at_least()->add_of() = std::move(part);
        }
        return made;
    };
    const std::vector<std::pair<v1::Condition, v1::Truth>> table{
        {yes, v1::TRUTH_TRUE},
        {no, v1::TRUTH_FALSE},
        {unknown, v1::TRUTH_UNKNOWN},
        {negation_of(unknown), v1::TRUTH_UNKNOWN},
        {force, v1::TRUTH_TRUE},
        {welsh, v1::TRUTH_FALSE},
        {all({yes, force}), v1::TRUTH_TRUE},
        {all({yes, unknown}), v1::TRUTH_UNKNOWN},
        {all({no, unknown}), v1::TRUTH_FALSE},
        {any({no, unknown}), v1::TRUTH_UNKNOWN},
        {any({yes, unknown}), v1::TRUTH_TRUE},
        {any({no, welsh}), v1::TRUTH_FALSE},
        {two_of({yes, force, unknown}), v1::TRUTH_TRUE},
        {two_of({yes, no, unknown}), v1::TRUTH_UNKNOWN},
        {two_of({yes, no, welsh}), v1::TRUTH_FALSE},
    };
    for (const auto& [condition, truth] : table) {
        auto world = kent({1000, 1100});
        *world.definition().mutable_triggers(0)->mutable_raise_when() = condition;
        const auto evaluation = world.evaluate("2009-03-31", {true, {}, true});
        const auto& finding = only(evaluation);
        EXPECT_EQ(finding.explanation().truth(), truth) << render(finding.explanation());
        EXPECT_EQ(finding.explanation().parts(0).truth(), truth) << render(finding.explanation());
    }
}

}  // namespace evaluate_test
}  // namespace ladder::evidence

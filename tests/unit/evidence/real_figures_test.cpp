// What the shipped rules say of the shipped figures.
#include "tests/unit/evidence/real_figures.hpp"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "engine/evidence/evaluate.hpp"
#include "engine/evidence/explain.hpp"
#include "tests/support/source_tree_path.hpp"
#include "tests/unit/evidence/world.hpp"

namespace ladder::evidence {
namespace real_figures_test {

const RealFigures& real() {
    static const auto read = read_real_figures(tests::in_source_tree(""));
    return read;
}

Evaluation at(std::string_view end, bool include_quiet = false) {
    return evaluate(*real().ruleset, real().panels, day(end), {include_quiet, {}, true});
}

const v1::Finding* finding(
    const Evaluation& evaluation, std::string_view body, std::string_view indicator
) {
    const auto found =
        std::find_if(evaluation.findings.begin(), evaluation.findings.end(), [&](const auto& each) {
            return each.body() == body && each.indicator() == indicator;
        });
    return found == evaluation.findings.end() ? nullptr : &*found;
}

const char* const acquisitive[]{
    "recorded_robbery", "recorded_domestic_burglary", "recorded_vehicle_offences"};

TEST(RealFigures, ProposeWestMidlandsAtMarch2011) {
    const auto evaluation = at("2011-03-31");
    for (const auto* indicator : acquisitive) {
        const auto* found = finding(evaluation, "bodies/west-midlands", indicator);
        ASSERT_NE(found, nullptr) << indicator;
        EXPECT_EQ(found->proposes(), "peer_support");
        EXPECT_EQ(found->explanation().truth(), v1::TRUTH_TRUE);
    }
    const auto text =
        render(finding(evaluation, "bodies/west-midlands", "recorded_robbery")->explanation());
    for (const auto* part :
         {"Robbery: West Midlands went from 7,241 (year to 31 March 2010) to 9,043 (year to 31 "
          "March 2011), +24.9%; at least +5% counts. Exact conditional test of two Poisson counts: "
          "p < 0.001 (2.6e-45); at most 0.001 counts. 95% interval of the gap: +1,551 to +2,053 "
          "offences; direction of travel: deteriorated. Met.",
          "while all 43 forces together changed by +1.5% (from 74,424 to 75,511): a gap of +23.4 "
          "points; at least +15 points counts. Pooled score test of two proportions: p < 0.001",
          "the mean of 7 peers",
          "Greater Manchester"}) {
        EXPECT_NE(text.find(part), std::string::npos) << part << "\nis not in\n" << text;
    }
}

TEST(RealFigures, ClearWestMidlandsByMarch2012) {
    const auto evaluation = at("2012-03-31", true);
    for (const auto* indicator : acquisitive) {
        const auto* found = finding(evaluation, "bodies/west-midlands", indicator);
        ASSERT_NE(found, nullptr);
        EXPECT_TRUE(
            found->outcome() == v1::EPISODE_OUTCOME_CLEARED ||
            found->outcome() == v1::EPISODE_OUTCOME_QUIET
        ) << render(found->explanation());
        EXPECT_NE(found->explanation().text().find("cleared at the"), std::string::npos)
            << found->explanation().text();
    }
}

TEST(RealFigures, KeepEveryQuartersListShort) {
    for (const auto& period : real().panels.by_indicator.find("recorded_robbery")->second.periods) {
        if (period >= day("2007-03-31")) {
            EXPECT_LE(at(base::to_string(period)).findings.size(), 15U) << base::to_string(period);
        }
    }
}

TEST(RealFigures, NeverJudgeCityOfLondonByRateOrPeers) {
    for (const auto& [group, versus] :
         {std::pair{"most_similar", v1::COMPARISON_PEERS},
          {"all", v1::COMPARISON_PEERS},
          {"most_similar", v1::COMPARISON_PEERS_CHANGE}}) {
        v1::JudgementCondition condition;
        condition.set_indicator("recorded_robbery");
        condition.set_versus(versus);
        condition.set_group(group);
        condition.set_is(v1::JUDGEMENT_RESULT_WORSE);
        const auto told = judge(
            *real().ruleset, real().panels, "bodies/city-of-london", day("2011-03-31"), condition
        );
        EXPECT_EQ(told->truth(), v1::TRUTH_UNKNOWN) << told->text();
    }
    for (const auto& period : real().panels.by_indicator.find("recorded_robbery")->second.periods) {
        for (const auto& each : at(base::to_string(period)).findings) {
            EXPECT_NE(each.body(), "bodies/city-of-london") << each.explanation().text();
        }
    }
}

TEST(RealFigures, CompareNoAntisocialBehaviourAcrossMarch2012) {
    v1::JudgementCondition condition;
    condition.set_indicator("antisocial_behaviour_incidents");
    condition.set_versus(v1::COMPARISON_BASELINE);
    condition.set_is(v1::JUDGEMENT_RESULT_WORSE);
    const std::map<std::string, bool> comparable{
        {"2011-03-31", true}, {"2012-03-31", false}, {"2013-03-31", true}};
    for (const auto& [end, is] : comparable) {
        const auto told = judge(*real().ruleset, real().panels, "bodies/kent", day(end), condition);
        ASSERT_TRUE(told.has_value());
        EXPECT_EQ(told->truth() != v1::TRUTH_UNKNOWN, is) << told->text();
    }
}

TEST(RealFigures, KeepNegativeCountsAndJudgeNone) {
    int negative = 0;
    for (const auto& [id, panel] : real().panels.by_indicator) {
        for (std::size_t cell = 0; cell < panel.value.size(); ++cell) {
            if (!(panel.value[cell] < 0)) {
                continue;
            }
            ++negative;
            EXPECT_EQ(panel.quality[cell], v1::QUALITY_NEGATIVE_COUNT);
            v1::JudgementCondition condition;
            condition.set_indicator(id);
            condition.set_versus(v1::COMPARISON_BASELINE);
            condition.set_is(v1::JUDGEMENT_RESULT_WORSE);
            const auto told = judge(
                *real().ruleset,
                real().panels,
                real().panels.bodies[cell / panel.periods.size()].name,
                panel.periods[cell % panel.periods.size()],
                condition
            );
            EXPECT_EQ(told->truth(), v1::TRUTH_UNKNOWN) << told->text();
        }
    }
    EXPECT_EQ(negative, 5);
}

}  // namespace real_figures_test
}  // namespace ladder::evidence

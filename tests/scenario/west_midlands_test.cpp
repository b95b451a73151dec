// The story of West Midlands in 2011, and the traps of the real figures, by the shipped rules.
#include <gmock/gmock.h>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/evidence/evaluate.hpp"
#include "tests/scenario/shipped.hpp"

namespace ladder::scenario {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;

class RealFigures : public testing::Test {
protected:
    static void SetUpTestSuite() {
        ruleset_ = shipped_ruleset("landscape-2009");
        panels_ = std::make_unique<const evidence::Panels>(shipped_panels(*ruleset_));
    }
    static void TearDownTestSuite() {
        panels_.reset();
        ruleset_.reset();
    }

    static evidence::Evaluation evaluate(const std::string& period_end, bool quiet = false) {
        evidence::EvaluateOptions options;
        options.include_quiet = quiet;
        return evidence::evaluate(*ruleset_, *panels_, *base::parse_date(period_end), options);
    }

    // "body trigger indicator" of the findings with an outcome.
    static std::vector<std::string> with(
        const evidence::Evaluation& evaluation, v1::EpisodeOutcome outcome
    ) {
        std::vector<std::string> lines;
        for (const auto& finding : evaluation.findings) {
            if (finding.outcome() == outcome) {
                lines.push_back(
                    finding.body() + " " + finding.trigger() + " " + finding.indicator()
                );
            }
        }
        return lines;
    }

    static const v1::Finding* find(
        const evidence::Evaluation& evaluation, std::string_view body, std::string_view indicator
    ) {
        for (const auto& finding : evaluation.findings) {
            if (finding.body() == body && finding.indicator() == indicator) {
                return &finding;
            }
        }
        return nullptr;
    }

    static inline std::unique_ptr<const definition::Ruleset> ruleset_;
    static inline std::unique_ptr<const evidence::Panels> panels_;
};

const std::vector<std::string> west_midlands_2011{
    "bodies/west-midlands rising_against_peers recorded_robbery",
    "bodies/west-midlands rising_against_peers recorded_domestic_burglary",
    "bodies/west-midlands rising_against_peers recorded_vehicle_offences"};

// Every quarter day for which the rolling years are published.
std::vector<std::string> quarters() {
    std::vector<std::string> days;
    auto day = *base::parse_date("2007-03-31");
    while (day <= *base::parse_date("2013-03-31")) {
        days.push_back(base::to_string(day));
        day = base::add_months(day, 3);
    }
    return days;
}

std::string text_of(const v1::Explanation& explanation) {
    auto text = explanation.text() + "\n";
    for (const auto& part : explanation.parts()) {
        text += text_of(part);
    }
    return text;
}

TEST_F(RealFigures, ProposeWestMidlandsInMarch2011) {
    const auto evaluation = evaluate("2011-03-31");
    auto standing = with(evaluation, v1::EPISODE_OUTCOME_RAISED);
    const auto held = with(evaluation, v1::EPISODE_OUTCOME_HELD);
    standing.insert(standing.end(), held.begin(), held.end());
    EXPECT_THAT(standing, IsSupersetOf(west_midlands_2011));
}

TEST_F(RealFigures, ExplainTheProposalByTheNumbers) {
    const auto evaluation = evaluate("2011-03-31");
    const auto* finding = find(evaluation, "bodies/west-midlands", "recorded_robbery");
    ASSERT_NE(finding, nullptr);
    EXPECT_EQ(finding->proposes(), "peer_support");
    const auto text = text_of(finding->explanation());
    for (const auto* number : {"7,241", "9,043", "24.9", "1.5"}) {
        EXPECT_THAT(text, HasSubstr(number));
    }
}

TEST_F(RealFigures, ClearWestMidlandsByMarch2012) {
    const auto evaluation = evaluate("2012-03-31");
    const auto raised = with(evaluation, v1::EPISODE_OUTCOME_RAISED);
    const auto held = with(evaluation, v1::EPISODE_OUTCOME_HELD);
    for (const auto& line : west_midlands_2011) {
        EXPECT_THAT(raised, Not(testing::Contains(line)));
        EXPECT_THAT(held, Not(testing::Contains(line)));
    }
}

TEST_F(RealFigures, MakeAShortListInEveryQuarter) {
    int raised = 0;
    for (const auto& period_end : quarters()) {
        const auto evaluation = evaluate(period_end);
        EXPECT_LE(evaluation.findings.size(), 15U) << period_end;
        raised += static_cast<int>(with(evaluation, v1::EPISODE_OUTCOME_RAISED).size());
        RecordProperty(period_end, static_cast<int>(evaluation.findings.size()));
    }
    EXPECT_GT(raised, 10);
}

TEST_F(RealFigures, NeverNameTheCityOfLondon) {
    for (const auto& period_end : quarters()) {
        for (const auto& finding : evaluate(period_end).findings) {
            EXPECT_NE(finding.body(), "bodies/city-of-london") << period_end;
        }
    }
}

TEST_F(RealFigures, LeaveNothingUncounted) {
    for (const auto& period_end : {"2009-09-30", "2011-03-31"}) {
        const auto evaluation = evaluate(period_end, true);
        EXPECT_EQ(evaluation.looked_at, static_cast<int>(evaluation.findings.size()));
        EXPECT_THAT(
            with(evaluation, v1::EPISODE_OUTCOME_UNKNOWN), testing::SizeIs(evaluation.unknown)
        );
        EXPECT_THAT(with(evaluation, v1::EPISODE_OUTCOME_QUIET), testing::SizeIs(evaluation.quiet));
    }
}

v1::Judgement judged(
    const definition::Ruleset& ruleset,
    const evidence::Panels& panels,
    std::string_view body,
    std::string_view indicator,
    std::string_view period_end,
    v1::Comparison versus = v1::COMPARISON_BASELINE,
    std::string_view group = {}
) {
    v1::JudgementCondition condition;
    condition.set_indicator(std::string{indicator});
    condition.set_versus(versus);
    condition.set_is(v1::JUDGEMENT_RESULT_WORSE);
    condition.set_group(std::string{group});
    const auto explanation =
        evidence::judge(ruleset, panels, body, *base::parse_date(period_end), condition);
    EXPECT_TRUE(explanation);
    return explanation ? explanation->judgement() : v1::Judgement{};
}

TEST_F(RealFigures, CompareRollingYearsTwelveMonthsApart) {
    const auto judgement =
        judged(*ruleset_, *panels_, "bodies/west-midlands", "recorded_robbery", "2010-12-31");
    std::vector<std::string> periods;
    for (const auto& input : judgement.inputs()) {
        periods.push_back(input.period_end());
    }
    EXPECT_THAT(periods, testing::UnorderedElementsAre("2010-12-31", "2009-12-31"));
}

TEST_F(RealFigures, JudgeNoNegativeCount) {
    // Cheshire's deaths and injuries by driving: -3 in the year to December 2007.
    for (const auto* period_end : {"2007-12-31", "2008-12-31"}) {
        const auto judgement = judged(
            *ruleset_,
            *panels_,
            "bodies/cheshire",
            "recorded_death_or_serious_injury_by_driving",
            period_end
        );
        EXPECT_EQ(judgement.result(), v1::JUDGEMENT_RESULT_NOT_COMPARABLE) << period_end;
        EXPECT_THAT(judgement.not_comparable_reason(), Not(IsEmpty()));
    }
}

TEST_F(RealFigures, CompareNothingAcrossTheBreakOf2012) {
    const auto result = [](const char* period_end) {
        return judged(
                   *ruleset_, *panels_, "bodies/kent", "antisocial_behaviour_incidents", period_end
        )
            .result();
    };
    EXPECT_NE(result("2010-03-31"), v1::JUDGEMENT_RESULT_NOT_COMPARABLE);
    EXPECT_EQ(result("2012-03-31"), v1::JUDGEMENT_RESULT_NOT_COMPARABLE);
    EXPECT_NE(result("2014-03-31"), v1::JUDGEMENT_RESULT_NOT_COMPARABLE);
}

TEST_F(RealFigures, GiveTheCityOfLondonNoRateAndNoPeers) {
    const auto judgement = judged(
        *ruleset_,
        *panels_,
        "bodies/city-of-london",
        "recorded_robbery",
        "2011-03-31",
        v1::COMPARISON_PEERS,
        "most_similar"
    );
    EXPECT_EQ(judgement.result(), v1::JUDGEMENT_RESULT_NOT_COMPARABLE);
}

TEST_F(RealFigures, KnowNothingOfAPeriodWithoutFigures) {
    const auto judgement =
        judged(*ruleset_, *panels_, "bodies/kent", "recorded_robbery", "2013-06-30");
    EXPECT_EQ(judgement.result(), v1::JUDGEMENT_RESULT_NOT_COMPARABLE);
    EXPECT_THAT(with(evaluate("2013-06-30", true), v1::EPISODE_OUTCOME_RAISED), IsEmpty());
}

}  // namespace
}  // namespace ladder::scenario

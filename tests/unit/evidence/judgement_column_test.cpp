// What many bodies' judgements at once say beside what each one's own says.
#include <gmock/gmock.h>

#include "engine/evidence/judgement.hpp"
#include "tests/unit/evidence/world.hpp"

namespace ladder::evidence {
namespace judgement_column_test {

using base::Truth;
using testing::ElementsAre;

constexpr auto period = "2011-03-31";

// Bodies below, at and above a target of 100, one without a figure and one whose figure can't be.
struct AgainstTarget {
    explicit AgainstTarget(v1::Polarity polarity, v1::Statistic statistic = v1::STATISTIC_MEASURE) {
        auto& crime = world.indicator("crime", statistic, v1::PERIOD_KIND_YEAR);
        crime.set_polarity(polarity);
        crime.mutable_target()->set_value(100);
        // In the order of the panels.
        for (const auto* body : {"above", "at", "below", "far-above", "negative", "unknown"}) {
            world.body(body);
        }
        world.figure("crime", "below", period, 80)
            .figure("crime", "at", period, 100)
            .figure("crime", "above", period, 110)
            .figure("crime", "far-above", period, 150)
            .figure("crime", "negative", period, -1);
        panels = world.panels();
        ruleset = std::make_unique<definition::Ruleset>("rulesets/r@1", world.definition());
        readings = std::make_unique<Readings>(*ruleset, panels);
    }

    PeriodJudge judge(const v1::JudgementCondition& condition) const {
        return {*readings->series("crime"), *readings, condition, 0};
    }

    std::vector<Truth> truths(const PeriodJudge& judge) const {
        std::vector<Truth> found(bodies.size() * 2, Truth::no);
        judge.truths(bodies, found.data(), 2);
        std::vector<Truth> own;
        for (std::size_t i = 0; i < found.size(); i += 2) {
            own.push_back(found[i]);
            EXPECT_EQ(found[i + 1], Truth::no) << "a cell between";
        }
        return own;
    }

    World world;
    Panels panels;
    std::unique_ptr<definition::Ruleset> ruleset;
    std::unique_ptr<Readings> readings;
    std::vector<std::size_t> bodies{0, 1, 2, 3, 4, 5};
};

v1::JudgementCondition asked(v1::JudgementResult is, double by_at_least, double p_at_most = 0) {
    auto condition = versus_target(by_at_least, p_at_most);
    condition.set_is(is);
    return condition;
}

TEST(JudgementColumn, TellsBodiesFromTheirTarget) {
    const AgainstTarget low{v1::POLARITY_LOWER_IS_BETTER};
    const auto worse = asked(v1::JUDGEMENT_RESULT_WORSE, 10);
    EXPECT_THAT(
        low.truths(low.judge(worse)),
        ElementsAre(Truth::yes, Truth::no, Truth::no, Truth::yes, Truth::unknown, Truth::unknown)
    );
    const auto in_line = asked(v1::JUDGEMENT_RESULT_IN_LINE, 20);
    EXPECT_THAT(
        low.truths(low.judge(in_line)),
        ElementsAre(Truth::yes, Truth::yes, Truth::no, Truth::no, Truth::unknown, Truth::unknown)
    );
    const AgainstTarget high{v1::POLARITY_HIGHER_IS_BETTER};
    const auto better = asked(v1::JUDGEMENT_RESULT_BETTER, 0);
    EXPECT_THAT(
        high.truths(high.judge(better)),
        ElementsAre(Truth::yes, Truth::no, Truth::no, Truth::yes, Truth::unknown, Truth::unknown)
    );
}

TEST(JudgementColumn, SaysOfEachBodyWhatItsOwnComparisonSays) {
    for (const auto polarity : {v1::POLARITY_LOWER_IS_BETTER, v1::POLARITY_HIGHER_IS_BETTER}) {
        for (const auto statistic : {v1::STATISTIC_MEASURE, v1::STATISTIC_COUNT}) {
            const AgainstTarget world{polarity, statistic};
            for (const auto is :
                 {v1::JUDGEMENT_RESULT_BETTER,
                  v1::JUDGEMENT_RESULT_WORSE,
                  v1::JUDGEMENT_RESULT_IN_LINE,
                  v1::JUDGEMENT_RESULT_NOT_COMPARABLE}) {
                for (const double by_at_least : {0.0, 10.0, 20.0, 50.0}) {
                    for (const double p_at_most : {0.0, 0.05}) {
                        const auto condition = asked(is, by_at_least, p_at_most);
                        const auto judge = world.judge(condition);
                        std::vector<Truth> own;
                        for (const auto body : world.bodies) {
                            own.push_back(judge.truth(judge.compare(body)));
                        }
                        EXPECT_EQ(world.truths(judge), own) << condition.ShortDebugString();
                    }
                }
            }
        }
    }
}

}  // namespace judgement_column_test
}  // namespace ladder::evidence

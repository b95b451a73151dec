// Conditions of triggers in English.
#include "services/console/rulebook/condition_words.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

namespace ladder::rulebook {

namespace condition_words_test {

using testing::ElementsAre;

v1::JudgementCondition judgement(v1::Comparison versus, double by, double p) {
    v1::JudgementCondition judged;
    judged.set_versus(versus);
    judged.set_is(v1::JUDGEMENT_RESULT_WORSE);
    judged.set_by_at_least(by);
    judged.set_p_at_most(p);
    return judged;
}

TEST(ConditionWords, TellThresholdsInTheUnitOfTheirComparison) {
    EXPECT_EQ(
        judgement_in_words(judgement(v1::COMPARISON_BASELINE, 5, 0.001)),
        "worse than its own year before, by at least 5 per cent, p at most 0.001"
    );
    auto change = judgement(v1::COMPARISON_PEERS_CHANGE, 15, 0);
    change.set_group("all");
    EXPECT_EQ(
        judgement_in_words(change),
        "worse than the change of all forces, by at least 15 percentage points"
    );
    auto years = judgement(v1::COMPARISON_PEERS, 30, 0);
    years.set_periods(3);
    EXPECT_EQ(
        judgement_in_words(years),
        "worse than similar forces, by at least 30 per cent, in each of the last 3 periods"
    );
    years.set_of_periods(4);
    years.set_funnel(v1::FUNNEL_LEVEL_99_8);
    EXPECT_THAT(judgement_in_words(years), testing::HasSubstr("outside the 99.8 per cent limits"));
    EXPECT_THAT(judgement_in_words(years), testing::HasSubstr("in 3 of 4 periods"));
}

TEST(ConditionWords, StandBeneathWhatHoldsThemTogether) {
    v1::Condition condition;
    auto& any = *condition.mutable_any();
    *any.add_of()->mutable_not_()->mutable_judgement() = judgement(v1::COMPARISON_BASELINE, 0, 0);
    auto& all = *any.add_of()->mutable_all();
    all.add_of()->mutable_chart()->set_is(v1::JUDGEMENT_RESULT_WORSE);
    auto& grade = *all.add_of()->mutable_grade();
    grade.set_assessment("caa-flag");
    grade.add_grades("red");
    EXPECT_THAT(
        condition_lines(condition, {}),
        ElementsAre(
            ConditionLine{0, "any of:"},
            ConditionLine{1, "not: worse than its own year before"},
            ConditionLine{1, "all of:"},
            ConditionLine{2, "its control chart shows a worsening"},
            ConditionLine{2, "caa-flag is graded red"}
        )
    );
}

TEST(ConditionWords, TellWhatAWholeGroupIsNot) {
    v1::Condition condition;
    auto& least = *condition.mutable_not_()->mutable_at_least();
    least.set_n(2);
    least.add_of()->mutable_chart()->set_is(v1::JUDGEMENT_RESULT_BETTER);
    EXPECT_THAT(
        condition_lines(condition, {}),
        ElementsAre(
            ConditionLine{0, "not:"},
            ConditionLine{1, "at least 2 of:"},
            ConditionLine{2, "its control chart shows an improvement"}
        )
    );
}

TEST(ConditionWords, CallAnAssessmentByItsTitle) {
    v1::RulesetDefinition rules;
    auto& assessment = *rules.add_assessments();
    assessment.set_id("caa-flag");
    assessment.set_title("Flag of the area assessment");
    v1::Condition condition;
    condition.mutable_grade()->set_assessment("caa-flag");
    condition.mutable_grade()->add_grades("red");
    EXPECT_EQ(
        condition_lines(condition, rules).at(0).text, "Flag of the area assessment is graded red"
    );
    EXPECT_EQ(condition_lines(condition, {}).at(0).text, "caa-flag is graded red");
}

TEST(ConditionWords, TellWhatTriggersNeverAskInTheWordsOfItsYaml) {
    v1::Condition condition;
    condition.mutable_fact()->set_id("notified");
    EXPECT_THAT(condition_lines(condition, {}).at(0).text, testing::HasSubstr("notified"));
}

TEST(PermissionWords, AreThoseOfTheFiles) {
    EXPECT_EQ(permission_in_words(v1::PERMISSION_RECORD_FACT), "record fact");
}

}  // namespace condition_words_test

}  // namespace ladder::rulebook

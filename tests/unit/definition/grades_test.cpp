// Grades in triggers: which are asked for, and which a trigger may not ask for.
#include "engine/definition/grades.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "engine/definition/check.hpp"
#include "engine/definition/checks.hpp"
#include "tests/unit/definition/from_yaml.hpp"

namespace ladder::definition {
namespace grades_test {

using testing::ElementsAre;

v1::RulesetDefinition asking(const std::string& condition) {
    v1::RulesetDefinition definition;
    auto& ladder = *definition.add_ladders();
    ladder.add_body_kinds(v1::BODY_KIND_POLICE_FORCE);
    ladder.add_stages()->set_id("local");
    ladder.add_stages()->set_id("watched");
    definition.add_indicators()->set_id("crime");
    auto& flag = *definition.add_assessments();
    flag.set_id("flag");
    flag.add_body_kinds(v1::BODY_KIND_CDRP);
    flag.add_grades("red");
    auto& grade = *definition.add_assessments();
    grade.set_id("grade");
    grade.add_body_kinds(v1::BODY_KIND_POLICE_FORCE);
    grade.add_grades("poor");
    auto& summary = *definition.add_assessments();
    summary.set_id("summary");
    summary.set_counter_terrorism(true);
    summary.add_grades("at_risk");
    auto& trigger = *definition.add_triggers();
    trigger.set_id("t");
    trigger.add_body_kinds(v1::BODY_KIND_POLICE_FORCE);
    trigger.add_indicators("crime");
    *trigger.mutable_raise_when() = condition_from(condition);
    *trigger.mutable_clear_when()->mutable_not_() = trigger.raise_when();
    trigger.set_severity(v1::SEVERITY_CONCERN);
    trigger.set_proposes("watched");
    trigger.set_source("ours");
    return definition;
}

std::vector<std::string> found(const v1::RulesetDefinition& definition) {
    const SourceMap sources;
    Findings findings{sources};
    const Ruleset ruleset{"", definition};
    check_triggers({ruleset, findings});
    std::vector<std::string> texts;
    for (const auto& finding : findings.take()) {
        if (finding.path.starts_with("triggers[0].raise_when")) {
            texts.push_back(finding.path + ": " + finding.issue.message());
        }
    }
    return texts;
}

TEST(GradesInTriggers, AreAskedForByThemselvesOrWithinOtherConditions) {
    EXPECT_THAT(found(asking("grade: {assessment: grade, grades: [poor]}")), ElementsAre());
    const auto nested = asking(
        "all: [{grade: {assessment: grade, grades: [poor]}}, {any: [{not: {grade: {assessment: "
        "flag, grades: [red]}}}]}]"
    );
    EXPECT_THAT(assessments_of_triggers(nested), ElementsAre("flag", "grade"));
}

TEST(GradesInTriggers, MustBeThoseOfTheRuleset) {
    EXPECT_THAT(
        found(asking("grade: {assessment: grade, grades: [por]}")),
        ElementsAre("triggers[0].raise_when.grade.grades[0]: there is no grade 'por'")
    );
}

TEST(GradesInTriggers, MustBeMadeOfTheBodiesLookedAt) {
    EXPECT_THAT(
        found(asking("grade: {assessment: flag, grades: [red]}")),
        ElementsAre(
            "triggers[0].raise_when.grade.assessment: 'flag' is not made of the bodies that "
            "the trigger looks at"
        )
    );
}

TEST(GradesInTriggers, OfCounterTerrorismStayThere) {
    auto definition = asking("grade: {assessment: summary, grades: [at_risk]}");
    EXPECT_THAT(
        found(definition),
        ElementsAre("triggers[0].raise_when.grade.assessment: 'summary' belongs to "
                    "counter-terrorism alone")
    );
    definition.mutable_triggers(0)->set_subject(v1::SUBJECT_COUNTER_TERRORISM);
    EXPECT_THAT(found(definition), ElementsAre());
}

}  // namespace grades_test
}  // namespace ladder::definition

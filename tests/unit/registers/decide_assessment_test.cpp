// Taking in assessments: all or none, with all that is wrong.
#include <functional>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/registers/desk.hpp"

namespace ladder::registers {
namespace decide_assessment_test {

using sample::World;
using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::HasSubstr;

v1::RecordAssessmentsRequest lawful() {
    v1::RecordAssessmentsRequest command;
    auto& graded = *command.add_assessments();
    graded.set_definition("graded");
    graded.set_body("bodies/north");
    graded.set_area("ra1");
    graded.set_grade("poor");
    graded.set_direction(v1::DIRECTION_OF_TRAVEL_STABLE);
    graded.set_assessed_on("2010-03-31");
    graded.set_published_on("2010-04-30");
    auto& scored = *command.add_assessments();
    scored.set_definition("scored");
    scored.set_body("bodies/south-authority");
    scored.set_score(4);
    scored.set_assessed_on("2010-03-31");
    return command;
}

base::Result<std::vector<NewRecord>> decide_on(const v1::RecordAssessmentsRequest& command) {
    World world;
    return decide(command, sample::context(), world.known());
}

TEST(RecordAssessments, NamesEachByWhatItJudges) {
    const auto made = decide_on(lawful());
    ASSERT_TRUE(made) << made.error().message;
    ASSERT_EQ(made->size(), 2U);
    EXPECT_EQ(made->at(0).name, "assessments/graded-north-ra1-2010-03-31");
    EXPECT_EQ(made->at(1).name, "assessments/scored-south-authority-2010-03-31");
    const auto graded = made->at(0).event.assessment_recorded().assessment();
    EXPECT_EQ(graded.marking(), v1::MARKING_RESTRICTED);
    EXPECT_EQ(graded.grade(), "poor");
}

struct Row {
    std::string name;
    std::function<void(v1::RecordAssessmentsRequest&)> change;
    std::vector<std::string> names;
};

class RecordAssessmentsRefuses : public testing::TestWithParam<Row> {};

TEST_P(RecordAssessmentsRefuses, AndNamesWhatIsWrong) {
    auto command = lawful();
    GetParam().change(command);
    const auto refused = decide_on(command);
    ASSERT_FALSE(refused) << "it was accepted";
    EXPECT_EQ(refused.error().code, base::Code::invalid_argument);
    EXPECT_THAT(sample::named(refused.error()), ElementsAreArray(GetParam().names))
        << refused.error().message;
}

// clang-format off
const Row rows[]{
    {"no_such_kind", [](auto& c) { c.mutable_assessments(1)->set_definition("scorde"); }, {"assessments[1].definition"}},
    {"no_such_body", [](auto& c) { c.mutable_assessments(0)->set_body("bodies/x"); }, {"assessments[0].body"}},
    {"a_body_of_another_kind", [](auto& c) { c.mutable_assessments(0)->set_body("bodies/south-authority"); }, {"assessments[0].body"}},
    {"another_country", [](auto& c) { c.mutable_assessments(0)->set_body("bodies/gwent"); }, {"assessments[0].body"}},
    {"no_such_area", [](auto& c) { c.mutable_assessments(0)->set_area("ra2"); }, {"assessments[0].area"}},
    {"an_area_where_none_is", [](auto& c) { c.mutable_assessments(1)->set_area("ra1"); }, {"assessments[1].area"}},
    {"no_such_grade", [](auto& c) { c.mutable_assessments(0)->set_grade("fine"); }, {"assessments[0].grade"}},
    {"a_grade_where_none_is", [](auto& c) { c.mutable_assessments(1)->set_grade("good"); }, {"assessments[1].grade"}},
    {"just_above", [](auto& c) { c.mutable_assessments(1)->set_score(4.01); }, {"assessments[1].score"}},
    {"just_below", [](auto& c) { c.mutable_assessments(1)->set_score(0.99); }, {"assessments[1].score"}},
    {"a_score_where_none_is", [](auto& c) { c.mutable_assessments(0)->set_score(1); }, {"assessments[0].score"}},
    {"a_direction_where_none_is", [](auto& c) { c.mutable_assessments(1)->set_direction(v1::DIRECTION_OF_TRAVEL_STABLE); }, {"assessments[1].direction"}},
    {"nothing_found", [](auto& c) { c.mutable_assessments(0)->clear_grade(); }, {"assessments[0].finding"}},
    {"published_first", [](auto& c) { c.mutable_assessments(0)->set_published_on("2010-03-30"); }, {"assessments[0].published_on"}},
    {"before_it_was_known", [](auto& c) { c.set_known_on("2010-04-29"); }, {"assessments[0].published_on"}},
    {"a_lower_marking", [](auto& c) { c.mutable_assessments(0)->set_marking(v1::MARKING_PROTECT); }, {"assessments[0].marking"}},
    {"the_same_twice", [](auto& c) { *c.add_assessments() = c.assessments(0); }, {"assessments[2]"}},
    {"several_at_once", [](auto& c) { c.mutable_assessments(0)->set_grade("fine"); c.mutable_assessments(1)->set_score(9); },
        {"assessments[0].grade", "assessments[1].score"}},
    {"none", [](auto& c) { c.clear_assessments(); }, {"assessments"}},
};
// clang-format on

INSTANTIATE_TEST_SUITE_P(
    Table,
    RecordAssessmentsRefuses,
    testing::ValuesIn(rows),
    [](const auto& test) { return test.param.name; }
);

TEST(RecordAssessments, SaysWhichGradesThereAre) {
    auto command = lawful();
    command.mutable_assessments(0)->set_grade("fine");
    EXPECT_THAT(decide_on(command).error().message, HasSubstr("it has good or poor"));
}

TEST(RecordAssessments, TakesManyFindingsOfOneDay) {
    v1::RecordAssessmentsRequest command;
    for (const auto* found : {"No plan.", "No owner."}) {
        auto& finding = *command.add_assessments();
        finding.set_definition("finding");
        finding.set_body("bodies/north");
        finding.set_finding(found);
        finding.set_assessed_on("2010-03-31");
    }
    const auto made = decide_on(command);
    ASSERT_TRUE(made) << made.error().message;
    EXPECT_EQ(made->at(1).name, "assessments/finding-north-2010-03-31-2");
}

TEST(RecordAssessments, TakesAnotherOnceTheFirstIsWithdrawn) {
    World world;
    auto& first = world.assessments["assessments/graded-north-ra1-2010-03-31"];
    EXPECT_THAT(
        sample::named(decide(lawful(), sample::context(), world.known()).error()),
        ElementsAre("assessments[0]")
    );
    first.set_withdrawn_on("2010-05-01");
    const auto made = decide(lawful(), sample::context(), world.known());
    ASSERT_TRUE(made) << made.error().message;
    EXPECT_EQ(made->at(0).name, "assessments/graded-north-ra1-2010-03-31-2");
}

TEST(WithdrawAssessment, StaysInTheRecordAndHappensOnce) {
    const auto made = decide_on(lawful()).value();
    auto assessment = sample::after(v1::Assessment{}, made[0].name, {made[0].event});
    v1::WithdrawAssessmentRequest command;
    command.set_etag("v1");
    command.set_reasons("Recorded of the wrong force.");
    command.set_effective_on("2010-03-30");
    EXPECT_THAT(
        sample::named(decide(assessment, command, sample::context()).error()),
        ElementsAre("effective_on")
    );
    command.clear_effective_on();
    command.set_known_on("2099-01-01");
    EXPECT_THAT(
        sample::named(decide(assessment, command, sample::context()).error()),
        ElementsAre("known_on")
    );
    command.clear_known_on();
    const auto events = decide(assessment, command, sample::context());
    ASSERT_TRUE(events) << events.error().message;
    assessment = sample::after(assessment, assessment.name(), *events);
    EXPECT_EQ(assessment.withdrawn_on(), "2010-06-01");
    EXPECT_EQ(assessment.grade(), "poor");
    command.set_etag("v2");
    EXPECT_EQ(
        decide(assessment, command, sample::context()).error().code, base::Code::failed_precondition
    );
}

}  // namespace decide_assessment_test
}  // namespace ladder::registers

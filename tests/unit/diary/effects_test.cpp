// What follows from moves and entries: deadlines set, met and set anew; tasks opened.
#include "engine/diary/effects.hpp"

#include <gmock/gmock.h>

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "tests/unit/diary/sample.hpp"

namespace ladder::diary {
namespace effects_test {

using namespace sample;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// The effects of a move written as text.
v1::TransitionDefinition effects(const std::string& text) {
    v1::TransitionDefinition transition;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &transition));
    return transition;
}

EffectSource source(std::string_view on, std::string set_by, std::string key = {}) {
    return {day(on), std::move(set_by), std::move(key), {}};
}

base::Result<command::Events> after(
    const Book& book, const std::string& text, const EffectSource& from
) {
    return follow(effects(text).effects(), book.view(), from, ruleset());
}

constexpr auto set_response = R"(effects { set_deadline { deadline: "response" } })";
constexpr auto set_named = R"(effects { set_deadline { deadline: "response" due_field: "by" } })";

TEST(Follow, SetsADeadlineByRuleAndCalendar) {
    Book book;
    book.apply(after(book, set_response, source("2009-08-25", "e3", "kpi")).value());
    ASSERT_EQ(book.deadlines.size(), 1);
    const auto& deadline = book.deadlines[0];
    EXPECT_EQ(deadline.id(), "l1");
    EXPECT_EQ(deadline.definition(), "response");
    EXPECT_EQ(deadline.title(), "The response to the letter");
    EXPECT_EQ(deadline.legal_basis(), "PPSG protocol");
    EXPECT_EQ(deadline.from_on(), "2009-08-25");
    EXPECT_EQ(deadline.rule().count(), 20);
    EXPECT_EQ(deadline.calendar(), "england-and-wales@2010");
    EXPECT_EQ(deadline.due_on(), "2009-09-23");  // 31 August is a bank holiday
    EXPECT_EQ(deadline.due_soon_on(), "2009-09-16");
    EXPECT_EQ(deadline.key(), "kpi");
    EXPECT_EQ(deadline.set_by(), "e3");
    EXPECT_EQ(deadline.state(), v1::DEADLINE_STATE_PENDING);
    EXPECT_FALSE(deadline.duty());
}

TEST(Follow, ADayNamedByAFieldStandsAsItIsNamed) {
    Book book;
    auto from = source("2009-08-25", "e1");
    from.value_of = [](std::string_view field) { return field == "by" ? "2009-10-03" : ""; };
    book.apply(after(book, set_named, from).value());
    ASSERT_EQ(book.deadlines.size(), 1);
    EXPECT_EQ(book.deadlines[0].due_on(), "2009-10-03");  // a Saturday
    EXPECT_FALSE(book.deadlines[0].has_rule());
}

TEST(Follow, AFieldThatIsNotGivenLeavesTheRule) {
    Book book;
    auto from = source("2009-08-25", "e1");
    from.value_of = [](std::string_view) { return std::string{}; };
    book.apply(after(book, set_named, from).value());
    ASSERT_EQ(book.deadlines.size(), 1);
    EXPECT_EQ(book.deadlines[0].due_on(), "2009-09-23");
}

TEST(Follow, ADayOutsideTheWindowIsRefusedWithTheWindow) {
    const Book book;
    auto from = source("2009-08-25", "e1");
    from.value_of = [](std::string_view) { return "2009-09-08"; };
    const auto refused = after(book, set_named, from);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, base::Code::failed_precondition);
    EXPECT_THAT(fields(refused.error()), ElementsAre("field:values.by"));
    EXPECT_THAT(
        refused.error().message,
        HasSubstr("2009-09-08 lies outside the window of 'The response to the letter': 2009-09-09 "
                  "(10 working days) to 2009-11-25 (3 months), counted from 2009-08-25 by the "
                  "calendar england-and-wales@2010")
    );
}

TEST(Follow, AllThatCannotBeSetIsNamedAtOnce) {
    const Book book;
    const auto refused = after(
        book,
        R"(effects { set_deadline { deadline: "notice" due_field: "on" } }
           effects { set_deadline { deadline: "response" } })",
        source("2010-12-20", "e1")
    );
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(refused.error().message, HasSubstr("names when 'The notice'"));
    EXPECT_THAT(refused.error().message, HasSubstr("from 2009-01-01 to 2010-12-31"));
}

TEST(Follow, MeetsWhatRunsOfADefinitionOnce) {
    Book book;
    book.apply(after(book, set_response, source("2009-08-25", "e1", "a")).value());
    book.apply(after(book, set_response, source("2009-08-25", "e2", "b")).value());
    const auto* meet = R"(effects { meet_deadline { deadline: "response" same_key: true } })";
    book.apply(after(book, meet, source("2009-09-01", "e3", "b")).value());
    EXPECT_EQ(book.deadlines[0].state(), v1::DEADLINE_STATE_PENDING);
    EXPECT_EQ(book.deadlines[1].state(), v1::DEADLINE_STATE_MET);
    EXPECT_EQ(book.deadlines[1].ended_on(), "2009-09-01");
    EXPECT_EQ(book.deadlines[1].ended_because(), "Met by e3.");
    EXPECT_THAT(after(book, meet, source("2009-09-02", "e4", "b")).value(), IsEmpty());

    const auto* all = R"(effects { meet_deadline { deadline: "response" } }
                         effects { meet_deadline { deadline: "response" } })";
    EXPECT_EQ(after(book, all, source("2009-09-02", "s1")).value().size(), 1U);
}

TEST(Follow, ADeadlineSetAnewTakesThePlaceOfTheEarlierOne) {
    Book book;
    book.apply(after(book, set_response, source("2009-08-25", "e1", "a")).value());
    book.apply(after(book, set_response, source("2009-08-25", "e2", "b")).value());
    book.apply(after(book, set_response, source("2009-09-01", "e3", "a")).value());
    ASSERT_EQ(book.deadlines.size(), 3);
    EXPECT_EQ(book.deadlines[0].state(), v1::DEADLINE_STATE_CANCELLED);
    EXPECT_EQ(book.deadlines[0].ended_because(), "Set anew by e3.");
    EXPECT_EQ(book.deadlines[1].state(), v1::DEADLINE_STATE_PENDING);
    EXPECT_EQ(book.deadlines[2].id(), "l3");
    EXPECT_EQ(book.deadlines[2].due_on(), "2009-09-29");
}

TEST(Follow, MetAndSetAgainInOneActIsMet) {
    Book book;
    book.apply(after(book, set_response, source("2009-08-25", "d1")).value());
    book.apply(after(
                   book,
                   R"(effects { meet_deadline { deadline: "response" } }
                      effects { set_deadline { deadline: "response" } })",
                   source("2009-09-01", "d2")
    )
                   .value());
    ASSERT_EQ(book.deadlines.size(), 2);
    EXPECT_EQ(book.deadlines[0].state(), v1::DEADLINE_STATE_MET);
    EXPECT_EQ(book.deadlines[1].state(), v1::DEADLINE_STATE_PENDING);
}

TEST(Follow, OpensTasksEachWithItsOwnIdAndStartsNoProcedure) {
    Book book;
    book.apply(after(
                   book,
                   R"(effects { open_task { role: "analyst" title: "Read" deadline: "report" } }
                      effects { start_procedure { procedure: "letter" } }
                      effects { open_task { role: "chair" title: "Sign" } })",
                   source("2009-11-28", "s2")
    )
                   .value());
    ASSERT_EQ(book.tasks.size(), 2);
    EXPECT_EQ(book.tasks[0].id(), "t1");
    EXPECT_EQ(book.tasks[0].due_on(), "2009-12-29");  // the 28th is a substitute day
    EXPECT_EQ(book.tasks[0].raised_by(), "s2");
    EXPECT_EQ(book.tasks[0].state(), v1::TASK_STATE_QUEUED);
    EXPECT_EQ(book.tasks[1].id(), "t2");
    EXPECT_EQ(book.tasks[1].role(), "chair");
    EXPECT_EQ(book.tasks[1].due_on(), "");
    EXPECT_EQ(book.deadlines.size(), 0);
}

}  // namespace effects_test
}  // namespace ladder::diary

// A case as one story: every line of it says who.
#include "services/cli/case_story.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

namespace ladder::cli {
namespace case_story_test {

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;

v1::Actor by(const char* person, const char* capacity) {
    v1::Actor actor;
    actor.set_person(person);
    actor.set_capacity(capacity);
    return actor;
}

void add_account(v1::Procedure& review, const char* id, const char* who, v1::Actor recorded_by) {
    auto& entry = *review.add_entries();
    entry.set_id(id);
    entry.set_record("commissioned_by");
    entry.set_effective_on("2010-01-11");
    *entry.mutable_recorded_by() = std::move(recorded_by);
    auto& value = *entry.add_values();
    value.set_field("who");
    value.set_value(who);
}

CaseStory kent() {
    CaseStory story;
    story.state.set_name("cases/kent-general-1");
    story.state.set_opened_on("2009-04-20");
    auto& fact = *story.state.add_facts();
    fact.set_id("f1");
    fact.set_fact("told");
    fact.set_effective_on("2009-04-21");
    fact.add_evidence("letter 14");
    *fact.mutable_recorded_by() = by("sam", "secretariat");
    auto& note = *story.state.add_notes();
    note.set_id("n1");
    note.set_effective_on("2010-03-16");
    note.set_text("A statement came out.");
    *note.mutable_recorded_by() = by("ann", "hmi");
    auto& review = story.procedures.emplace_back();
    review.set_name("procedures/review-1");
    review.set_started_on("2010-01-10");
    add_account(review, "e1", "hmic", by("sam", "secretariat"));
    add_account(review, "e2", "chief_constable", by("chief", "chief_constable"));
    return story;
}

TEST(CaseStory, SaysWhoEstablishedAFactAndWhoNoted) {
    EXPECT_THAT(
        in_words(kent(), false),
        AllOf(
            ContainsRegex("2009-04-21 +fact f1: told +sam \\(secretariat\\) +letter 14"),
            ContainsRegex("2010-03-16 +note n1 +ann \\(hmi\\) +A statement came out"),
            ContainsRegex("f1 +told +2009-04-21 +sam \\(secretariat\\) +letter 14")
        )
    );
}

TEST(CaseStory, TellsBothAccountsOfOneThing) {
    EXPECT_THAT(
        in_words(kent(), false),
        AllOf(
            ContainsRegex("review-1 e1: commissioned_by +sam \\(secretariat\\) +who=hmic"),
            ContainsRegex(
                "review-1 e2: commissioned_by +chief \\(chief_constable\\) +who=chief_constable"
            )
        )
    );
}

TEST(CaseStory, TellsAnEntryThatWasWithdrawnTwice) {
    auto story = kent();
    auto& entry = *story.procedures.front().mutable_entries(0);
    entry.set_withdrawn_on("2010-02-01");
    entry.set_withdrawn_because("It was the authority.");
    *entry.mutable_withdrawn_by() = by("rita", "hmic_analyst");
    const auto words = in_words(story, false);
    EXPECT_THAT(words, HasSubstr("It was the authority."));
    EXPECT_LT(words.find("who=hmic"), words.find("It was the authority."));
}

}  // namespace case_story_test
}  // namespace ladder::cli

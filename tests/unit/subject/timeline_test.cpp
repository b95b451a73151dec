// What happened, in plain words and in order.
#include "services/console/subject/timeline.hpp"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "small_rules.hpp"

namespace ladder::subject::test {

namespace timeline_test {

template <class Message>
Message parsed(const char* text) {
    Message message;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
    return message;
}

v1::Case small_case() {
    return parsed<v1::Case>(R"(
name: "cases/kent-general-1" body: "bodies/kent" ladder: "force" stage: "peer_support" subject: SUBJECT_GENERAL
opened_on: "2009-04-01" opening_reasons: "Poor" opened_by { person: "sam" capacity: "ppsg_chair" }
concerns { id: "c1" title: "Crime" domain: "local" raised_on: "2009-04-02" closed_on: "2010-01-01" closed_reason: "It fell"
           evidence: "Figures" raised_by { person: "ann" } closed_by { person: "ann" } }
facts { fact: "chief_told" effective_on: "2009-05-01" evidence: "Letter" recorded_by { person: "sam" } }
facts { fact: "chief_told" effective_on: "2009-05-02" withdrawn: true withdrawn_because: "No letter" recorded_by { person: "sam" } }
proposals { id: "p1" trigger: "rising_fast" indicator: "recorded_robbery" proposes: "peer_support" raised_on: "2009-03-31" }
recommendations { to_stage: "peer_support" effective_on: "2009-06-15" reasons: "Advised" recommender { person: "carol" capacity: "ppsg_chair" } }
decisions { id: "d1" outcome: DECISION_OUTCOME_MOVE from_stage: "calm" to_stage: "peer_support" effective_on: "2009-06-15"
            next_review_on: "2009-08-25" reasons: "It stands" decider { person: "denis" capacity: "hmcic" } superseded_by: "d2" }
)");
}

TEST(SubjectTimeline, TellsNewestFirstAndDecisionsBeforeWhatLedToThem) {
    const auto told = timeline_of({small_case()}, {}, small_titles());
    std::vector<std::string> what;
    for (const auto& one : told) {
        what.push_back(one.day + " " + one.what);
    }
    EXPECT_EQ(
        what,
        (std::vector<std::string>{
            "2010-01-01 Concern closed: Crime",
            "2009-06-15 Moved from Self-improvement to Peer support; next review 25 August 2009 "
            "(superseded)",
            "2009-06-15 Recommended: Peer support",
            "2009-05-02 Recorded in error: The chief constable has been told",
            "2009-05-01 The chief constable has been told",
            "2009-04-02 Concern raised: Crime",
            "2009-04-01 Case opened: General",
            "2009-03-31 The rules propose Peer support"})
    );
    EXPECT_EQ(small_titles().actor(told[1].who), "denis, Chief Inspector");
    EXPECT_EQ(told[1].link, "/cases/kent-general-1/decisions/d1");
    EXPECT_EQ(told[1].kind, "Decisions");
    EXPECT_EQ(told[5].why, "Local policing. Figures");
    EXPECT_EQ(told[7].who.person(), "") << "the rules are nobody";
    EXPECT_EQ(told[7].link, "/bodies/kent/triggers?case=kent-general-1#p1");
}

TEST(SubjectTimeline, TellsOfProceduresWithWhatWasEntered) {
    const auto plan = parsed<v1::Procedure>(R"(
name: "procedures/kent-improvement-plan-1" definition: "improvement-plan" started_on: "2009-08-25" reasons: "Asked for"
started_by { person: "sam" }
entries { id: "e1" record: "examination" effective_on: "2009-12-08" recorded_by { person: "ann" }
          values { field: "verdict" value: "does_not_convince" } note: "See minute" withdrawn_on: "2009-12-09"
          withdrawn_because: "Wrong plan" withdrawn_by { person: "ann" } }
steps { id: "s1" to_stage: "not_convincing" effective_on: "2009-12-10" reasons: "No" decider { person: "ann" } }
)");
    const auto told = timeline_of({}, {plan}, small_titles());
    ASSERT_EQ(told.size(), 4u);
    EXPECT_EQ(told[0].what, "Improvement plan: Not convincing");
    EXPECT_EQ(told[1].what, "Improvement plan: The plan is examined (withdrawn)");
    EXPECT_EQ(told[2].why, "Verdict: does not convince; See minute");
    EXPECT_EQ(told[3].what, "Improvement plan started");
    EXPECT_EQ(told[3].kind, "Improvement plan");
}

}  // namespace timeline_test

}  // namespace ladder::subject::test

// Each kind of event in one plain English line, and under its name.
#include <set>

#include "tests/unit/casework/refusals.hpp"

namespace ladder::command {
namespace describe_case_test {

using namespace casework::sample;

TEST(Describe, TellsTheRecordOfACase) {
    Desk desk;
    desk.ready_for_peer_support();
    desk.raise_trigger("robbery_up", "2010-12-31");
    desk.act(desk.move("peer_support"), hmcic());
    v1::CorrectDecisionRequest correct;
    correct.set_decision("d1");
    correct.set_reasons("Better words.");
    correct.add_evidence("Minutes");
    desk.act(correct, hmcic());
    std::vector<std::string> lines;
    std::vector<std::string> types;
    for (const auto& row : desk.record) {
        lines.push_back(describe(row.event));
        types.push_back(type_of(row.event));
    }
    EXPECT_THAT(
        lines,
        testing::ElementsAre(
            "Case opened for bodies/gwent, subject general, at self_improvement with effect from "
            "10 January 2011, under rulesets/sample@1.",
            "Concern c1 raised on 10 January 2011: Robbery rises against its peers",
            "Fact f1 recorded: chief_notified on 10 January 2011.",
            "Recommendation r1: bola@hmic.example as chair recommended a move to peer_support on "
            "10 January 2011.",
            "Trigger robbery_up raised for recorded_robbery at 31 December 2010, proposing "
            "peer_support (p1).",
            "Decision d1: anne@hmic.example as hmcic moved the case from self_improvement to "
            "peer_support with effect from 10 January 2011; next review on 11 March 2011.",
            "Decision d2: anne@hmic.example as hmcic corrected the words of decision d1 on 10 "
            "January 2011."
        )
    );
    EXPECT_THAT(
        types,
        testing::ElementsAre(
            "case_opened",
            "concern_raised",
            "fact_recorded",
            "recommendation_recorded",
            "trigger_raised",
            "decision_recorded",
            "decision_recorded"
        )
    );
}

TEST(Describe, HasALineAndATypeOfItsOwnForEveryKindOfEvent) {
    std::set<std::string> types;
    const auto* kind = v1::Event::descriptor()->oneof_decl(0);
    for (int i = 0; i < kind->field_count(); ++i) {
        v1::Event event;
        const auto* reflection = event.GetReflection();
        reflection->MutableMessage(&event, kind->field(i));
        EXPECT_EQ(type_of(event), kind->field(i)->name());
        EXPECT_TRUE(types.insert(type_of(event)).second);
        EXPECT_NE(describe(event), describe(v1::Event{})) << type_of(event);
    }
    EXPECT_EQ(type_of(v1::Event{}), "unknown");
}

TEST(Describe, NeverQuotesReasons) {
    Desk desk;
    auto command = desk.close();
    command.set_reasons("Protected words.");
    desk.act(command, secretariat());
    EXPECT_THAT(describe(desk.record.back().event), testing::Not(testing::HasSubstr("Protected")));
}

}  // namespace describe_case_test
}  // namespace ladder::command

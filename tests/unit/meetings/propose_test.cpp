// What is proposed for an agenda.
#include "engine/meetings/propose.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

namespace ladder::meetings {
namespace propose_test {

using testing::ElementsAre;

v1::Body body(const std::string& id, const std::string& title, v1::BodyKind kind) {
    v1::Body body;
    body.set_name("bodies/" + id);
    body.set_short_title(title);
    body.set_kind(kind);
    return body;
}

AgendaMatter matter() {
    AgendaMatter matter;
    for (const auto& each :
         {body("kent", "Kent", v1::BODY_KIND_POLICE_FORCE),
          body("avon", "Avon", v1::BODY_KIND_POLICE_FORCE),
          body("leeds", "Leeds", v1::BODY_KIND_CDRP)}) {
        matter.bodies[each.name()] = each;
    }
    for (const auto* id : {"p1", "p2"}) {
        auto& proposal = matter.proposals.emplace_back();
        proposal.set_id(id);
        proposal.set_case_name("cases/kent-general-1");
        proposal.set_body("bodies/kent");
        proposal.set_proposes("peer_support");
        proposal.set_indicator("robbery");
    }
    for (const auto* due : {"2011-02-01", "2011-02-02"}) {
        auto& head = matter.cases.emplace_back();
        head.set_body("bodies/avon");
        head.set_name(std::string{"cases/avon-general-"} + due);
        head.set_stage("watching_brief");
        head.set_next_review_on(due);
    }
    for (const auto* parent :
         {"procedures/kent-letter-1", "meetings/old", "cases/leeds-general-1"}) {
        auto& deadline = matter.deadlines.emplace_back();
        deadline.set_id("l1");
        deadline.set_parent(parent);
        deadline.set_title("The response");
        deadline.set_body(
            std::string_view{parent} == "cases/leeds-general-1" ? "bodies/leeds" : "bodies/kent"
        );
        deadline.set_due_on("2011-01-10");
        deadline.set_state(v1::DEADLINE_STATE_PENDING);
    }
    matter.cases_of_procedures["procedures/kent-letter-1"] = "cases/kent-general-1";
    matter.replies.push_back(
        {"procedures/kent-letter-1/entries/e1", "bodies/kent", "cases/kent-general-1", "response"}
    );
    return matter;
}

v1::Meeting meeting() {
    v1::Meeting meeting;
    meeting.set_name("meetings/group-1");
    meeting.set_held_on("2011-02-01");
    return meeting;
}

v1::MeetingKindDefinition forces_only() {
    v1::MeetingKindDefinition kind;
    kind.add_body_kinds(v1::BODY_KIND_POLICE_FORCE);
    return kind;
}

std::vector<std::string> told(const std::vector<v1::AgendaItem>& items) {
    std::vector<std::string> lines;
    for (const auto& item : items) {
        EXPECT_EQ(item.id(), "");
        lines.push_back(item.title() + " | " + item.case_name());
    }
    return lines;
}

TEST(Propose, ListsTheOverviewAndThenBodyByBody) {
    const auto items = propose(meeting(), forces_only(), matter());
    EXPECT_THAT(
        told(items),
        ElementsAre(
            "Overview | ",
            "Avon: review of watching_brief, due on 1 February 2011 | "
            "cases/avon-general-2011-02-01",
            "Kent: the rules propose peer_support (robbery) and 1 more | cases/kent-general-1",
            "Kent: The response, due on 10 January 2011 | cases/kent-general-1",
            "Kent: response | cases/kent-general-1"
        )
    );
    EXPECT_THAT(
        items[2].sources(),
        ElementsAre("cases/kent-general-1/proposals/p1", "cases/kent-general-1/proposals/p2")
    );
    EXPECT_EQ(items[3].reason(), v1::AGENDA_REASON_DEADLINE);
}

TEST(Propose, SpeaksOfStagesAndIndicatorsAsTheRulesetDoes) {
    v1::RulesetDefinition words;
    auto& ladder = *words.add_ladders();
    ladder.set_id("police-force");
    for (const auto& [id, title] :
         {std::pair{"peer_support", "Peer support"},
          std::pair{"watching_brief", "Watching brief"}}) {
        auto& stage = *ladder.add_stages();
        stage.set_id(id);
        stage.set_title(title);
    }
    auto& indicator = *words.add_indicators();
    indicator.set_id("robbery");
    indicator.set_title("Robbery of persons");
    const definition::Ruleset ruleset{"rulesets/test@1", words};
    auto known = matter();
    known.ruleset = &ruleset;
    known.cases.emplace_back().set_name("cases/kent-general-1");
    for (auto& head : known.cases) {
        head.set_ladder("police-force");
    }
    const auto lines = told(propose(meeting(), forces_only(), known));
    EXPECT_THAT(
        lines,
        testing::IsSupersetOf(
            {"Avon: review of Watching brief, due on 1 February 2011 | "
             "cases/avon-general-2011-02-01",
             "Kent: the rules propose Peer support (Robbery of persons) and 1 more | "
             "cases/kent-general-1"}
        )
    );
}

TEST(Propose, LeavesOutWhatIsOnTheAgendaAlready) {
    auto state = meeting();
    state.add_items()->set_reason(v1::AGENDA_REASON_OVERVIEW);
    auto& kept = *state.add_items();
    kept.add_sources("cases/kent-general-1/proposals/p1");
    kept.add_sources("cases/avon-general-2011-02-01");
    const auto items = propose(state, forces_only(), matter());
    EXPECT_THAT(
        told(items),
        ElementsAre(
            "Kent: the rules propose peer_support (robbery) | cases/kent-general-1",
            "Kent: The response, due on 10 January 2011 | cases/kent-general-1",
            "Kent: response | cases/kent-general-1"
        )
    );
}

TEST(Propose, LeavesNoBodyOutWhereTheKindNamesNone) {
    const auto items = propose(meeting(), {}, matter());
    EXPECT_THAT(
        told(items).back(), "Leeds: The response, due on 10 January 2011 | cases/leeds-general-1"
    );
}

}  // namespace propose_test
}  // namespace ladder::meetings

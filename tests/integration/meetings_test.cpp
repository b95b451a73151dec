// Meetings over the journal: many streams in one commit, or none of them.
#include <future>

#include "db/stream_reader.hpp"
#include "db/verify.hpp"
#include "services/api/application.hpp"
#include "services/api/meeting_commands.hpp"
#include "services/api/reads.hpp"
#include "tests/integration/ground.hpp"
#include "tests/unit/meetings/board.hpp"

namespace ladder::db {
namespace {

using casework::sample::analyst;
using casework::sample::chair;
using casework::sample::hmcic;
using casework::sample::secretariat;
using meetings::sample::attendance;
using meetings::sample::item;

class Meetings : public OnBoth {
protected:
    Ground ground_{GetParam()};
    api::View view() { return api::View::everything(app_); }

    api::Application app_{ground_.database(), ground_.writer(), [this] { return ground_.now(); }};
    v1::Meeting meeting_;

    // Three forces with a case each, and the rules of the meetings' tests.
    void SetUp() override {
        NewEvent published{"rulesets/sample", {}, {}};
        *published.event.mutable_ruleset_published()->mutable_definition() =
            meetings::sample::ruleset().definition();
        std::vector<NewEvent> events{published};
        for (int i = 1; i <= 3; ++i) {
            NewEvent registered{"bodies/force-" + std::to_string(i), {}, {}};
            auto& body = *registered.event.mutable_body_registered()->mutable_body();
            body = casework::sample::gwent();
            body.set_name(registered.stream);
            body.set_short_title("Force " + std::to_string(i));
            events.push_back(registered);
        }
        must(ground_.submit(
            Ground::recording(std::move(events), ground_.new_request_id(), secretariat())
        ));
        for (int i = 1; i <= 3; ++i) {
            ground_.open_case(i);
        }
    }

    // Calls an RPC of meetings at the etag of the meeting, and keeps the meeting that it answers.
    template <class Response, class Request>
    base::Result<void> call(
        void (*command)(const api::Desk&, const v1::Actor&, Request, api::Done), Request request
    ) {
        if constexpr (requires { request.set_name(""); }) {
            request.set_name(meeting_.name());
            request.set_etag(meeting_.etag());
        }
        request.set_request_id(ground_.new_request_id());
        std::promise<base::Result<std::string>> promise;
        auto answer = promise.get_future();
        command(view().writer, secretariat(), request, [&](base::Result<std::string> bytes) {
            promise.set_value(std::move(bytes));
        });
        const auto bytes = answer.get();
        if (!bytes) {
            return bytes.error();
        }
        Response response;
        response.ParseFromString(*bytes);
        meeting_ = response.meeting();
        return {};
    }

    void plan() {
        v1::PlanMeetingRequest request;
        request.set_meeting_id("group-1");
        request.set_kind("ppsg");
        request.set_title("Meeting 1");
        request.set_held_on("2011-01-10");
        must(call<v1::PlanMeetingResponse>(api::plan_meeting, request));
    }

    static std::string case_name(int force) {
        return "cases/force-" + std::to_string(force) + "-general-1";
    }

    void set_agenda() {
        v1::SetAgendaRequest agenda;
        for (int i = 1; i <= 3; ++i) {
            *agenda.add_items() =
                item(v1::AGENDA_REASON_REVIEW, "Force " + std::to_string(i), case_name(i));
        }
        must(call<v1::SetAgendaResponse>(api::set_agenda, agenda));
    }

    void freeze() { must(call<v1::FreezePackResponse>(api::freeze_pack, v1::FreezePackRequest{})); }

    void attend() {
        v1::RecordAttendanceRequest request;
        *request.add_attendance() = attendance(chair(), v1::ATTENDANCE_KIND_CHAIR);
        *request.add_attendance() = attendance(hmcic(), v1::ATTENDANCE_KIND_MEMBER);
        must(call<v1::RecordAttendanceResponse>(api::record_attendance, request));
    }

    // The case of item i remains, with an action.
    void settle(int i) {
        v1::RecordOutcomeRequest request;
        request.set_item("i" + std::to_string(i));
        auto& decision = *request.mutable_outcome()->add_decisions()->mutable_decision();
        decision = remain("The group heard force " + std::to_string(i) + ".");
        *decision.mutable_decider() = hmcic();
        auto& action = *request.mutable_outcome()->add_actions();
        action.set_title("Write to force " + std::to_string(i));
        action.set_role("analyst");
        must(call<v1::RecordOutcomeResponse>(api::record_outcome, request));
    }

    base::Result<void> close() {
        v1::CloseMeetingRequest request;
        request.set_minutes("All three were heard.");
        return call<v1::CloseMeetingResponse>(api::close_meeting, request);
    }

    void hold() {
        plan();
        set_agenda();
        freeze();
        attend();
        settle(1);
        settle(2);
        settle(3);
    }
};

LADDER_ON_BOTH(Meetings);

TEST_P(Meetings, CloseWritesEveryStreamInOneCommit) {
    hold();
    const auto before = ground_.journal_size();
    must(close());
    // Three decisions, three actions, the next meeting's deadline, the closing.
    EXPECT_EQ(ground_.journal_size(), before + 8);
    EXPECT_EQ(
        ground_.count(
            "SELECT count(DISTINCT stream) FROM journal WHERE position >= " + std::to_string(before)
        ),
        4
    );
    EXPECT_EQ(
        ground_.count(
            "SELECT count(DISTINCT request_id) FROM journal WHERE position >= " +
            std::to_string(before)
        ),
        1
    );
    for (int i = 1; i <= 3; ++i) {
        const auto state = ground_.read_case(case_name(i));
        ASSERT_EQ(state.decisions_size(), 1);
        EXPECT_EQ(state.decisions(0).reasons(), "The group heard force " + std::to_string(i) + ".");
        EXPECT_EQ(meeting_.items(i - 1).outcome().decisions(0).recorded(), "d1");
    }
    EXPECT_EQ(meeting_.tasks_size(), 3);
    EXPECT_EQ(meeting_.state(), v1::MEETING_STATE_CLOSED);
    EXPECT_TRUE(must(verify(ground_.database())).clean());
}

TEST_P(Meetings, ACaseThatMovedOnInBetweenRefusesTheWhole) {
    hold();
    ground_.raise_concern(ground_.read_case(case_name(2)), "Detections");
    const auto before = ground_.journal_size();
    const auto dump = ground_.dump_read_models();
    const auto refused = close();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::aborted);
    ASSERT_EQ(refused.error().details.size(), 1U);
    EXPECT_EQ(std::get<v1::StaleEtag>(refused.error().details[0]).name(), case_name(2));
    EXPECT_EQ(ground_.journal_size(), before);
    EXPECT_EQ(ground_.dump_read_models(), dump);
    settle(2);
    must(close());
    EXPECT_EQ(ground_.read_case(case_name(2)).decisions_size(), 1);
}

TEST_P(Meetings, AMissingOutcomeRefusesTheWhole) {
    plan();
    set_agenda();
    freeze();
    attend();
    settle(1);
    settle(3);
    const auto before = ground_.journal_size();
    const auto refused = close();
    ASSERT_FALSE(refused);
    ASSERT_EQ(refused.error().details.size(), 1U);
    EXPECT_EQ(std::get<v1::UnmetGate>(refused.error().details[0]).gate(), "i2/outcome");
    EXPECT_EQ(ground_.journal_size(), before);
    EXPECT_EQ(ground_.read_case(case_name(1)).decisions_size(), 0);
}

TEST_P(Meetings, CloseAfterDeadlinesOfTheirCasesFiredOvernight) {
    const auto tell = [&](v1::Event event) {
        must(ground_.submit(Ground::recording(
            {{case_name(1), std::move(event), {}}}, ground_.new_request_id(), analyst()
        )));
    };
    v1::Event set;
    set.mutable_deadline_set()->mutable_deadline()->set_id("l1");
    set.mutable_deadline_set()->mutable_deadline()->set_due_on("2011-01-09");
    tell(set);
    hold();
    v1::Event fired;
    fired.mutable_deadline_fired()->set_id("l1");
    fired.mutable_deadline_fired()->set_due_on("2011-01-09");
    tell(fired);
    // Another node, which reads the case from the journal.
    const auto database = ground_.another_database();
    const auto writer = ground_.another_writer(*database);
    v1::CloseMeetingRequest request;
    request.set_name(meeting_.name());
    request.set_etag(meeting_.etag());
    request.set_minutes("All three were heard.");
    request.set_request_id(ground_.new_request_id());
    std::promise<base::Result<std::string>> closed;
    api::close_meeting(
        api::Desk::everything(*writer),
        secretariat(),
        request,
        [&](base::Result<std::string> answer) { closed.set_value(std::move(answer)); }
    );
    must(closed.get_future().get());
    EXPECT_EQ(ground_.read_case(case_name(1)).decisions_size(), 1);
}

TEST_P(Meetings, ValidateOnlyTellsTheSameAndWritesNothing) {
    hold();
    const auto before = ground_.journal_size();
    v1::CloseMeetingRequest request;
    request.set_minutes("All three were heard.");
    request.set_validate_only(true);
    const auto planned = meeting_;
    must(call<v1::CloseMeetingResponse>(api::close_meeting, request));
    EXPECT_EQ(meeting_.state(), v1::MEETING_STATE_CLOSED);
    EXPECT_EQ(ground_.journal_size(), before);
    meeting_ = planned;
    must(close());
}

TEST_P(Meetings, ThePackStandsWhateverComesLater) {
    plan();
    set_agenda();
    const auto seen = ground_.read_case(case_name(1));
    freeze();
    ground_.raise_concern(seen, "Detections");
    v1::GetMeetingRequest request;
    request.set_name(meeting_.name());
    request.set_with_pack(true);
    const auto read = must(api::get_meeting(view(), request));
    ASSERT_EQ(read.pack().items_size(), 3);
    EXPECT_EQ(read.pack().items(0).case_().SerializeAsString(), seen.SerializeAsString());
    EXPECT_EQ(read.meeting().pack().digest().size(), 32U);
    EXPECT_EQ(read.meeting().pack().journal_size(), ground_.journal_size() - 2);
}

TEST_P(Meetings, AgendasAreProposedFromReviewsAndProposals) {
    ground_.raise_trigger(ground_.read_case(case_name(3)), "2010-12-31");
    plan();
    v1::ProposeAgendaRequest request;
    request.set_name(meeting_.name());
    const auto proposed = must(api::propose_agenda(view(), request));
    ASSERT_EQ(proposed.items_size(), 2);
    EXPECT_EQ(proposed.items(0).reason(), v1::AGENDA_REASON_OVERVIEW);
    EXPECT_EQ(proposed.items(1).reason(), v1::AGENDA_REASON_PROPOSAL);
    EXPECT_EQ(proposed.items(1).case_name(), case_name(3));
    EXPECT_EQ(proposed.items(1).sources(0), case_name(3) + "/proposals/p1");
}

TEST_P(Meetings, AreListedAsTheyStandNewestFirst) {
    hold();
    v1::ListMeetingsRequest request;
    const auto listed = must(api::list_meetings(view(), request));
    ASSERT_EQ(listed.meetings_size(), 1);
    EXPECT_EQ(listed.meetings(0).settled_items(), 3);
    EXPECT_EQ(listed.meetings(0).etag(), meeting_.etag());
    request.set_state(v1::MEETING_STATE_CLOSED);
    EXPECT_EQ(must(api::list_meetings(view(), request)).meetings_size(), 0);
}

}  // namespace
}  // namespace ladder::db

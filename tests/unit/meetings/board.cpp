#include "tests/unit/meetings/board.hpp"

#include <stdexcept>

#include <fmt/format.h>
#include <google/protobuf/text_format.h>

namespace ladder::meetings::sample {

namespace cs = casework::sample;

namespace {

constexpr auto kinds = R"pb(
    deadlines {
      id: "next_group"
      title: "The next meeting of the group"
      due { count: 6 unit: TIME_UNIT_WEEKS }
    }
    meeting_kinds {
      id: "ppsg"
      title: "The group"
      chair: "chair"
      members: [ "hmcic", "analyst" ]
      legal_basis: "Landscape paper, paragraph 47"
      next_meeting: "next_group"
    }
    meeting_kinds {
      id: "panel"
      title: "The panel"
      chair: "chair"
      members: [ "hmcic", "analyst" ]
      legal_basis: "Guidance, chapter 5"
      official_secrets_reminder: true
      body_kinds: BODY_KIND_POLICE_AUTHORITY
    }
)pb";

v1::RulesetDefinition definition() {
    auto definition = cs::definition();
    v1::RulesetDefinition more;
    if (!google::protobuf::TextFormat::ParseFromString(kinds, &more)) {
        throw std::logic_error{"the kinds of meetings do not parse"};
    }
    definition.MergeFrom(more);
    for (auto& role : *definition.mutable_roles()) {
        if (role.id() == "secretariat") {
            role.add_may(v1::PERMISSION_RUN_MEETING);
        }
    }
    return definition;
}

diary::LastChange last_change(const casework::sample::Desk& desk) {
    diary::LastChange last;
    for (const auto& row : desk.record) {
        last.note(row.event, row.recorded);
    }
    return last;
}

}  // namespace

const definition::Ruleset& ruleset() {
    static const definition::Ruleset rules{"rulesets/sample@1", definition()};
    return rules;
}

Board::Board() : first{v1::SUBJECT_GENERAL, ruleset()}, second{v1::SUBJECT_CONFIDENCE, ruleset()} {
    on("2011-01-20");
    first.ready_for_peer_support();
    for (auto* desk : {&first, &second}) {
        v1::Event set;
        auto& deadline = *set.mutable_deadline_set()->mutable_deadline();
        deadline.set_id("l1");
        deadline.set_title("The plan");
        deadline.set_due_on("2011-01-31");
        desk->apply_all({set});
    }
    on("2011-02-01");
}

void Board::fire(casework::sample::Desk& desk) {
    v1::Event fired;
    fired.mutable_deadline_fired()->set_id("l1");
    fired.mutable_deadline_fired()->set_due_on("2011-01-31");
    v1::Event opened;
    auto& task = *opened.mutable_task_opened()->mutable_task();
    task.set_id(fmt::format("t{}", desk.state.tasks_size() + 1));
    task.set_title("Ask where the plan is");
    task.set_raised_by("l1");
    desk.apply_all({fired, opened});
}

void Board::on(std::string_view iso) {
    first.on(iso);
    second.on(iso);
}

Context Board::context() const {
    static const v1::Body body = cs::gwent();
    return {
        ruleset(),
        caller,
        first.now,
        [this](const std::string& name) -> CaseFile {
            casework::Surroundings around;
            around.body = &body;
            for (const auto* desk : {&first, &second}) {
                if (desk->state.name() == name) {
                    return {&desk->state, &ruleset(), around, last_change(*desk)};
                }
            }
            return {};
        },
        [](const std::string& name) { return name == body.name() ? &body : nullptr; }};
}

base::Result<Events> Board::decide(const v1::FreezePackRequest& command) const {
    const auto content = pack_of(state, context()).SerializeAsString();
    return meetings::decide(state, command, {content, "digest of it", 42}, context());
}

base::Result<Acts> Board::decide(const v1::PlanMeetingRequest& command) const {
    return meetings::decide(std::vector<const v1::Meeting*>{}, command, context());
}

casework::sample::Desk* Board::desk_of(std::string_view name) {
    for (auto* desk : {&first, &second}) {
        if (desk->state.name() == name) {
            return desk;
        }
    }
    return nullptr;
}

void Board::apply_all(const Acts& acts) {
    for (const auto& act : acts) {
        record.push_back(act);
        if (auto* desk = desk_of(act.stream); desk != nullptr) {
            desk->apply_all({act.event});
            continue;
        }
        state.set_name(act.stream);
        apply(
            state,
            act.event,
            {0, state.version() + 1, first.now, caller, base::day_of(first.now), false}
        );
    }
}

void Board::apply_all(const Events& events) {
    Acts acts;
    for (const auto& event : events) {
        acts.push_back({state.name(), event});
    }
    apply_all(acts);
}

void Board::plan(const std::string& kind) {
    v1::PlanMeetingRequest command;
    command.set_meeting_id("group-1");
    command.set_kind(kind);
    command.set_title("Meeting 1");
    command.set_held_on("2011-02-01");
    apply_all(decide(command).value());
}

void Board::set_agenda() {
    v1::SetAgendaRequest command;
    *command.add_items() = item(v1::AGENDA_REASON_PROPOSAL, "Robbery", first.state.name());
    *command.add_items() = item(v1::AGENDA_REASON_REVIEW, "Confidence", second.state.name());
    *command.add_items() = item(v1::AGENDA_REASON_OVERVIEW, "Overview", "");
    act(command);
}

void Board::freeze() {
    act(v1::FreezePackRequest{});
}

void Board::attend() {
    v1::RecordAttendanceRequest command;
    *command.add_attendance() = attendance(cs::chair(), v1::ATTENDANCE_KIND_CHAIR);
    *command.add_attendance() = attendance(cs::hmcic(), v1::ATTENDANCE_KIND_MEMBER);
    *command.add_attendance() = attendance(cs::analyst(), v1::ATTENDANCE_KIND_MEMBER);
    *command.add_attendance() = attendance(cs::home_secretary(), v1::ATTENDANCE_KIND_APOLOGIES);
    act(command);
}

void Board::ready() {
    plan();
    set_agenda();
    freeze();
    attend();
}

void Board::settle_all() {
    act(move());
    act(remain());
    act(note("i3"));
}

v1::RecordOutcomeRequest Board::note(const std::string& item) const {
    v1::RecordOutcomeRequest command;
    command.set_etag(state.etag());
    command.set_item(item);
    command.mutable_outcome()->set_note("Heard.");
    return command;
}

v1::RecordOutcomeRequest Board::move() const {
    auto command = note("i1");
    auto& decision = *command.mutable_outcome()->add_decisions()->mutable_decision();
    decision = first.move("peer_support");
    decision.clear_name();
    decision.clear_etag();
    *decision.mutable_decider() = cs::hmcic();
    return command;
}

v1::RecordOutcomeRequest Board::remain() const {
    auto command = note("i2");
    auto& decision = *command.mutable_outcome()->add_decisions()->mutable_decision();
    decision = second.remain();
    decision.clear_name();
    decision.clear_etag();
    *decision.mutable_decider() = cs::hmcic();
    return command;
}

v1::CloseMeetingRequest Board::close() const {
    v1::CloseMeetingRequest command;
    command.set_etag(state.etag());
    command.set_minutes("The group met and heard both.");
    return command;
}

v1::AgendaItem item(
    v1::AgendaReason reason, const std::string& title, const std::string& case_name
) {
    v1::AgendaItem item;
    item.set_reason(reason);
    item.set_title(title);
    item.set_case_name(case_name);
    return item;
}

v1::Attendance attendance(const v1::Actor& person, v1::AttendanceKind kind) {
    v1::Attendance attendance;
    *attendance.mutable_person() = person;
    attendance.set_kind(kind);
    return attendance;
}

}  // namespace ladder::meetings::sample

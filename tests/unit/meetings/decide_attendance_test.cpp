// Who is there, and who takes no part in an item.
#include "tests/unit/meetings/refusals.hpp"

namespace ladder::meetings {
namespace decide_attendance_test {

using namespace sample;
using base::Code;
using Attend = v1::RecordAttendanceRequest;

class RecordAttendance : public testing::TestWithParam<sample::Refusal<Attend>> {};

TEST_P(RecordAttendance, NamesWhatIsMissing) {
    Board board;
    board.ready();
    Attend command;
    *command.mutable_attendance() = board.state.attendance();
    expect_row(GetParam(), board, command);
}

const sample::Refusal<Attend> attend_rows[]{
    {"lawful", [](Board&, Attend&) {}, {}, {}},
    {"known_before_today", [](Board&, Attend& c) { c.set_known_on("2011-01-31"); }, {}, {}},
    {"known_in_the_future",
     [](Board&, Attend& c) { c.set_known_on("2099-01-01"); },
     Code::invalid_argument,
     {"field:known_on"}},
    {"of_a_guest_in_a_role_that_is_no_member",
     [](Board&, Attend& c) { c.mutable_attendance(3)->set_kind(v1::ATTENDANCE_KIND_INVITED); },
     {},
     {}},
    {"of_a_member_in_a_role_that_is_none",
     [](Board&, Attend& c) { c.mutable_attendance(3)->set_kind(v1::ATTENDANCE_KIND_MEMBER); },
     Code::invalid_argument,
     {"field:attendance[3].person.capacity"}},
    {"of_a_chair_in_another_role",
     [](Board&, Attend& c) {
         c.mutable_attendance(0)->set_kind(v1::ATTENDANCE_KIND_MEMBER);
         c.mutable_attendance(1)->set_kind(v1::ATTENDANCE_KIND_CHAIR);
     },
     Code::invalid_argument,
     {"field:attendance[1].person.capacity"}},
    {"of_two_chairs",
     [](Board&, Attend& c) {
         c.mutable_attendance(1)->mutable_person()->set_capacity("chair");
         c.mutable_attendance(1)->set_kind(v1::ATTENDANCE_KIND_CHAIR);
     },
     Code::invalid_argument,
     {"field:attendance[1].kind"}},
    {"of_a_person_twice",
     [](Board&, Attend& c) {
         c.mutable_attendance(2)->mutable_person()->set_person("ANNE@hmic.example");
     },
     Code::invalid_argument,
     {"field:attendance[2].person.person"}},
    {"of_nobody",
     [](Board&, Attend& c) { c.clear_attendance(); },
     Code::invalid_argument,
     {"field:attendance"}},
    {"with_everything_wrong",
     [](Board&, Attend& c) { c.mutable_attendance(1)->Clear(); },
     Code::invalid_argument,
     {"field:attendance[1].person.person",
      "field:attendance[1].kind",
      "field:attendance[1].person.capacity"}},
    {"without_somebody_recused",
     [](Board& board, Attend& c) {
         v1::RecordRecusalRequest recusal;
         recusal.set_item("i1");
         recusal.mutable_recusal()->set_person("dev@hmic.example");
         recusal.mutable_recusal()->set_reason("Worked there.");
         board.act(recusal);
         c.set_etag(board.state.etag());
         c.mutable_attendance()->DeleteSubrange(2, 1);
     },
     Code::invalid_argument,
     {"field:attendance"}},
};

INSTANTIATE_TEST_SUITE_P(Table, RecordAttendance, testing::ValuesIn(attend_rows), by_name);

using Recuse = v1::RecordRecusalRequest;

class RecordRecusal : public testing::TestWithParam<sample::Refusal<Recuse>> {};

TEST_P(RecordRecusal, NamesWhatIsMissing) {
    Board board;
    board.ready();
    Recuse command;
    command.set_item("i1");
    command.mutable_recusal()->set_person("dev@hmic.example");
    command.mutable_recusal()->set_reason("Worked there until last year.");
    expect_row(GetParam(), board, command);
}

const sample::Refusal<Recuse> recuse_rows[]{
    {"lawful", [](Board&, Recuse&) {}, {}, {}},
    {"known_before_today", [](Board&, Recuse& c) { c.set_known_on("2011-01-31"); }, {}, {}},
    {"known_in_the_future",
     [](Board&, Recuse& c) { c.set_known_on("2099-01-01"); },
     Code::invalid_argument,
     {"field:known_on"}},
    {"of_an_item_that_is_not_there",
     [](Board&, Recuse& c) { c.set_item("i9"); },
     Code::invalid_argument,
     {"field:item"}},
    {"without_a_reason",
     [](Board&, Recuse& c) { c.mutable_recusal()->clear_reason(); },
     Code::invalid_argument,
     {"field:recusal.reason"}},
    {"of_somebody_who_sent_apologies",
     [](Board&, Recuse& c) { c.mutable_recusal()->set_person("elin@homeoffice.example"); },
     Code::failed_precondition,
     {}},
    {"of_a_stranger",
     [](Board&, Recuse& c) { c.mutable_recusal()->set_person("zed@nowhere.example"); },
     Code::failed_precondition,
     {}},
    {"twice",
     [](Board& board, Recuse& c) {
         board.act(c);
         c.set_etag(board.state.etag());
     },
     Code::failed_precondition,
     {}},
};

INSTANTIATE_TEST_SUITE_P(Table, RecordRecusal, testing::ValuesIn(recuse_rows), by_name);

}  // namespace decide_attendance_test
}  // namespace ladder::meetings

// Remarks.
#include "tests/unit/casework/refusals.hpp"

namespace ladder::casework {
namespace decide_note_test {

using namespace sample;
using base::Code;
using Note = v1::AddNoteRequest;

struct NoteRow {
    const char* name;
    std::function<void(Desk&, Note&)> change;
    std::optional<Code> code;
    std::vector<std::string> names;
};

class AddNote : public testing::TestWithParam<NoteRow> {};

TEST_P(AddNote, NamesWhatIsMissing) {
    Desk desk;
    Note command;
    command.set_text("The chair telephoned.");
    GetParam().change(desk, command);
    const auto result = desk.decide(command);
    if (!GetParam().code) {
        ASSERT_TRUE(result.has_value()) << result.error().message;
        return;
    }
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(base::to_string(result.error().code), base::to_string(*GetParam().code));
    EXPECT_THAT(named(result.error()), testing::ElementsAreArray(GetParam().names));
}

const NoteRow note_rows[]{
    {"lawful", [](Desk&, Note&) {}, {}, {}},
    {"by_any_role", [](Desk& desk, Note&) { desk.caller = chair(); }, {}, {}},
    {"by_no_role",
     [](Desk& desk, Note&) { desk.caller.set_capacity("king"); },
     Code::permission_denied,
     {}},
    {"with_everything_wrong",
     [](Desk&, Note& c) {
         c.set_text(" ");
         c.set_marking(static_cast<v1::Marking>(77));
         c.set_effective_on("2011-01-11");
     },
     Code::invalid_argument,
     {"field:text", "field:marking", "field:effective_on"}},
    {"on_a_closed_case",
     [](Desk& desk, Note&) { desk.state.set_closed_on("2011-01-10"); },
     Code::failed_precondition,
     {}},
};

INSTANTIATE_TEST_SUITE_P(Table, AddNote, testing::ValuesIn(note_rows), by_name);

TEST(AddNote, NumbersNotesAndChangesNothingElse) {
    Desk desk;
    Note command;
    command.set_text("The chair telephoned.");
    command.set_marking(v1::MARKING_RESTRICTED);
    const auto before = desk.state;
    desk.apply_all(desk.decide(command).value());
    desk.apply_all(desk.decide(command).value());
    ASSERT_EQ(desk.state.notes_size(), 2);
    EXPECT_EQ(desk.state.notes(1).id(), "n2");
    EXPECT_EQ(desk.state.notes(1).marking(), v1::MARKING_RESTRICTED);
    EXPECT_EQ(desk.state.notes(1).recorded_by().capacity(), "secretariat");
    EXPECT_EQ(desk.state.stage(), before.stage());
    EXPECT_EQ(desk.state.stage_version(), before.stage_version());
}

}  // namespace decide_note_test
}  // namespace ladder::casework

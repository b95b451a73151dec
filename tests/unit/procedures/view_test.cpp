// The head of a procedure equals what the whole says.
#include "tests/unit/procedures/expect.hpp"

namespace ladder::procedures {
namespace view_test {

using namespace sample;

TEST(SummaryOfAProcedure, SaysWhereItStandsAndWhatIsNextDue) {
    ProcedureDesk desk;
    desk.form_team();
    const auto head = summary_of(desk.state);
    EXPECT_EQ(head.name(), desk.state.name());
    EXPECT_EQ(head.case_name(), "cases/gwent-general-1");
    EXPECT_EQ(head.stage(), "team");
    EXPECT_EQ(head.next_due_on(), "2011-01-20");
    EXPECT_EQ(head.open_tasks(), 1);
    EXPECT_EQ(head.etag(), desk.state.etag());
    EXPECT_EQ(head.ended_on(), "");
}

TEST(EntryStandsOn, ItsDaysOnly) {
    v1::Entry entry;
    entry.set_effective_on("2011-01-10");
    entry.set_expires_on("2011-01-20");
    EXPECT_FALSE(stands_on(entry, "2011-01-09"));
    EXPECT_TRUE(stands_on(entry, "2011-01-10"));
    EXPECT_TRUE(stands_on(entry, "2011-01-20"));
    EXPECT_FALSE(stands_on(entry, "2011-01-21"));
    entry.set_withdrawn_on("2011-01-15");
    EXPECT_TRUE(stands_on(entry, "2011-01-14"));
    EXPECT_FALSE(stands_on(entry, "2011-01-15"));
}

}  // namespace view_test
}  // namespace ladder::procedures

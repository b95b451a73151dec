// Names of deadlines and tasks, and the records they live in.
#include <gtest/gtest.h>

#include "engine/diary/decide.hpp"

namespace ladder::diary {
namespace holder_test {

TEST(Names, TellTheRecordAndTheItem) {
    EXPECT_EQ(item_parent("procedures/y/deadlines/l1", "deadlines"), "procedures/y");
    EXPECT_EQ(item_id("procedures/y/deadlines/l1", "deadlines"), "l1");
    EXPECT_EQ(item_parent("meetings/m/tasks/t12", "tasks"), "meetings/m");
    EXPECT_EQ(item_id("meetings/m/tasks/t12", "tasks"), "t12");
}

TEST(Names, OfAnotherShapeTellNothing) {
    for (const auto* name :
         {"",
          "l1",
          "procedures/y",
          "deadlines/l1",
          "procedures/y/tasks/t1",
          "procedures/deadlines"}) {
        EXPECT_EQ(item_parent(name, "deadlines"), "") << name;
        EXPECT_EQ(item_id(name, "deadlines"), "") << name;
    }
}

TEST(Holder, KnowsWhatItIsAndWhenItEnded) {
    v1::Case state;
    state.set_closed_on("2009-09-01");
    EXPECT_EQ(Holder{state}.what(), "case");
    EXPECT_EQ(Holder{state}.ended_on(), "2009-09-01");
    v1::Meeting meeting;
    EXPECT_EQ(Holder{meeting}.what(), "meeting");
    EXPECT_EQ(Holder{meeting}.ended_on(), "");
}

}  // namespace holder_test
}  // namespace ladder::diary

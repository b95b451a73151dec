// What two moments know, row by row.
#include "services/console/auditor/beside.hpp"

#include <gtest/gtest.h>

namespace ladder::auditor {

namespace beside_test {

const Known first{"d1", "15 June 2009", "Moved to Peer support"};
const Known second{"d2", "25 August 2009", "Kept at Peer support"};

TEST(Beside, TellsWhatWasNotKnownThen) {
    const auto rows = beside({first}, {first, second});
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].change, Change::none);
    EXPECT_EQ(rows[1].change, Change::not_known_then);
    EXPECT_TRUE(rows[1].then.key.empty());
    EXPECT_EQ(differences(rows), 1);
}

TEST(Beside, TellsWhatIsNoLongerSoLast) {
    const auto rows = beside({first, second}, {second});
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].now.key, "d2");
    EXPECT_EQ(rows[1].change, Change::no_longer);
    EXPECT_EQ(rows[1].then.key, "d1");
}

TEST(Beside, TellsWhatChangedInWordsOrInWhatIsSaidBeneath) {
    auto corrected = first;
    corrected.note = "corrected since";
    auto moved = second;
    moved.says = "Moved to Watching brief";
    const auto rows = beside({first, second}, {corrected, moved});
    EXPECT_EQ(rows[0].change, Change::changed);
    EXPECT_EQ(rows[1].change, Change::changed);
    EXPECT_EQ(differences(rows), 2);
}

TEST(Beside, IsEmptyWhereNothingWasKnown) {
    EXPECT_TRUE(beside({}, {}).empty());
}

}  // namespace beside_test

}  // namespace ladder::auditor

// What a read as known at a moment sees.
#include "db/known_at.hpp"

#include <gtest/gtest.h>

namespace ladder::db {
namespace known_at_test {

using std::chrono::microseconds;

const base::Date march = *base::parse_date("2011-03-01");
const base::Instant june = base::Instant(*base::parse_date("2011-06-01"));

TEST(KnownAt, SeesEverythingNow) {
    EXPECT_TRUE(KnownAt{}.sees(june, false, march));
}

TEST(KnownAt, SeesFromTheMicrosecondOfRecording) {
    EXPECT_TRUE((KnownAt{june, true}.sees(june, false, march)));
    EXPECT_FALSE((KnownAt{june - microseconds(1), true}.sees(june, false, march)));
    EXPECT_FALSE((KnownAt{june - microseconds(1), false}.sees(june, false, march)));
}

TEST(KnownAt, SeesLaterEntriesFromTheFirstMicrosecondOfTheirDay) {
    const base::Instant dawn(march);
    EXPECT_TRUE((KnownAt{dawn, false}.sees(june, true, march)));
    EXPECT_FALSE((KnownAt{dawn - microseconds(1), false}.sees(june, true, march)));
    EXPECT_FALSE((KnownAt{dawn, true}.sees(june, true, march)));
    EXPECT_TRUE((KnownAt{june, true}.sees(june, true, march)));
}

TEST(KnownAt, ReadsTheFieldsOfARequest) {
    EXPECT_FALSE(known_at_of(nullptr, v1::KNOWN_AT_MODE_UNSPECIFIED)->at);
    const auto timestamp = base::to_timestamp(june);
    EXPECT_EQ(known_at_of(&timestamp, v1::KNOWN_AT_MODE_AS_KNOWN)->at, june);
    EXPECT_FALSE(known_at_of(&timestamp, v1::KNOWN_AT_MODE_AS_KNOWN)->strict);
    EXPECT_TRUE(known_at_of(&timestamp, v1::KNOWN_AT_MODE_STRICT)->strict);
    google::protobuf::Timestamp wrong;
    wrong.set_nanos(-1);
    const auto refused = known_at_of(&wrong, v1::KNOWN_AT_MODE_STRICT);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::invalid_argument);
}

}  // namespace known_at_test
}  // namespace ladder::db

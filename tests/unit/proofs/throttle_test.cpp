// How long whoever fails has to wait.
#include "services/access/throttle.hpp"

#include <gtest/gtest.h>

namespace ladder::access {
namespace throttle_test {

using namespace std::chrono_literals;

constexpr Patience patience{2, 10s, 60s};

TEST(WaitAfter, DoublesAndEndsAtTheMost) {
    EXPECT_EQ(wait_after(0, patience), 0s);
    EXPECT_EQ(wait_after(2, patience), 0s);
    EXPECT_EQ(wait_after(3, patience), 10s);
    EXPECT_EQ(wait_after(4, patience), 20s);
    EXPECT_EQ(wait_after(5, patience), 40s);
    EXPECT_EQ(wait_after(6, patience), 60s);
    EXPECT_EQ(wait_after(1'000'000'000, patience), 60s);
}

TEST(Throttle, HoldsOffOneKeyAndNotAnother) {
    Throttle throttle{patience};
    base::Instant now{};
    for (int i = 0; i < 3; ++i) {
        EXPECT_FALSE(throttle.holds_off("a", now));
        throttle.note_failure("a", now);
    }
    EXPECT_TRUE(throttle.holds_off("a", now));
    EXPECT_TRUE(throttle.holds_off("a", now + 10s - 1us));
    EXPECT_FALSE(throttle.holds_off("a", now + 10s));
    EXPECT_FALSE(throttle.holds_off("b", now));
    throttle.note_success("a");
    EXPECT_FALSE(throttle.holds_off("a", now));
}

TEST(Throttle, ForgetsWhoeverWasQuietForLong) {
    Throttle throttle{patience};
    base::Instant now{};
    for (int i = 0; i < 3; ++i) {
        throttle.note_failure("a", now);
    }
    now += 10s + 60s + 1us;
    throttle.note_failure("a", now);
    EXPECT_FALSE(throttle.holds_off("a", now));
}

TEST(AddressOf, LeavesThePortAwayAndTakesANetworkForOneCaller) {
    EXPECT_EQ(address_of("192.0.2.1:53211"), "192.0.2.1");
    EXPECT_EQ(address_of("[2001:db8:1:2:3:4:5:6]:443"), "2001:db8:1:2");
    EXPECT_EQ(address_of("[2001:db8:1:2::9]:443"), "2001:db8:1:2");
    EXPECT_EQ(address_of("[::1]:443"), "::1");
    EXPECT_EQ(address_of(""), "");
}

}  // namespace throttle_test
}  // namespace ladder::access

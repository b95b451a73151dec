// Who is admitted, who waits and for how long, and that strangers cost no memory.
#include "services/http/admission.hpp"

#include <list>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace ladder::http::test {

namespace admission_test {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Clock = Admission::Clock;
using Entered = std::variant<Admission::Permit, Admission::Refusal>;

std::shared_ptr<Admission> make(AdmissionLimits limits) {
    return std::make_shared<Admission>(limits);
}

bool is_admitted(const Entered& entered) {
    return std::holds_alternative<Admission::Permit>(entered);
}

TEST(Admission, LetsAMinutesWorthThroughAtOnceAndThenAtTheRate) {
    const auto admission = make({60, 0, 0, 10});
    const Clock::time_point start{};
    for (int i = 0; i < 60; ++i) {
        EXPECT_TRUE(is_admitted(admission->enter("ann", start))) << i;
    }
    const auto refused = admission->enter("ann", start);
    ASSERT_FALSE(is_admitted(refused));
    EXPECT_EQ(std::get<1>(refused).reason, Admission::Reason::too_fast);
    EXPECT_EQ(std::get<1>(refused).retry_after, seconds{1});
    EXPECT_TRUE(is_admitted(admission->enter("ben", start)));
    EXPECT_FALSE(is_admitted(admission->enter("ann", start + milliseconds{999})));
    EXPECT_TRUE(is_admitted(admission->enter("ann", start + milliseconds{1001})));
    EXPECT_FALSE(is_admitted(admission->enter("ann", start + milliseconds{1002})));
}

TEST(Admission, SaysHowLongToWaitAtASlowRate) {
    const auto admission = make({2, 0, 0, 10});
    const Clock::time_point start{};
    EXPECT_TRUE(is_admitted(admission->enter("ann", start)));
    EXPECT_TRUE(is_admitted(admission->enter("ann", start)));
    const auto refused = admission->enter("ann", start + seconds{10});
    ASSERT_FALSE(is_admitted(refused));
    EXPECT_EQ(std::get<1>(refused).retry_after, seconds{20});
    EXPECT_TRUE(is_admitted(admission->enter("ann", start + seconds{31})));
}

TEST(Admission, CountsWhatIsUnderWayUntilItIsAnswered) {
    const auto admission = make({0, 2, 3, 10});
    const Clock::time_point now{};
    auto first = admission->enter("ann", now);
    {
        const auto second = admission->enter("ann", now);
        const auto third = admission->enter("ann", now);
        ASSERT_FALSE(is_admitted(third));
        EXPECT_EQ(std::get<1>(third).reason, Admission::Reason::too_many_at_once);
        const auto other = admission->enter("ben", now);
        EXPECT_TRUE(is_admitted(other));
        const auto fourth = admission->enter("cai", now);
        ASSERT_FALSE(is_admitted(fourth));
        EXPECT_EQ(std::get<1>(fourth).reason, Admission::Reason::overloaded);
    }
    EXPECT_EQ(admission->at_once(), 1U);
    EXPECT_TRUE(is_admitted(admission->enter("ann", now)));
}

TEST(Admission, HasStrangersShareOneAccountWhenThereIsNoRoom) {
    const auto admission = make({60, 1, 0, 100});
    const Clock::time_point now{};
    std::list<Entered> held;
    int admitted = 0;
    for (int i = 0; i < 1000; ++i) {
        held.push_back(admission->enter("stranger " + std::to_string(i), now));
        admitted += is_admitted(held.back()) ? 1 : 0;
    }
    EXPECT_EQ(admitted, 101);
    EXPECT_LE(admission->callers(), 101U);
    held.clear();
    admission->forget(now + seconds{61});
    EXPECT_EQ(admission->callers(), 0U);
}

RC_GTEST_PROP(Admission, NeverLetsThroughMoreThanTheRateAndForgettingChangesNothing, ()) {
    constexpr std::size_t per_minute = 30;
    const auto forgetful = make({per_minute, 0, 0, 100});
    const auto plain = make({per_minute, 0, 0, 100});
    const auto waits = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 5000));
    Clock::time_point now{};
    double admitted = 0;
    for (const int wait : waits) {
        now += milliseconds{wait};
        forgetful->forget(now);
        const bool is_in = is_admitted(forgetful->enter("ann", now));
        RC_ASSERT(is_in == is_admitted(plain->enter("ann", now)));
        admitted += is_in ? 1 : 0;
    }
    const std::chrono::duration<double> passed = now.time_since_epoch();
    RC_ASSERT(admitted <= per_minute + passed.count() * per_minute / 60 + 1e-6);
}

struct RemoteCase {
    const char* remote;
    const char* caller;
};

// clang-format off
const RemoteCase remote_cases[]{
    {"192.0.2.1:53211",             "192.0.2.1"},
    {"192.0.2.1:0",                 "192.0.2.1"},
    {"[2001:db8:1:2:3:4:5:6]:53211","2001:db8:1:2::/64"},
    {"[2001:db8:1:2:9::]:1",        "2001:db8:1:2::/64"},
    {"[::ffff:192.0.2.1]:1",        "::ffff:192.0.2.1"},
    {"",                            ""},
};
// clang-format on

TEST(CallerOfRemote, IsTheAddressOrTheNetworkOfASubscriber) {
    for (const auto& test : remote_cases) {
        EXPECT_EQ(caller_of_remote(test.remote), test.caller) << test.remote;
    }
}

}  // namespace admission_test

}  // namespace ladder::http::test

// A right holds exactly from its first to its last day.
#include "engine/access/capacities.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/base/dates.hpp"

namespace ladder::access {
namespace capacities_test {

using testing::ElementsAre;
using testing::IsEmpty;

void add_role(auto* right, const char* role, const char* from, const char* until) {
    right->set_role(role);
    right->set_from(from);
    right->set_until(until);
}

TEST(Capacities, AreOwnOnesFirstThenDelegatedOnesEachOnce) {
    v1::Person person;
    add_role(person.add_delegations(), "chair", "2010-01-01", "2010-12-31");
    add_role(person.add_delegations(), "keeper", "2010-01-01", "2010-12-31");
    add_role(person.add_memberships(), "keeper", "2010-01-01", "");
    add_role(person.add_memberships(), "later", "2010-06-02", "");
    EXPECT_THAT(capacities_on(person, "2010-06-01"), ElementsAre("keeper", "chair"));
    EXPECT_THAT(capacities_on(person, "2011-01-01"), ElementsAre("keeper", "later"));
    person.set_suspended(true);
    EXPECT_THAT(capacities_on(person, "2010-06-01"), IsEmpty());
}

RC_GTEST_PROP(Capacities, HoldExactlyFromTheFirstToTheLastDay, ()) {
    const base::Date first{std::chrono::days{*rc::gen::inRange(10'000, 20'000)}};
    const auto last = first + std::chrono::days{*rc::gen::inRange(0, 800)};
    const bool open = *rc::gen::arbitrary<bool>();
    v1::Person person;
    add_role(
        person.add_memberships(),
        "keeper",
        base::to_string(first).c_str(),
        open ? "" : base::to_string(last).c_str()
    );
    const auto day = first + std::chrono::days{*rc::gen::inRange(-900, 900)};
    const bool expected = first <= day && (open || day <= last);
    RC_ASSERT(capacities_on(person, base::to_string(day)).empty() != expected);
}

}  // namespace capacities_test
}  // namespace ladder::access

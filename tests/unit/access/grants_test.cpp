// What stands against giving a right: its days, its role, its vetting.
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/access/people.hpp"

namespace ladder::access {
namespace grants_test {

using sample::People;

base::Result<command::Events> given(
    People& people, const v1::PersonChange& change, bool with_ruleset = true
) {
    const auto& ben = people.at("people/ben");
    return decide(
        ben, sample::change_of(ben, change), sample::context("Ann", with_ruleset), people.others()
    );
}

TEST(Grants, BeginTodayAndCarryAnIdOfTheirOwn) {
    People people;
    v1::PersonChange change;
    change.mutable_give_membership()->set_role("keeper");
    change.mutable_give_membership()->add_bodies("bodies/north");
    const auto events = given(people, change);
    ASSERT_TRUE(events) << events.error().message;
    const auto ben = sample::after(people.at("people/ben"), *events);
    ASSERT_EQ(ben.memberships_size(), 2);
    EXPECT_EQ(ben.memberships(1).id(), "m2");
    EXPECT_EQ(ben.memberships(1).from(), sample::today);
}

TEST(Grants, AreOfAnyRoleUntilThereAreRules) {
    People people;
    v1::PersonChange change;
    change.mutable_give_membership()->set_role("rules_owner");
    EXPECT_TRUE(given(people, change, false));
    change.mutable_give_membership()->set_role("Rules Owner");
    EXPECT_FALSE(given(people, change, false));
}

TEST(Grants, OfACompartmentNeedItsCheckOnThatDay) {
    People people;
    v1::PersonChange change;
    change.mutable_give_compartment()->set_compartment("counter_terrorism");
    EXPECT_FALSE(given(people, change));
    auto& check = *people["people/ben"].add_clearances();
    check.set_vetting(v1::VETTING_CTC);
    check.set_from("2009-01-01");
    check.set_until("2012-01-01");
    EXPECT_FALSE(given(people, change)) << "a check that the compartment does not take";
    check.set_vetting(v1::VETTING_SC);
    EXPECT_TRUE(given(people, change));
    check.set_until("2010-05-31");
    EXPECT_FALSE(given(people, change)) << "a check that has ended";
}

struct WrongGrant {
    const char* name;
    void (*make)(v1::PersonChange&);
    const char* field;
};

class GrantRefused : public testing::TestWithParam<WrongGrant> {};

TEST_P(GrantRefused, AndNamesWhatIsWrong) {
    People people;
    v1::PersonChange change;
    GetParam().make(change);
    const auto events = given(people, change);
    ASSERT_FALSE(events);
    EXPECT_THAT(sample::fields_of(events.error()), testing::ElementsAre(GetParam().field))
        << events.error().message;
}

v1::Membership& keeper(v1::PersonChange& change) {
    change.mutable_give_membership()->set_role("keeper");
    return *change.mutable_give_membership();
}

v1::Delegation& of_feed(v1::PersonChange& change, const char* delegator) {
    auto& delegation = *change.mutable_give_delegation();
    delegation.set_role("chief");
    delegation.set_delegator(delegator);
    delegation.set_until("2010-07-01");
    return delegation;
}

v1::NeedToKnow& need(v1::PersonChange& change) {
    change.mutable_give_need_to_know()->set_record("cases/kent-general-1");
    change.mutable_give_need_to_know()->set_until(sample::today);
    return *change.mutable_give_need_to_know();
}

v1::Clearance& check(v1::PersonChange& change) {
    auto& clearance = *change.mutable_give_clearance();
    clearance.set_vetting(v1::VETTING_SC);
    clearance.set_vetted_by("Kent Police");
    clearance.set_from("2001-01-01");
    clearance.set_until("2011-01-01");
    return clearance;
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, GrantRefused, testing::ValuesIn(std::initializer_list<WrongGrant>{
    {"no_such_role",       [](auto& c) { keeper(c).set_role("keepr"); },           "change.give_membership.role"},
    {"begins_yesterday",   [](auto& c) { keeper(c).set_from("2010-05-31"); },      "change.give_membership.from"},
    {"no_date",            [](auto& c) { keeper(c).set_from("June"); },            "change.give_membership.from"},
    {"ends_before",        [](auto& c) { keeper(c).set_until("2010-05-31"); },     "change.give_membership.until"},
    {"no_such_body",       [](auto& c) { keeper(c).add_bodies("bodies/south"); },  "change.give_membership.bodies[0]"},
    {"bare_body",          [](auto& c) { keeper(c).add_bodies("north"); },         "change.give_membership.bodies[0]"},
    {"open_need",          [](auto& c) { need(c).clear_until(); },                 "change.give_need_to_know.until"},
    {"need_of_nothing",    [](auto& c) { need(c).set_record("kent"); },            "change.give_need_to_know.record"},
    {"no_check",           [](auto& c) { check(c).clear_vetting(); },              "change.give_clearance.vetting"},
    {"open_check",         [](auto& c) { check(c).clear_until(); },                "change.give_clearance.until"},
    {"checked_by_nobody",  [](auto& c) { check(c).clear_vetted_by(); },            "change.give_clearance.vetted_by"},
    {"delegated_by_none",  [](auto& c) { of_feed(c, "Nobody"); },                  "change.give_delegation.delegator"},
    {"by_oneself",         [](auto& c) { of_feed(c, "Ben"); },                     "change.give_delegation.delegator"},
    {"by_a_non_holder",    [](auto& c) { of_feed(c, "Feed"); },                    "change.give_delegation.role"},
    {"no_such_compartment",[](auto& c) { c.mutable_give_compartment()->set_compartment("x"); }, "change.give_compartment.compartment"},
}), [](const auto& test) { return test.param.name; });
// clang-format on

TEST(Grants, LetAHolderDelegateNoLongerThanTheyHold) {
    People people;
    const auto& ann = people.at("people/feed");
    v1::PersonChange change;
    auto& delegation = of_feed(change, "Ben");
    const auto decided = [&] {
        return decide(ann, sample::change_of(ann, change), sample::context(), people.others());
    };
    EXPECT_TRUE(decided());
    delegation.set_until("2011-01-01");
    EXPECT_FALSE(decided());
}

TEST(Grants, DoNotAskWhetherARecordExists) {
    People people;
    v1::PersonChange change;
    need(change).set_record("cases/nowhere-counter-terrorism-9");
    EXPECT_TRUE(given(people, change));
}

}  // namespace grants_test
}  // namespace ladder::access

// The fold of a person: total, and rights are never removed.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/unit/access/people.hpp"

namespace ladder::access {
namespace apply_test {

v1::Event changed(const std::function<void(v1::PersonChange&)>& make) {
    v1::Event event;
    make(*event.mutable_person_changed()->mutable_change());
    event.mutable_person_changed()->set_effective_on(sample::today);
    return event;
}

TEST(ApplyPerson, ChangesNothingByAnEventOfAnotherAggregate) {
    const sample::People people;
    v1::Event event;
    event.mutable_case_opened()->set_body("bodies/north");
    auto ben = sample::after(people.at("people/ben"), {event});
    EXPECT_EQ(ben.etag(), "v2");
    ben.set_etag("v1");
    EXPECT_EQ(ben.SerializeAsString(), people.at("people/ben").SerializeAsString());
}

TEST(ApplyPerson, LeavesAnEarlierEndAsItIs) {
    sample::People people;
    auto& ben = people["people/ben"];
    ben.mutable_memberships(0)->set_until("2010-02-28");
    const auto after = sample::after(ben, {changed([](auto& change) { change.set_end("m1"); })});
    EXPECT_EQ(after.memberships(0).until(), "2010-02-28");
}

// Any changes in any order: what was given stays, and only last days and switches move.
RC_GTEST_PROP(ApplyPerson, NeverRemovesARight, ()) {
    const sample::People people;
    auto person = people.at("people/ben");
    for (const int kind : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 6))) {
        const auto before = person;
        const auto event = changed([&](v1::PersonChange& change) {
            const auto id = "m" + std::to_string(person.memberships_size() + kind % 2);
            switch (kind) {
                case 0:
                case 1:
                    change.mutable_give_membership()->set_id(id);
                    change.mutable_give_membership()->set_from(sample::today);
                    return;
                case 2:
                    return change.set_end(id);
                case 3:
                    return change.set_suspended(!person.suspended());
                case 4:
                    change.mutable_give_need_to_know()->set_id("n1");
                    return;
                default:
                    return change.set_title("Another");
            }
        });
        person = sample::after(person, {event});
        RC_ASSERT(person.memberships_size() >= before.memberships_size());
        RC_ASSERT(person.needs_to_know_size() >= before.needs_to_know_size());
        for (int i = 0; i < before.memberships_size(); ++i) {
            auto held = person.memberships(i);
            held.set_until(before.memberships(i).until());
            RC_ASSERT(held.SerializeAsString() == before.memberships(i).SerializeAsString());
        }
    }
}

}  // namespace apply_test
}  // namespace ladder::access

// Who acts: the Ladder-Actor header, well and badly written.
#include "services/http/actor_header.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

namespace ladder::http::test {

namespace actor_header_test {

TEST(ActorHeader, ReadsPersonAndCapacity) {
    for (const auto* text :
         {"a.officer@hmic.example; capacity=hmcic",
          "  a.officer@hmic.example ;capacity=hmcic ",
          "a.officer@hmic.example;\tcapacity=hmcic"}) {
        const auto actor = parse_actor(text);
        ASSERT_TRUE(actor) << text;
        EXPECT_EQ(actor->person(), "a.officer@hmic.example");
        EXPECT_EQ(actor->capacity(), "hmcic");
        EXPECT_EQ(actor_text(*actor), "a.officer@hmic.example; capacity=hmcic");
    }
}

TEST(ActorHeader, TakesAPersonOfTheFullLengthInAnyScript) {
    std::string person;
    for (int i = 0; i < 200; ++i) {
        person += "é";
    }
    EXPECT_TRUE(parse_actor(person + "; capacity=a"));
    EXPECT_FALSE(parse_actor(person + "x; capacity=a"));
    EXPECT_TRUE(parse_actor("a; capacity=ppsg_secretariat"));
    EXPECT_TRUE(parse_actor("a; capacity=" + std::string(63, 'x')));
    EXPECT_FALSE(parse_actor("a; capacity=" + std::string(64, 'x')));
}

struct BadActor {
    const char* name;
    std::string text;
    const char* says;
};
class BadActors : public testing::TestWithParam<BadActor> {};
TEST_P(BadActors, AreRefusedWithTheRightForm) {
    const auto actor = parse_actor(GetParam().text);
    ASSERT_FALSE(actor);
    EXPECT_EQ(actor.error().code, base::Code::unauthenticated);
    EXPECT_THAT(actor.error().message, testing::HasSubstr(GetParam().says));
    EXPECT_THAT(
        actor.error().message, testing::HasSubstr("Ladder-Actor: <person>; capacity=<role>")
    );
}
// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, BadActors, testing::Values(
    BadActor{"none", "", "does not say who acts"},
    BadActor{"blank", " \t", "does not say who acts"},
    BadActor{"no_person", "; capacity=hmcic", "the person"},
    BadActor{"no_capacity", "a", "capacity is missing"},
    BadActor{"empty_capacity", "a; capacity=", "id of a role"},
    BadActor{"other_parameter", "a; role=hmcic", "capacity="},
    BadActor{"bad_capacity", "a; capacity=HMCIC", "lower-case"},
    BadActor{"two_capacities", "a; capacity=x; capacity=y", "id of a role"},
    BadActor{"control", "a\x01; capacity=x", "printable"},
    BadActor{"c1_control", "a\xC2\x85; capacity=x", "printable"},
    BadActor{"latin1", "caf\xE9; capacity=x", "UTF-8"}
), [](const auto& test) { return test.param.name; });
// clang-format on

}  // namespace actor_header_test

}  // namespace ladder::http::test

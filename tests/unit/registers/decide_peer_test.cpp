// Registering and updating peers: a lawful command, changed one way at a time.
#include <functional>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/registers/desk.hpp"

namespace ladder::registers {
namespace decide_peer_test {

using sample::World;
using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::HasSubstr;

v1::RegisterPeerRequest lawful() {
    v1::RegisterPeerRequest command;
    auto& peer = *command.mutable_peer();
    peer.set_name("peers/a-smith");
    peer.set_person("a.smith@north.example");
    peer.set_title("Chief Superintendent A. Smith");
    peer.set_home_force("bodies/north");
    peer.add_skills("custody");
    peer.set_accredited_from("2009-01-01");
    peer.set_accredited_to("2011-12-31");
    peer.set_accredited_by("NPIA 17");
    peer.set_clearance(v1::MARKING_CONFIDENTIAL);
    auto& range = *peer.add_availability();
    range.set_from("2010-01-01");
    range.set_to("2010-06-30");
    command.set_reasons("Accredited after the course of 2009.");
    return command;
}

base::Result<command::Events> decide_on(
    const v1::RegisterPeerRequest& command, const std::string& capacity = "keeper"
) {
    World world;
    return decide(nullptr, command, sample::context(capacity), world.known());
}

TEST(RegisterPeer, RecordsWhatWasSaidAndWhy) {
    auto command = lawful();
    command.mutable_peer()->set_etag("v9");
    command.mutable_peer()->mutable_updated_by()->set_person("somebody else");
    const auto events = decide_on(command);
    ASSERT_TRUE(events) << events.error().message;
    const auto peer = sample::after(v1::Peer{}, "peers/a-smith", *events);
    EXPECT_EQ(peer.home_force(), "bodies/north");
    EXPECT_EQ(peer.reasons(), command.reasons());
    EXPECT_EQ(peer.etag(), "v1");
    EXPECT_EQ(peer.updated_by().person(), "ann");
}

struct Row {
    std::string name;
    std::function<void(v1::RegisterPeerRequest&)> change;
    std::vector<std::string> names;
};

class RegisterPeerRefuses : public testing::TestWithParam<Row> {};

TEST_P(RegisterPeerRefuses, AndNamesWhatIsWrong) {
    auto command = lawful();
    GetParam().change(command);
    const auto refused = decide_on(command);
    ASSERT_FALSE(refused) << "it was accepted";
    EXPECT_EQ(refused.error().code, base::Code::invalid_argument);
    EXPECT_THAT(sample::named(refused.error()), ElementsAreArray(GetParam().names))
        << refused.error().message;
}

// clang-format off
const Row rows[]{
    {"no_such_force", [](auto& c) { c.mutable_peer()->set_home_force("bodies/nowhere"); }, {"peer.home_force"}},
    {"an_authority", [](auto& c) { c.mutable_peer()->set_home_force("bodies/south-authority"); }, {"peer.home_force"}},
    {"a_bare_force", [](auto& c) { c.mutable_peer()->set_home_force("north"); }, {"peer.home_force"}},
    {"no_such_skill", [](auto& c) { c.mutable_peer()->add_skills("custard"); }, {"peer.skills[1]"}},
    {"a_skill_twice", [](auto& c) { c.mutable_peer()->add_skills("custody"); }, {"peer.skills[1]"}},
    {"accreditation_backwards", [](auto& c) { c.mutable_peer()->set_accredited_to("2008-12-31"); }, {"peer.accredited_to"}},
    {"no_accreditor", [](auto& c) { c.mutable_peer()->clear_accredited_by(); }, {"peer.accredited_by"}},
    {"an_end_without_a_start", [](auto& c) { c.mutable_peer()->clear_accredited_from(); }, {"peer.accredited_from"}},
    {"left_before", [](auto& c) { c.mutable_peer()->set_left_on("2008-01-01"); }, {"peer.left_on"}},
    {"range_backwards", [](auto& c) { c.mutable_peer()->mutable_availability(0)->set_to("2009-12-31"); }, {"peer.availability[0].to"}},
    {"ranges_overlap", [](auto& c) { c.mutable_peer()->add_availability()->set_from("2010-06-30"); }, {"peer.availability[1].from"}},
    {"a_bad_name", [](auto& c) { c.mutable_peer()->set_name("peers/A Smith"); }, {"peer.name"}},
    {"known_tomorrow", [](auto& c) { c.set_known_on("2010-06-02"); }, {"known_on"}},
    {"everything_at_once", [](auto& c) {
        c.mutable_peer()->clear_person();
        c.mutable_peer()->clear_title();
        c.clear_reasons();
    }, {"peer.person", "peer.title", "reasons"}},
};
// clang-format on

INSTANTIATE_TEST_SUITE_P(Table, RegisterPeerRefuses, testing::ValuesIn(rows), [](const auto& test) {
    return test.param.name;
});

TEST(RegisterPeer, AcceptsEveryRowAtItsEdge) {
    auto command = lawful();
    command.mutable_peer()->set_accredited_to("2009-01-01");
    command.mutable_peer()->set_left_on("2009-01-01");
    command.mutable_peer()->add_availability()->set_from("2010-07-01");
    command.set_known_on("2010-06-01");
    EXPECT_TRUE(decide_on(command));
}

TEST(RegisterPeer, IsForThoseWhoKeepTheRegister) {
    const auto refused = decide_on(lawful(), "adder");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::permission_denied);
    EXPECT_THAT(refused.error().message, HasSubstr("Keeper (keeper)"));
}

TEST(RegisterPeer, RefusesANameThatIsTaken) {
    World world;
    v1::Peer standing;
    standing.set_name("peers/a-smith");
    const auto refused = decide(&standing, lawful(), sample::context(), world.known());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::already_exists);
}

class UpdatePeer : public testing::Test {
protected:
    UpdatePeer() {
        peer = sample::after(v1::Peer{}, "peers/a-smith", decide_on(lawful()).value());
        *command.mutable_peer() = peer;
        command.mutable_peer()->set_left_on("2010-05-01");
        command.set_reasons("Retired.");
    }

    World world;
    v1::Peer peer;
    v1::UpdatePeerRequest command;
};

TEST_F(UpdatePeer, ReplacesWhatTheRegisterSays) {
    const auto events = decide(peer, command, sample::context(), world.known());
    ASSERT_TRUE(events) << events.error().message;
    const auto changed = sample::after(peer, peer.name(), *events);
    EXPECT_EQ(changed.left_on(), "2010-05-01");
    EXPECT_EQ(changed.reasons(), "Retired.");
    EXPECT_EQ(changed.etag(), "v2");
}

TEST_F(UpdatePeer, RefusesAStaleEtag) {
    command.mutable_peer()->set_etag("v0");
    const auto refused = decide(peer, command, sample::context(), world.known());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::aborted);
    EXPECT_THAT(sample::named(refused.error()), ElementsAre("(stale)"));
}

TEST_F(UpdatePeer, RefusesAChangeOfNothing) {
    *command.mutable_peer() = peer;
    const auto refused = decide(peer, command, sample::context(), world.known());
    ASSERT_FALSE(refused);
    EXPECT_THAT(sample::named(refused.error()), ElementsAre("peer"));
}

}  // namespace decide_peer_test
}  // namespace ladder::registers

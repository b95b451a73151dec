// Bodies beside their peers: order, means, and what is missing.
#include "engine/evidence/peer_table.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/evidence/world.hpp"

namespace ladder::evidence {
namespace peer_table_test {

using testing::ElementsAre;
using testing::HasSubstr;

// Four forces of a million people each; one has published nothing.
World four_forces() {
    World world;
    world.body("kent").body("essex").body("surrey").body("sussex").crime_and_population();
    for (const auto* id : {"kent", "essex", "surrey", "sussex"}) {
        world.figure("population", id, "2010-06-30", 1'000'000);
    }
    world.figure("crime", "kent", "2011-03-31", 9'000)
        .figure("crime", "essex", "2011-03-31", 8'000)
        .figure("crime", "surrey", "2011-03-31", 12'000);
    return world.peers("nearest", "2007-04-01", {{"kent", {"sussex", "essex", "surrey"}}});
}

base::Result<v1::ComparePeersResponse> table_of(
    const World& world,
    std::string_view body = "bodies/kent",
    std::string_view group = "",
    std::string_view indicator = "crime"
) {
    const definition::Ruleset ruleset{"rulesets/test@1", world.definition()};
    const auto panels = world.panels();
    return compare_peers(ruleset, panels, {indicator, body, day("2011-03-31"), group, false});
}

std::vector<std::string> bodies_of(const v1::ComparePeersResponse& table) {
    std::vector<std::string> bodies;
    for (const auto& standing : table.standings()) {
        bodies.push_back(standing.body().substr(7));
    }
    return bodies;
}

TEST(PeerTable, PutsTheBodyFirstAndItsPeersWorstFirst) {
    auto world = four_forces();
    const auto table = table_of(world).value();
    EXPECT_THAT(bodies_of(table), ElementsAre("kent", "surrey", "essex", "sussex"));
    EXPECT_EQ(table.mean(), 10);
    EXPECT_NEAR(table.pooled(), 29.0 / 3, 1e-12);
    EXPECT_EQ(table.group(), "most_similar (nearest)");
    EXPECT_THAT(table.standings(3).missing_reason(), HasSubstr("no figure for the year to"));
    EXPECT_FALSE(table.standings(3).has_funnel());
    EXPECT_EQ(table.standings(1).input().value(), 12'000);
    EXPECT_GT(table.standings(1).value(), table.standings(1).funnel().upper_99_8());
    world.definition().mutable_indicators(0)->set_polarity(v1::POLARITY_HIGHER_IS_BETTER);
    EXPECT_THAT(
        bodies_of(table_of(world).value()), ElementsAre("kent", "essex", "surrey", "sussex")
    );
}

TEST(PeerTable, OfAllHoldsEveryBodyOfTheKind) {
    auto world = four_forces();
    world.body("board", v1::BODY_KIND_LCJB);
    EXPECT_THAT(
        bodies_of(table_of(world, "bodies/essex", "all").value()),
        ElementsAre("essex", "surrey", "kent", "sussex")
    );
}

TEST(PeerTable, SaysWhyThereIsNoFunnel) {
    auto world = four_forces();
    auto& crime = *world.definition().mutable_indicators(0);
    crime.set_low_count(true);
    const auto low = table_of(world).value();
    EXPECT_THAT(low.no_funnel_reason(), HasSubstr("too low"));
    EXPECT_FALSE(low.standings(0).has_funnel());
    crime.set_low_count(false);
    crime.set_population("");
    EXPECT_THAT(
        table_of(world).value().no_funnel_reason(), HasSubstr("neither a rate nor a share")
    );
    EXPECT_FALSE(table_of(world).value().has_pooled());
}

TEST(PeerTable, NamesWhatIsNotThere) {
    const auto world = four_forces();
    EXPECT_EQ(table_of(world, "bodies/york").error().code, base::Code::not_found);
    EXPECT_EQ(table_of(world, "bodies/kent", "", "theft").error().code, base::Code::not_found);
    EXPECT_EQ(table_of(world, "bodies/essex").error().code, base::Code::failed_precondition);
}

}  // namespace peer_table_test
}  // namespace ladder::evidence

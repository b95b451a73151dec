// Weeks committed and available, by hand-counted months.
#include "engine/registers/capacity.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

namespace ladder::registers {
namespace capacity_test {

using testing::DoubleNear;
using testing::ElementsAre;

base::Date day(std::string_view text) {
    return base::parse_date(text).value();
}

v1::Peer peer(const std::string& from, const std::string& to) {
    v1::Peer peer;
    peer.set_accredited_from(from);
    peer.set_accredited_to(to);
    return peer;
}

v1::Procedure commission(const std::string& from, const std::string& to) {
    v1::Procedure procedure;
    procedure.set_name("procedures/north-1");
    procedure.set_definition("peer-support-commission");
    auto& entry = *procedure.add_entries();
    entry.set_record("deployment");
    entry.set_effective_on(from);
    for (const auto& [field, value] : {std::pair{"from", from}, std::pair{"to", to}}) {
        auto& told = *entry.add_values();
        told.set_field(field);
        told.set_value(value);
    }
    return procedure;
}

TEST(Capacity, CountsBothEndsOfADeployment) {
    const auto months =
        capacity_of({}, {commission("2010-01-25", "2010-02-07")}, day("2010-01-15"), 3);
    ASSERT_EQ(months.size(), 3U);
    EXPECT_EQ(months[0].month(), "2010-01-01");
    EXPECT_THAT(months[0].committed_weeks(), DoubleNear(1, 1e-12));
    EXPECT_THAT(months[1].committed_weeks(), DoubleNear(1, 1e-12));
    EXPECT_THAT(months[2].committed_weeks(), DoubleNear(0, 1e-12));
    EXPECT_THAT(months[1].procedures(), ElementsAre("procedures/north-1"));
    EXPECT_TRUE(months[2].procedures().empty());
}

TEST(Capacity, EndsADeploymentTheDayBeforeItWasWithdrawn) {
    auto withdrawn = commission("2010-02-01", "2010-02-28");
    withdrawn.mutable_entries(0)->set_withdrawn_on("2010-02-08");
    EXPECT_THAT(
        capacity_of({}, {withdrawn}, day("2010-02-01"), 1)[0].committed_weeks(),
        DoubleNear(1, 1e-12)
    );
    auto ended = commission("2010-02-01", "");
    EXPECT_THAT(
        capacity_of({}, {ended}, day("2010-02-01"), 2)[1].committed_weeks(),
        DoubleNear(31.0 / 7, 1e-12)
    );
    ended.set_ended_on("2010-02-15");
    EXPECT_THAT(
        capacity_of({}, {ended}, day("2010-02-01"), 1)[0].committed_weeks(), DoubleNear(2, 1e-12)
    );
}

TEST(Capacity, IgnoresOtherRecordsAndProcedures) {
    auto other = commission("2010-02-01", "2010-02-28");
    other.set_definition("improvement-plan");
    auto visit = commission("2010-02-01", "2010-02-28");
    visit.mutable_entries(0)->set_record("visit");
    EXPECT_EQ(capacity_of({}, {other, visit}, day("2010-02-01"), 1)[0].committed_weeks(), 0);
}

TEST(Capacity, CountsAccreditedPeersWithinTheirAvailability) {
    auto ranged = peer("2010-01-01", "2010-02-21");
    auto& range = *ranged.add_availability();
    range.set_from("2010-02-15");
    range.set_to("2010-03-31");
    auto left = peer("2010-01-01", "");
    left.set_left_on("2010-02-15");
    const auto months = capacity_of({ranged, left, v1::Peer{}}, {}, day("2010-02-01"), 2);
    EXPECT_THAT(months[0].available_weeks(), DoubleNear(1 + 2, 1e-12));
    EXPECT_THAT(months[1].available_weeks(), DoubleNear(0, 1e-12));
}

TEST(Capacity, TellsWhoIsAvailableOnADay) {
    auto one = peer("2010-01-01", "2010-12-31");
    EXPECT_FALSE(is_available(one, day("2009-12-31")));
    EXPECT_TRUE(is_available(one, day("2010-01-01")));
    EXPECT_TRUE(is_available(one, day("2010-12-31")));
    EXPECT_FALSE(is_available(one, day("2011-01-01")));
    one.set_left_on("2010-06-01");
    EXPECT_TRUE(is_available(one, day("2010-05-31")));
    EXPECT_FALSE(is_available(one, day("2010-06-01")));
    EXPECT_FALSE(is_available(v1::Peer{}, day("2010-06-01")));
}

}  // namespace capacity_test
}  // namespace ladder::registers

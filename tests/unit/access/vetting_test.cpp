// Which check of a person stands on a day.
#include "engine/access/vetting.hpp"

#include <gtest/gtest.h>

namespace ladder::access {
namespace vetting_test {

TEST(Vetting, HasTheWordsOfRulesets) {
    EXPECT_EQ(vetting_id(v1::VETTING_BASELINE), "baseline");
    EXPECT_EQ(vetting_id(v1::VETTING_DV), "dv");
    EXPECT_EQ(vetting_id(v1::VETTING_UNSPECIFIED), "");
}

TEST(Vetting, IsThatRecordedLastAmongThoseThatHold) {
    v1::Person person;
    const auto add = [&](v1::Vetting vetting, const char* from, const char* until) {
        auto& clearance = *person.add_clearances();
        clearance.set_vetting(vetting);
        clearance.set_from(from);
        clearance.set_until(until);
    };
    add(v1::VETTING_DV, "2009-01-01", "2009-12-31");
    add(v1::VETTING_SC, "2009-06-01", "2011-05-31");
    EXPECT_EQ(clearance_on(person, "2008-12-31"), nullptr);
    EXPECT_EQ(clearance_on(person, "2009-05-31")->vetting(), v1::VETTING_DV);
    EXPECT_EQ(clearance_on(person, "2009-06-01")->vetting(), v1::VETTING_SC);
    EXPECT_EQ(clearance_on(person, "2011-05-31")->vetting(), v1::VETTING_SC);
    EXPECT_EQ(clearance_on(person, "2011-06-01"), nullptr);
}

}  // namespace vetting_test
}  // namespace ladder::access

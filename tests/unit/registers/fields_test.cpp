// Dates, order and markings of fields.
#include "engine/registers/fields.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/registers/desk.hpp"

namespace ladder::registers {
namespace fields_test {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> wrong(const command::Problems& problems) {
    return problems.any() ? sample::named(problems.to_error("refused"))
                          : std::vector<std::string>{};
}

TEST(Fields, NamesBothDatesThatAreOutOfOrder) {
    command::Problems problems;
    const auto from = date_of(problems, "from", "2010-02-02", Need::required);
    check_order(
        problems, "to", date_of(problems, "to", "2010-02-02", Need::required), "from", from
    );
    EXPECT_FALSE(problems.any());
    check_order(
        problems, "to", date_of(problems, "to", "2010-02-01", Need::required), "from", from
    );
    EXPECT_THAT(wrong(problems), ElementsAre("to"));
    EXPECT_THAT(
        problems.to_error("x").message, HasSubstr("2010-02-01 is before from (2010-02-02)")
    );
}

TEST(Fields, AsksForRequiredDatesOnly) {
    command::Problems problems;
    date_of(problems, "a", "", Need::optional);
    date_of(problems, "b", "", Need::required);
    date_of(problems, "c", "2010-02-30", Need::optional);
    EXPECT_THAT(wrong(problems), ElementsAre("b", "c"));
}

TEST(Fields, TakesTheLeastMarkingWhereNoneIsGiven) {
    command::Problems problems;
    EXPECT_EQ(
        marking_of(problems, "m", v1::MARKING_UNSPECIFIED, v1::MARKING_SECRET, "it"),
        v1::MARKING_SECRET
    );
    EXPECT_EQ(
        marking_of(problems, "m", v1::MARKING_UNSPECIFIED, v1::MARKING_UNSPECIFIED, "it"),
        v1::MARKING_NOT_PROTECTIVELY_MARKED
    );
    EXPECT_FALSE(problems.any());
    marking_of(problems, "m", v1::MARKING_PROTECT, v1::MARKING_RESTRICTED, "it");
    EXPECT_THAT(problems.to_error("x").message, HasSubstr("marking of it, RESTRICTED"));
}

}  // namespace fields_test
}  // namespace ladder::registers

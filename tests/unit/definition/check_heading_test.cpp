// The head of a ruleset.
#include "tests/unit/definition/small_ruleset.hpp"

namespace ladder::definition {
namespace check_heading_test {

class HeadingFault : public testing::TestWithParam<CheckCase> {};

TEST_P(HeadingFault, IsFoundWhereItStands) {
    expect_finding(GetParam());
}

const CheckCase cases[]{
    {"id_with_capitals",
     "ruleset.yaml",
     "small-2009",
     "Small",
     Grade::error,
     "id",
     "Small",
     "'Small' is not an id; write lower-case letters, digits and hyphens, such as landscape-2009"},
    {"no_title",
     "ruleset.yaml",
     "title: A small ruleset",
     R"(title: "")",
     Grade::error,
     "title",
     R"("")",
     "the ruleset's title is missing; add it"},
    {"not_a_date",
     "ruleset.yaml",
     "2009-04-01",
     "1 April 2009",
     Grade::error,
     "effective_from",
     "1 April 2009",
     "'1 April 2009' is not a date; write it as 2011-03-31; give the first day it applies"},
    {"no_such_day",
     "ruleset.yaml",
     "2012-11-21",
     "2012-02-30",
     Grade::error,
     "effective_to",
     "2012-02-30",
     "'2012-02-30' is not a day of the calendar between 1900 and 2199; or leave it out: open"},
    {"ends_before_it_begins",
     "ruleset.yaml",
     "2012-11-21",
     "2009-03-31",
     Grade::error,
     "effective_to",
     "2009-03-31",
     "it ends on 2009-03-31, before it begins on 2009-04-01; give a later day, or leave it out: "
     "open"},
    {"approved_by_who_may_not_publish",
     "ruleset.yaml",
     "title: A small ruleset",
     R"(title: A small ruleset
approved_by: [minister])",
     Grade::error,
     "approved_by[0]",
     "minister",
     "'minister' may not publish a ruleset; give the role publish_ruleset in roles.yaml, or name "
     "another one"},
};

INSTANTIATE_TEST_SUITE_P(Table, HeadingFault, testing::ValuesIn(cases), name_of);

TEST(Heading, WithoutAnythingIsRefusedInEveryPoint) {
    const auto findings = check({});
    std::vector<std::string> paths;
    for (const auto& finding : findings) {
        paths.push_back(finding.path);
        EXPECT_EQ(finding.grade, Grade::error);
    }
    const std::vector<std::string> expected{"id", "title", "effective_from", "roles", "ladders"};
    EXPECT_EQ(paths, expected);
}

}  // namespace check_heading_test
}  // namespace ladder::definition

// Which items are on which page, and which pages have a link.
#include "services/console/pagination.hpp"

#include <gtest/gtest.h>

#include "services/console/templates.hpp"

namespace ladder::console::test {

namespace pagination_test {

struct SliceCase {
    std::string name;
    std::size_t items;
    std::string asked;
    std::size_t page;
    std::size_t first;
    std::size_t end;
};

class SliceOf : public testing::TestWithParam<SliceCase> {};

TEST_P(SliceOf, IsThePageThatWasAskedFor) {
    const auto& test = GetParam();
    const Slice slice{test.items, 10, test.asked};
    EXPECT_EQ(slice.page(), test.page);
    EXPECT_EQ(slice.first(), test.first);
    EXPECT_EQ(slice.end(), test.end);
}

INSTANTIATE_TEST_SUITE_P(
    Table,
    SliceOf,
    testing::Values(
        SliceCase{"empty", 0, "", 1, 0, 0},
        SliceCase{"one", 1, "", 1, 0, 1},
        SliceCase{"just_full", 10, "2", 1, 0, 10},
        SliceCase{"one_more", 11, "2", 2, 10, 11},
        SliceCase{"too_high", 11, "99", 2, 10, 11},
        SliceCase{"zero", 11, "0", 1, 0, 10},
        SliceCase{"negative", 11, "-1", 1, 0, 10},
        SliceCase{"words", 11, "two", 1, 0, 10},
        SliceCase{"half_a_number", 11, "2x", 1, 0, 10}
    ),
    [](const auto& test) { return test.param.name; }
);

TEST(Pagination, LinksTheFirstTheLastAndTheNeighbours) {
    const std::vector<Source> templates{
        {"layout",
         "{{#pages}}{{#gap}}.. {{/gap}}{{number}}{{#current}}!{{/current}} {{/pages}}{{> "
         "content}}"},
        {"pages/list", "{{#previous_page}}<{{/previous_page}}{{#next_page}}>{{/next_page}}"}};
    const Templates pages{templates, {}, "en"};
    Data data{Data::type::object};
    put_pagination(data, Slice{100, 10, "5"}, "/list", {});
    EXPECT_EQ(pages.render("list", data), "1 .. 4 5! 6 .. 10 <>");
    put_pagination(data, Slice{5, 10, ""}, "/list", {});
    EXPECT_EQ(pages.render("list", data), "1! ");
}

}  // namespace pagination_test

}  // namespace ladder::console::test

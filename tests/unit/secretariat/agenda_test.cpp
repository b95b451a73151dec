// Agendas as they are typed: places, moves, what is added and left out.
#include "services/console/secretariat/agenda.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

namespace ladder::secretariat {
namespace {

using testing::ElementsAre;

AgendaItems four() {
    AgendaItems items;
    for (const auto* id : {"i1", "i2", "i5", "i7"}) {
        items.Add()->set_id(id);
    }
    return items;
}

AgendaItems two_proposed() {
    AgendaItems items;
    auto& overview = *items.Add();
    overview.set_reason(v1::AGENDA_REASON_OVERVIEW);
    overview.set_title("Overview");
    auto& review = *items.Add();
    review.set_reason(v1::AGENDA_REASON_REVIEW);
    review.set_case_name("cases/kent-general-1");
    review.add_sources("cases/kent-general-1");
    review.set_title("Kent");
    return items;
}

struct OrderCase {
    const char* name;
    const char* form;
    std::vector<std::string> ids;
};

class AgendaOrder : public testing::TestWithParam<OrderCase> {};

TEST_P(AgendaOrder, IsAsTyped) {
    const auto form = console::Form::parse(GetParam().form);
    ASSERT_TRUE(form);
    std::vector<std::string> ids;
    for (const auto& item : agenda_of(four(), {}, *form)) {
        ids.push_back(item.id());
    }
    EXPECT_EQ(ids, GetParam().ids);
}

// clang-format off
const OrderCase order_cases[]{
    // name                    form                                                 ids
    {"nothing_typed",          "",                                                  {"i1", "i2", "i5", "i7"}},
    {"as_shown",               "place-i1=1&place-i2=2&place-i5=3&place-i7=4",       {"i1", "i2", "i5", "i7"}},
    {"last_to_the_front",      "place-i1=1&place-i2=2&place-i5=3&place-i7=1",       {"i7", "i1", "i2", "i5"}},
    {"first_behind_the_third", "place-i1=3&place-i2=2&place-i5=3&place-i7=4",       {"i2", "i5", "i1", "i7"}},
    {"two_swapped",            "place-i1=2&place-i2=1&place-i5=3&place-i7=4",       {"i2", "i1", "i5", "i7"}},
    {"far_beyond",             "place-i1=99",                                       {"i2", "i5", "i7", "i1"}},
    {"no_number",              "place-i1=x&place-i2=1.5&place-i5=",                 {"i1", "i2", "i5", "i7"}},
    {"left_out",               "leave_out=i2&leave_out=i7",                         {"i1", "i5"}},
    {"up",                     "move=up%3Ai5",                                      {"i1", "i5", "i2", "i7"}},
    {"up_from_the_top",        "move=up%3Ai1",                                      {"i1", "i2", "i5", "i7"}},
    {"down",                   "move=down%3Ai1",                                    {"i2", "i1", "i5", "i7"}},
    {"down_from_the_bottom",   "move=down%3Ai7",                                    {"i1", "i2", "i5", "i7"}},
    {"move_what_there_is_not", "move=up%3Ai9",                                      {"i1", "i2", "i5", "i7"}},
    {"up_past_what_is_left",   "leave_out=i2&move=up%3Ai5",                         {"i5", "i1", "i7"}},
};
// clang-format on

INSTANTIATE_TEST_SUITE_P(Table, AgendaOrder, testing::ValuesIn(order_cases), [](const auto& test) {
    return test.param.name;
});

TEST(Agenda, TakesWhatIsProposedAndChosenAndWhatWasTyped) {
    const auto proposed = two_proposed();
    console::Form form;
    form.set("add", key_of_proposed(proposed[1]));
    form.set("add_title", "Any other business");
    const auto items = agenda_of(four(), proposed, form);
    ASSERT_EQ(items.size(), 6U);
    EXPECT_EQ(items[4].title(), "Kent");
    EXPECT_THAT(items[4].sources(), ElementsAre("cases/kent-general-1"));
    EXPECT_EQ(items[5].title(), "Any other business");
    EXPECT_EQ(items[5].reason(), v1::AGENDA_REASON_REQUEST);
    EXPECT_EQ(items[5].id(), "");
}

TEST(Agenda, TellsProposedItemsApart) {
    const auto proposed = two_proposed();
    EXPECT_NE(key_of_proposed(proposed[0]), key_of_proposed(proposed[1]));
}

}  // namespace
}  // namespace ladder::secretariat

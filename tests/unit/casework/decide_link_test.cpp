// Linking cases that move together.
#include "tests/unit/casework/refusals.hpp"

namespace ladder::casework {
namespace decide_link_test {

using namespace sample;
using base::Code;
using Link = v1::LinkCasesRequest;

// Another body's case.
v1::Case authority_case() {
    Desk desk;
    auto other = desk.state;
    other.set_name("cases/gwent-authority-general-1");
    other.set_body("bodies/gwent-authority");
    return other;
}

struct LinkRow {
    const char* name;
    std::function<void(Desk&, v1::Case&, Link&)> change;
    std::optional<Code> code;
    std::vector<std::string> names;
};

class LinkCases : public testing::TestWithParam<LinkRow> {};

TEST_P(LinkCases, NamesWhatIsMissing) {
    Desk desk;
    auto other = authority_case();
    Link command;
    command.set_etag(desk.state.etag());
    command.set_other(other.name());
    command.set_reasons("The group took both together.");
    GetParam().change(desk, other, command);
    const Context context{ruleset(), desk.caller, desk.now};
    const auto* found = command.other() == other.name()        ? &other
                        : command.other() == desk.state.name() ? &desk.state
                                                               : nullptr;
    const auto result = decide(desk.state, found, command, context);
    if (!GetParam().code) {
        ASSERT_TRUE(result.has_value()) << result.error().message;
        return;
    }
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(base::to_string(result.error().code), base::to_string(*GetParam().code))
        << result.error().message;
    EXPECT_THAT(named(result.error()), testing::ElementsAreArray(GetParam().names));
}

const LinkRow link_rows[]{
    {"lawful", [](Desk&, v1::Case&, Link&) {}, {}, {}},
    {"entered_later", [](Desk&, v1::Case&, Link& c) { c.set_known_on("2010-03-01"); }, {}, {}},
    {"known_tomorrow",
     [](Desk&, v1::Case&, Link& c) { c.set_known_on("2011-01-11"); },
     Code::invalid_argument,
     {"field:known_on"}},
    {"with_itself",
     [](Desk& desk, v1::Case&, Link& c) { c.set_other(desk.state.name()); },
     Code::invalid_argument,
     {"field:other"}},
    {"with_nothing",
     [](Desk&, v1::Case&, Link& c) {
         c.set_other("cases/none");
         c.clear_reasons();
     },
     Code::invalid_argument,
     {"field:reasons", "field:other"}},
    {"with_another_case_of_the_body",
     [](Desk& desk, v1::Case& other, Link&) { other.set_body(desk.state.body()); },
     Code::invalid_argument,
     {"field:other"}},
    {"with_a_closed_case",
     [](Desk&, v1::Case& other, Link&) { other.set_closed_on("2011-01-01"); },
     Code::failed_precondition,
     {}},
    {"twice",
     [](Desk& desk, v1::Case& other, Link&) { desk.state.add_linked_cases(other.name()); },
     Code::already_exists,
     {}},
    {"taken_away_where_there_is_none",
     [](Desk&, v1::Case&, Link& c) { c.set_unlink(true); },
     Code::failed_precondition,
     {}},
    {"stale", [](Desk&, v1::Case&, Link& c) { c.set_etag("v0"); }, Code::aborted, {"etag:v0"}},
    {"by_a_role_that_may_not",
     [](Desk& desk, v1::Case&, Link&) { desk.caller = chair(); },
     Code::permission_denied,
     {}},
};

INSTANTIATE_TEST_SUITE_P(Table, LinkCases, testing::ValuesIn(link_rows), by_name);

TEST(LinkCases, TellsBothCasesAndTakesItAway) {
    Desk desk;
    auto other = authority_case();
    Link command;
    command.set_etag(desk.state.etag());
    command.set_other(other.name());
    command.set_reasons("The group took both together.");
    const Context context{ruleset(), desk.caller, desk.now};
    const auto linked = decide(desk.state, &other, command, context).value();
    EXPECT_EQ(linked.here.case_linked().other(), other.name());
    EXPECT_EQ(linked.there.case_linked().other(), desk.state.name());
    desk.apply_all({linked.here});
    EXPECT_THAT(desk.state.linked_cases(), testing::ElementsAre(other.name()));
    command.set_etag(desk.state.etag());
    command.set_unlink(true);
    other.set_closed_on("2011-01-10");  // a link with a case that is closed can be taken away
    const auto unlinked = decide(desk.state, &other, command, context).value();
    desk.apply_all({unlinked.here});
    EXPECT_TRUE(desk.state.linked_cases().empty());
    EXPECT_EQ(unlinked.there.case_unlinked().other(), desk.state.name());
}

}  // namespace decide_link_test
}  // namespace ladder::casework

// Raising and closing concerns.
#include "tests/unit/casework/refusals.hpp"

namespace ladder::casework {
namespace decide_concern_test {

using namespace sample;
using base::Code;

using Raise = v1::RaiseConcernRequest;

class RaiseConcern : public testing::TestWithParam<Refusal<Raise>> {};

TEST_P(RaiseConcern, NamesWhatIsMissing) {
    Desk desk;
    Raise command;
    command.set_title("Robbery rises");
    command.set_domain("crime");
    command.add_evidence("Figures of December");
    expect_row(GetParam(), desk, command);
}

const Refusal<Raise> raise_rows[]{
    {"lawful", [](Desk&, Raise&) {}, {}, {}},
    {"by_a_role_that_may_not",
     [](Desk& desk, Raise&) { desk.caller = chair(); },
     Code::permission_denied,
     {}},
    {"stale", [](Desk&, Raise& c) { c.set_etag("v0"); }, Code::aborted, {"etag:v0"}},
    {"without_an_etag",
     [](Desk&, Raise& c) { c.clear_etag(); },
     Code::invalid_argument,
     {"field:etag"}},
    {"with_the_longest_title", [](Desk&, Raise& c) { c.set_title(std::string(500, 'x')); }, {}, {}},
    {"with_too_long_a_title",
     [](Desk&, Raise& c) { c.set_title(std::string(501, 'x')); },
     Code::invalid_argument,
     {"field:title"}},
    {"in_no_domain",
     [](Desk&, Raise& c) { c.clear_domain(); },
     Code::invalid_argument,
     {"field:domain"}},
    {"in_another_rulesets_domain",
     [](Desk&, Raise& c) { c.set_domain("fire"); },
     Code::invalid_argument,
     {"field:domain"}},
    {"with_everything_wrong",
     [](Desk&, Raise& c) {
         c.Clear();
         c.set_effective_on("soon");
     },
     Code::invalid_argument,
     {"field:etag", "field:title", "field:domain", "field:evidence", "field:effective_on"}},
    {"with_a_missing_concern_as_evidence",
     [](Desk&, Raise& c) { c.add_evidence("c1"); },
     Code::invalid_argument,
     {"field:evidence[1]"}},
    {"tomorrow",
     [](Desk&, Raise& c) { c.set_effective_on("2011-01-11"); },
     Code::invalid_argument,
     {"field:effective_on"}},
    {"before_the_case_was_opened",
     [](Desk&, Raise& c) { c.set_effective_on("2010-11-01"); },
     {},
     {}},
};

INSTANTIATE_TEST_SUITE_P(Table, RaiseConcern, testing::ValuesIn(raise_rows), by_name);

using Close = v1::CloseConcernRequest;

class CloseConcern : public testing::TestWithParam<Refusal<Close>> {};

TEST_P(CloseConcern, NamesWhatIsMissing) {
    Desk desk;
    desk.raise_concern();
    desk.on("2011-01-20");
    Close command;
    command.set_concern("c1");
    command.set_reasons("Robbery fell again.");
    expect_row(GetParam(), desk, command);
}

const Refusal<Close> close_rows[]{
    {"lawful", [](Desk&, Close&) {}, {}, {}},
    {"by_a_role_that_may_not",
     [](Desk& desk, Close&) { desk.caller = home_secretary(); },
     Code::permission_denied,
     {}},
    {"stale", [](Desk&, Close& c) { c.set_etag("v1"); }, Code::aborted, {"etag:v1"}},
    {"of_no_concern",
     [](Desk&, Close& c) { c.set_concern("c2"); },
     Code::invalid_argument,
     {"field:concern"}},
    {"without_reasons",
     [](Desk&, Close& c) { c.clear_reasons(); },
     Code::invalid_argument,
     {"field:reasons"}},
    {"on_the_day_it_was_raised", [](Desk&, Close& c) { c.set_effective_on("2011-01-10"); }, {}, {}},
    {"before_it_was_raised",
     [](Desk&, Close& c) { c.set_effective_on("2011-01-09"); },
     Code::invalid_argument,
     {"field:effective_on"}},
    {"tomorrow",
     [](Desk&, Close& c) { c.set_effective_on("2011-01-21"); },
     Code::invalid_argument,
     {"field:effective_on"}},
};

INSTANTIATE_TEST_SUITE_P(Table, CloseConcern, testing::ValuesIn(close_rows), by_name);

TEST(Concern, IsClosedOnce) {
    Desk desk;
    desk.raise_concern();
    Close command;
    command.set_concern("c1");
    command.set_reasons("Robbery fell again.");
    desk.act(command, analyst());
    command.set_etag(desk.state.etag());
    const auto refused = desk.decide(command);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Code::failed_precondition);
    EXPECT_EQ(desk.state.concerns(0).closed_reason(), "Robbery fell again.");
    EXPECT_EQ(desk.state.concerns(0).closed_by().capacity(), "analyst");
}

TEST(Concern, IdsCountFromTheState) {
    Desk desk;
    desk.raise_concern();
    desk.raise_concern();
    EXPECT_EQ(desk.state.concerns(0).id(), "c1");
    EXPECT_EQ(desk.state.concerns(1).id(), "c2");
}

}  // namespace decide_concern_test
}  // namespace ladder::casework

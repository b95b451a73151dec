// Opening cases.
#include "tests/unit/casework/refusals.hpp"

namespace ladder::casework {
namespace decide_open_test {

using namespace sample;
using base::Code;

struct Opening {
    v1::OpenCaseRequest command;
    v1::Actor caller = secretariat();
    v1::Body body = gwent();
    bool body_known = true;
};

struct Row {
    std::string name;
    std::function<void(Opening&)> change;
    std::optional<Code> code;
    std::vector<std::string> names;
};

class DecideOpen : public testing::TestWithParam<Row> {};

base::Result<Events> open(const Opening& opening, const std::optional<std::string>& previous) {
    const Context context{
        ruleset(),
        opening.caller,
        base::Instant{day("2011-01-10")},
        opening.body_known ? &opening.body : nullptr};
    return decide(previous, opening.command, context);
}

Opening lawful() {
    Opening opening;
    opening.command.set_body("bodies/gwent");
    opening.command.set_subject(v1::SUBJECT_GENERAL);
    opening.command.set_reasons("A first look.");
    return opening;
}

TEST_P(DecideOpen, NamesWhatIsMissing) {
    auto opening = lawful();
    GetParam().change(opening);
    const auto result = open(opening, std::nullopt);
    if (!GetParam().code) {
        ASSERT_TRUE(result.has_value()) << result.error().message;
        return;
    }
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(base::to_string(result.error().code), base::to_string(*GetParam().code));
    EXPECT_THAT(named(result.error()), testing::ElementsAreArray(GetParam().names));
}

const Row rows[]{
    {"lawful", [](Opening&) {}, {}, {}},
    {"by_nobody", [](Opening& o) { o.caller.clear_person(); }, Code::unauthenticated, {}},
    {"by_a_role_that_may_not",
     [](Opening& o) { o.caller = analyst(); },
     Code::permission_denied,
     {}},
    {"of_no_body", [](Opening& o) { o.body_known = false; }, Code::not_found, {}},
    {"of_no_subject",
     [](Opening& o) { o.command.clear_subject(); },
     Code::invalid_argument,
     {"field:subject"}},
    {"of_a_subject_that_there_is_not",
     [](Opening& o) { o.command.set_subject(static_cast<v1::Subject>(77)); },
     Code::invalid_argument,
     {"field:subject"}},
    {"of_a_body_without_a_ladder",
     [](Opening& o) { o.body.set_kind(v1::BODY_KIND_LCJB); },
     Code::failed_precondition,
     {}},
    {"without_reasons",
     [](Opening& o) { o.command.clear_reasons(); },
     Code::invalid_argument,
     {"field:reasons"}},
    {"today", [](Opening& o) { o.command.set_effective_on("2011-01-10"); }, {}, {}},
    {"tomorrow",
     [](Opening& o) { o.command.set_effective_on("2011-01-11"); },
     Code::invalid_argument,
     {"field:effective_on"}},
    {"on_no_day",
     [](Opening& o) { o.command.set_effective_on("2011-02-29"); },
     Code::invalid_argument,
     {"field:effective_on"}},
    {"known_before_it_was_so",
     [](Opening& o) {
         o.command.set_effective_on("2011-01-09");
         o.command.set_known_on("2011-01-08");
     },
     Code::invalid_argument,
     {"field:known_on"}},
    {"with_everything_wrong",
     [](Opening& o) { o.command.Clear(); },
     Code::invalid_argument,
     {"field:reasons", "field:subject"}},
};

INSTANTIATE_TEST_SUITE_P(Table, DecideOpen, testing::ValuesIn(rows), by_name);

TEST(DecideOpenCase, OpensAtTheFirstStageOfTheLadderForTheBody) {
    const auto events = open(lawful(), std::nullopt);
    const auto& opened = events.value().at(0).case_opened();
    EXPECT_EQ(opened.body(), "bodies/gwent");
    EXPECT_EQ(opened.ladder(), "police-force");
    EXPECT_EQ(opened.ruleset(), "rulesets/sample@1");
    EXPECT_EQ(opened.stage(), "self_improvement");
    EXPECT_EQ(opened.effective_on(), "2011-01-10");
    EXPECT_EQ(opened.previous_case(), "");
}

TEST(DecideOpenCase, PointsToTheCaseBefore) {
    const auto events = open(lawful(), "cases/gwent-general-9");
    EXPECT_EQ(events.value().at(0).case_opened().previous_case(), "cases/gwent-general-9");
}

struct Name {
    std::string_view previous;
    v1::Subject subject;
    std::string_view name;
};

TEST(NextCaseName, CountsOnFromTheCaseBefore) {
    const Name names[]{
        {"", v1::SUBJECT_GENERAL, "cases/gwent-general-1"},
        {"cases/gwent-general-1", v1::SUBJECT_GENERAL, "cases/gwent-general-2"},
        {"cases/gwent-general-99", v1::SUBJECT_GENERAL, "cases/gwent-general-100"},
        {"", v1::SUBJECT_CONFIDENCE, "cases/gwent-confidence-1"},
        {"", v1::SUBJECT_COUNTER_TERRORISM, "cases/gwent-counter-terrorism-1"},
        {"cases/of-no-number", v1::SUBJECT_GENERAL, "cases/gwent-general-1"},
    };
    for (const auto& each : names) {
        EXPECT_EQ(next_case_name("bodies/gwent", each.subject, each.previous), each.name);
    }
}

}  // namespace decide_open_test
}  // namespace ladder::casework

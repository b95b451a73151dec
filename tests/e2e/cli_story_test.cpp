// The acceptance by the command line.
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/e2e/site.hpp"

namespace ladder::e2e {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr auto wm = "west-midlands-general-1";

std::vector<std::string> evaluate(const std::string& period_end) {
    return {"evaluate", "--period-end", period_end};
}

int occurrences(const std::string& text, const std::string& part) {
    int count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++count;
    }
    return count;
}

TEST(CliStory, TheFiguresOfMarch2011ProposeWestMidlandsWithTheirReasons) {
    const Site site;
    auto command = evaluate("2011-03-31");
    command.insert(command.end(), {"--body", "west-midlands", "--explain"});
    const auto run = site.run(command);
    ASSERT_EQ(run.exit_code, 0) << run.output;
    for (const auto* indicator :
         {"recorded_robbery", "recorded_domestic_burglary", "recorded_vehicle_offences"}) {
        EXPECT_THAT(run.output, HasSubstr(indicator));
    }
    EXPECT_THAT(
        run.output,
        AllOf(HasSubstr("7,241"), HasSubstr("9,043"), HasSubstr("+24.9%"), HasSubstr("+1.5%"))
    );
    const auto shown = site.run({"case", "show", wm});
    EXPECT_THAT(shown.output, HasSubstr("self_improvement"));
    EXPECT_EQ(occurrences(shown.output, "peer_support  concern   open"), 4) << shown.output;
}

TEST(CliStory, AYearLaterTheTriggersHaveCleared) {
    const Site site;
    ASSERT_EQ(site.run(evaluate("2011-03-31")).exit_code, 0);
    const auto later = site.run(evaluate("2012-03-31"));
    ASSERT_EQ(later.exit_code, 0);
    EXPECT_THAT(later.output, testing::ContainsRegex("west-midlands-general-1 .*robbery +cleared"));
    const auto open = site.run({"proposal", "list", "--body", "west-midlands", "--state", "open"});
    const auto lapsed =
        site.run({"proposal", "list", "--body", "west-midlands", "--state", "lapsed", "-o", "csv"});
    for (const auto* indicator :
         {"recorded_robbery", "recorded_domestic_burglary", "recorded_vehicle_offences"}) {
        EXPECT_THAT(open.output, Not(HasSubstr(indicator)));
        EXPECT_THAT(lapsed.output, HasSubstr(indicator));
    }
    EXPECT_EQ(occurrences(lapsed.output, ",2012-03-31\r\n"), 3) << lapsed.output;
}

TEST(CliStory, ADryRunWritesNothing) {
    const Site site;
    auto command = evaluate("2011-03-31");
    command.emplace_back("--dry-run");
    const auto run = site.run(command);
    EXPECT_EQ(run.exit_code, 0);
    EXPECT_THAT(run.output, HasSubstr("dry run, nothing was written"));
    const auto cases = site.run({"case", "list"});
    EXPECT_THAT(cases.output, HasSubstr("0 cases")) << cases.output;
}

std::vector<std::string> decision() {
    return {
        "case",
        "decide",
        wm,
        "--to",
        "peer_support",
        "--reason",
        "Robbery, burglary and vehicle crime rose while they fell elsewhere.",
        "--evidence",
        "p1",
        "--accept",
        "p1",
        "--next-review",
        "2099-12-01",
        "--decider",
        "Denis O'Connor",
        "--decider-capacity",
        "hmcic"};
}

TEST(CliStory, ADecisionIsRefusedWithEachMissingElementNamedAndThenAccepted) {
    const Site site;
    ASSERT_EQ(site.run(evaluate("2011-03-31")).exit_code, 0);
    const auto refused = site.run(decision());
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_THAT(
        refused.output,
        AllOf(
            HasSubstr("failed_precondition"),
            HasSubstr("not met: recommendation"),
            HasSubstr("not met: open_concern (policy)"),
            HasSubstr("not met: notified_chief_constable (policy)"),
            HasSubstr("not met: notified_authority_chair (policy)"),
            Not(HasSubstr("not met: persistent"))
        )
    );
    const std::vector<std::vector<std::string>> steps{
        {"case", "concern", "raise", wm, "--title", "Robbery", "--domain", "", "--evidence", "p1"},
        {"case", "fact", "record", wm, "notified_chief_constable", "--evidence", "letter 14/11"},
        {"case", "fact", "record", wm, "notified_authority_chair", "--evidence", "letter 15/11"},
        {"case",
         "recommend",
         wm,
         "--to",
         "peer_support",
         "--by",
         "Chair",
         "--by-capacity",
         "ppsg_chair",
         "--reason",
         "Meeting of 5 July."}};
    for (auto step : steps) {
        if (step[1] == "concern") {
            step[7] = domain;
        }
        const auto done = site.run(step);
        ASSERT_EQ(done.exit_code, 0) << done.output;
    }
    auto trial = decision();
    trial.emplace_back("--dry-run");
    const auto would = site.run(trial);
    EXPECT_EQ(would.exit_code, 0) << would.output;
    EXPECT_THAT(site.run({"case", "show", wm}).output, HasSubstr("self_improvement since"));
    const auto accepted = site.run(decision());
    ASSERT_EQ(accepted.exit_code, 0) << accepted.output;
    EXPECT_THAT(accepted.output, HasSubstr("d1: moved from self_improvement to peer_support"));
    const auto shown = site.run({"case", "show", wm});
    EXPECT_THAT(shown.output, AllOf(HasSubstr("peer_support since"), HasSubstr("accepted")));
    EXPECT_EQ(site.run({"case", "list", "--stage", "peer_support"}).exit_code, 0);
    const auto verified = process::run_ladder({"db", "verify", "--database", site.database()});
    EXPECT_EQ(verified.exit_code, 0) << verified.output;
    EXPECT_THAT(verified.output, HasSubstr("whole"));
}

TEST(CliStory, AStaleEtagIsRefusedSayingWhoChangedTheCase) {
    const Site site;
    ASSERT_EQ(site.run({"case", "open", "kent", "--reason", "A look."}).exit_code, 0);
    const std::vector<std::string> fact{
        "case",
        "fact",
        "record",
        "kent-general-1",
        "notified_chief_constable",
        "--evidence",
        "letter 1",
        "--etag",
        "v1"};
    ASSERT_EQ(site.run(fact).exit_code, 0);
    const auto stale = site.run(fact);
    EXPECT_EQ(stale.exit_code, 1);
    EXPECT_THAT(
        stale.output, AllOf(HasSubstr("aborted"), HasSubstr("is at v2 now, changed by Ann Lee"))
    );
}

TEST(CliStory, ARequestSentAgainIsDoneOnce) {
    const Site site;
    const std::vector<std::string> open{
        "case", "open", "kent", "--reason", "A look.", "--request-id", "open-kent", "-o", "json"};
    const auto first = site.run(open);
    const auto again = site.run(open);
    EXPECT_EQ(first.exit_code, 0) << first.output;
    EXPECT_EQ(first.output, again.output);
    const auto events = site.run({"case", "events", "kent-general-1", "-o", "jsonl"});
    EXPECT_EQ(occurrences(events.output, "\n"), 1) << events.output;
}

TEST(CliStory, FiguresAreThoseKnownThen) {
    const Site site;
    const std::vector<std::string> series{
        "indicator",
        "series",
        "recorded_robbery",
        "--body",
        "west-midlands",
        "--from",
        "2011-03-31",
        "--to",
        "2011-03-31",
        "-o",
        "csv"};
    EXPECT_THAT(site.run(series).output, HasSubstr("2011-03-31,9043"));
    auto early = series;
    early.insert(early.end(), {"--known-at", "2011-04-30"});
    EXPECT_THAT(site.run(early).output, Not(HasSubstr("9043")));
    auto then = series;
    then.insert(then.end(), {"--known-at", "2011-12-31"});
    EXPECT_THAT(site.run(then).output, HasSubstr("9043"));
    auto strict = then;
    strict.emplace_back("--strict");
    EXPECT_THAT(site.run(strict).output, Not(HasSubstr("9043")));
}

TEST(CliStory, TheDemonstrationLoadedAgainChangesNothing) {
    const Site site;
    const auto again = process::run_ladder({"demo", "load", "--database", site.database()});
    EXPECT_EQ(again.exit_code, 0) << again.output;
    EXPECT_GE(occurrences(again.output, "nothing new"), 7) << again.output;
}

}  // namespace
}  // namespace ladder::e2e

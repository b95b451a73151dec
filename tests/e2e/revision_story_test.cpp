// A decision of 2011 in the demonstration's data: it shows the figures as first published, and the
// import of a later edition names it.
#include <fstream>
#include <gmock/gmock.h>

#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "tests/e2e/site.hpp"

namespace ladder::e2e {
namespace revision_story_test {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr auto case_id = "west-midlands-general-1";
constexpr auto decided_on = "2011-07-20";

std::vector<std::string> known_then(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--effective-on", decided_on, "--known-on", decided_on});
    return arguments;
}

// The case as known on the day of the decision.
boost::json::value case_then(Site& site) {
    const auto answer = site.post(
        "CaseService/GetCase",
        R"({"name": "cases/west-midlands-general-1", "knownAt": "2011-07-20T23:59:59Z"})"
    );
    EXPECT_EQ(answer.status, 200) << boost::json::serialize(answer.body);
    return answer.body;
}

// The rules are run on what was known on the day, and the decision of that day is entered.
void decide_in_2011(const Site& site) {
    const std::vector<std::vector<std::string>> steps{
        {"evaluate", "--period-end", "2011-03-31", "--known-at", decided_on},
        known_then(
            {"case",
             "concern",
             "raise",
             case_id,
             "--title",
             "Robbery",
             "--domain",
             domain,
             "--evidence",
             "p2"}
        ),
        known_then(
            {"case", "fact", "record", case_id, "notified_chief_constable", "--evidence", "letter"}
        ),
        known_then(
            {"case", "fact", "record", case_id, "notified_authority_chair", "--evidence", "letter"}
        ),
        known_then(
            {"case",
             "recommend",
             case_id,
             "--to",
             "peer_support",
             "--by",
             "Chair",
             "--by-capacity",
             "ppsg_chair",
             "--reason",
             "Support is proportionate."}
        ),
        known_then(
            {"case",
             "decide",
             case_id,
             "--to",
             "peer_support",
             "--reason",
             "It rose against the trend.",
             "--evidence",
             "p2",
             "--accept",
             "p2",
             "--next-review",
             "2011-12-01",
             "--decider",
             "Denis O'Connor",
             "--decider-capacity",
             "hmcic"}
        )};
    for (const auto& step : steps) {
        const auto done = site.run(step);
        ASSERT_EQ(done.exit_code, 0) << done.output;
    }
}

// West Midlands' robberies of the year to March 2011, as published a year later.
std::string later_edition(const Site& site, int robberies) {
    const auto path = site.path("edition-2012.csv");
    std::ofstream{path} << "force_id,period_end,offence,offences_12m,published_on\n"
                        << "west-midlands,2011-03-31,Robbery," << robberies << ",2012-07-19\n";
    return path;
}

TEST(RevisionStory, ADecisionOf2011ShowsItsFiguresAsFirstPublishedWhateverIsRevisedLater) {
    Site site;
    decide_in_2011(site);
    const auto before = case_then(site);
    EXPECT_THAT(
        boost::json::serialize(before),
        AllOf(HasSubstr("\"d1\""), HasSubstr("9043"), HasSubstr("2011-07-14"), HasSubstr("figures"))
    );
    const auto imported = site.run(
        {"indicator", "import", "--layout", "recorded-crime-edition", later_edition(site, 7400)}
    );
    ASSERT_EQ(imported.exit_code, 0) << imported.output;
    EXPECT_THAT(imported.output, HasSubstr("ladder indicator impact --import"));
    EXPECT_EQ(case_then(site), before);
    const auto now = site.run(
        {"indicator",
         "series",
         "recorded_robbery",
         "--body",
         "west-midlands",
         "--from",
         "2011-03-31",
         "--to",
         "2011-03-31",
         "-o",
         "csv"}
    );
    EXPECT_THAT(now.output, AllOf(HasSubstr("2011-03-31,7400,2"), Not(HasSubstr("9043"))));
}

TEST(RevisionStory, ALaterEditionNamesTheDecisionWhoseGroundMoved) {
    const Site site;
    decide_in_2011(site);
    const auto none = site.run({"indicator", "impact"});
    EXPECT_THAT(none.output, HasSubstr("0 would turn out otherwise, 0 lost half")) << none.output;
    ASSERT_EQ(
        site.run({"indicator",
                  "import",
                  "--layout",
                  "recorded-crime-edition",
                  later_edition(site, 7400)})
            .exit_code,
        0
    );
    const auto moved = site.run({"indicator", "impact"});
    EXPECT_EQ(moved.exit_code, 0) << moved.output;
    EXPECT_THAT(
        moved.output,
        AllOf(
            HasSubstr("1 would turn out otherwise"),
            HasSubstr("Decisions that rest on it: d1"),
            HasSubstr("9043 (revision 1, published 2011-07-14); now 7400"),
            HasSubstr("3 triggers and decisions rest on figures")
        )
    );
    const auto other = site.run({"indicator", "impact", "--body", "kent"});
    EXPECT_THAT(other.output, HasSubstr("0 would turn out otherwise"));
}

TEST(RevisionStory, AMarginThatIsHalvedIsToldAndASmallChangeIsNot) {
    const Site site;
    decide_in_2011(site);
    const auto import = [&](int robberies) {
        return site.run(
            {"indicator",
             "import",
             "--layout",
             "recorded-crime-edition",
             later_edition(site, robberies)}
        );
    };
    ASSERT_EQ(import(9040).exit_code, 0);
    EXPECT_THAT(
        site.run({"indicator", "impact"}).output,
        AllOf(HasSubstr("0 would turn out otherwise, 0 lost half"), Not(HasSubstr("; 0 triggers")))
    );
    ASSERT_EQ(import(8450).exit_code, 0);
    EXPECT_THAT(
        site.run({"indicator", "impact"}).output,
        AllOf(HasSubstr("0 would turn out otherwise, 1 lost half"), HasSubstr("d1"))
    );
}

}  // namespace revision_story_test
}  // namespace ladder::e2e

// Figures and reports as the secretariat and the auditor meet them, by the command line.
#include <fstream>
#include <gmock/gmock.h>

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "tests/e2e/site.hpp"

namespace ladder::e2e {
namespace figures_story_test {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string workforce(const Site& site, const std::string& name, const std::string& rows) {
    const auto path = site.path(name);
    std::ofstream{path}
        << "force_id,as_at,officers_fte,officers_headcount,pcso_fte,police_staff_fte,"
           "designated_officers_fte,special_constables_headcount\n"
        << rows;
    return path;
}

std::vector<std::string> import_of(const std::string& path) {
    return {"indicator", "import", "--layout", "workforce", path};
}

std::vector<std::string> with(std::vector<std::string> command, std::vector<std::string> more) {
    command.insert(command.end(), more.begin(), more.end());
    return command;
}

TEST(FiguresStory, AnExtractIsTriedThenLoadedAndLoadedAgain) {
    const Site site;
    // Kent's officers in 2022 slipped by a digit, Essex revised, one body is unknown.
    const auto path = workforce(
        site,
        "extract.csv",
        "kent,2023-03-31,41000,4100,100,2000,0,200\n"
        "essex,2022-03-31,3600.5,3650,100,2000,0,200\n"
        "nowhere,2023-03-31,1,1,1,1,1,1\n"
    );
    const auto refused = site.run(import_of(path));
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_THAT(refused.output, HasSubstr("no body 'nowhere' is registered"));
    const auto trial = site.run(with(import_of(path), {"--quarantine", "--dry-run"}));
    ASSERT_EQ(trial.exit_code, 0) << trial.output;
    EXPECT_THAT(
        trial.output,
        AllOf(
            HasSubstr("warning: extract.csv:2:17: column 'officers_fte': 41,000 of 'officers_fte' "
                      "for kent"),
            HasSubstr("would be kept aside: extract.csv:4:1"),
            HasSubstr("Revised\n"),
            HasSubstr("3600.5"),
            HasSubstr("No row for 41 bodies that had figures before"),
            HasSubstr("dry run, nothing was written"),
            HasSubstr("6 new, ")
        )
    );
    const auto loaded = site.run(with(import_of(path), {"--quarantine"}));
    ASSERT_EQ(loaded.exit_code, 0) << loaded.output;
    EXPECT_THAT(loaded.output, HasSubstr("imports/5: 6 new, "));
    const auto again = site.run(with(import_of(path), {"--quarantine"}));
    EXPECT_THAT(again.output, HasSubstr("nothing changed: 0 new, 0 revised, 12 unchanged"));
    const auto revisions = site.run({"indicator", "revisions", "--body", "essex", "-o", "csv"});
    EXPECT_THAT(revisions.output, HasSubstr("officers_fte,essex,2022-03-31,"));
    const auto aside = site.run({"indicator", "quarantine"});
    EXPECT_THAT(
        aside.output, AllOf(HasSubstr("extract.csv"), HasSubstr("nowhere"), HasSubstr("1 rows"))
    );
    const auto verified = process::run_ladder({"db", "verify", "--database", site.database()});
    EXPECT_THAT(verified.output, HasSubstr("whole"));
}

TEST(FiguresStory, ReportsSayWhatTheyRestOn) {
    const Site site;
    const auto none = site.run({"report", "interventions"});
    ASSERT_EQ(none.exit_code, 0) << none.output;
    EXPECT_THAT(
        none.output,
        AllOf(
            HasSubstr("Interventions up to"),
            HasSubstr("none\n"),
            HasSubstr("note: Nothing is known that this report tells of."),
            HasSubstr("events\nroot ")
        )
    );
    ASSERT_EQ(site.run({"case", "open", "kent", "--reason", "A look."}).exit_code, 0);
    const std::vector<std::string> stages{"report", "time-in-stage", "--body", "kent"};
    const auto table = site.run(stages);
    EXPECT_THAT(
        table.output,
        AllOf(HasSubstr("self_improvement"), HasSubstr("Self-improvement: passages: 1"))
    );
    const auto csv = site.run(with(stages, {"-o", "csv"}));
    EXPECT_THAT(
        csv.output,
        AllOf(
            testing::StartsWith("# Time in stage up to "),
            HasSubstr("\r\n# root "),
            HasSubstr("\r\nkey,since,until,days,body,stage,case,begun_by,ended_by\r\n"),
            HasSubstr("\r\ncases/kent-general-1,")
        )
    );
    const auto json = boost::json::parse(site.run(with(stages, {"-o", "json"})).output);
    EXPECT_EQ(json.at("rows").as_array().size(), 1U);
    EXPECT_EQ(json.at("query").at("kind").as_string(), "REPORT_KIND_TIME_IN_STAGE");
    const auto compared =
        site.run(with(stages, {"--known-at", "2011-03-31", "--to", "2099-01-01", "--compare"}));
    EXPECT_THAT(
        compared.output,
        AllOf(
            HasSubstr("1 difference between what was known on 31 March 2011 and what is known now"),
            HasSubstr("cases/kent-general-1: Known now and not on 31 March 2011"),
            HasSubstr("because: position "),
            HasSubstr("case opened on ")
        )
    );
    EXPECT_THAT(site.run(with(stages, {"--compare=2011-03-31"})).output, HasSubstr("1 difference"));
    EXPECT_THAT(site.run(with(stages, {"--compare"})).output, Not(HasSubstr("1 difference")));
    const auto wrong = site.run({"report", "overdue", "--from", "2011-02-30"});
    EXPECT_EQ(wrong.exit_code, 1);
}

}  // namespace figures_story_test
}  // namespace ladder::e2e

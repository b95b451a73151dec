// Bad input: one clear error each, and nothing written.
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>

#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "tests/e2e/site.hpp"
#include "tests/support/source_tree_path.hpp"

namespace ladder::e2e {
namespace {

using testing::AllOf;
using testing::HasSubstr;

struct BadBody {
    const char* name;
    const char* json;
    const char* says;
};

class BadJson : public testing::TestWithParam<BadBody> {
protected:
    static void SetUpTestSuite() { site = std::make_unique<Site>(); }
    static void TearDownTestSuite() { site.reset(); }
    static std::unique_ptr<Site> site;
};
std::unique_ptr<Site> BadJson::site;

TEST_P(BadJson, IsAnInvalidArgumentThatSaysWhere) {
    const auto answer = site->post("CaseService/OpenCase", GetParam().json);
    EXPECT_EQ(answer.status, 400);
    EXPECT_EQ(answer.text("code"), "invalid_argument");
    EXPECT_THAT(boost::json::serialize(answer.body), HasSubstr(GetParam().says));
    EXPECT_TRUE(site->post("CaseService/ListCases", "{}").body.as_object().empty());
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, BadJson, testing::ValuesIn(std::initializer_list<BadBody>{
    {"unknown_field",   R"({"bodi":"bodies/kent","requestId":"x"})",                            "body"},
    {"twice",           R"({"body":"bodies/kent","body":"bodies/kent","requestId":"x"})",       "line 1"},
    {"cut_short",       R"({"body":"bodies/kent")",                                             "line 1"},
    {"not_utf8",        "{\"body\":\"bodies/k\xff\"}",                                          "UTF-8"},
    {"wrong_enum",      R"({"body":"bodies/kent","subject":"SUBJECT_WEATHER","requestId":"x"})","subject"},
    {"wrong_type",      R"({"body":7,"requestId":"x"})",                                        "body"},
    {"wrong_date",      R"({"body":"bodies/kent","subject":"SUBJECT_GENERAL","reasons":"r","effectiveOn":"2011-02-30","requestId":"x"})", "2011-02-30"},
    {"no_request_id",   R"({"body":"bodies/kent","subject":"SUBJECT_GENERAL","reasons":"r"})",  "request_id"},
    {"bad_name",        R"({"body":"kent","subject":"SUBJECT_GENERAL","reasons":"r","requestId":"x"})", "bodies/"},
}), [](const auto& test) { return test.param.name; });
// clang-format on

TEST(BadCommandLine, IsExitCode2) {
    EXPECT_EQ(process::run_ladder({"case", "shw"}).exit_code, 2);
    EXPECT_EQ(process::run_ladder({"case", "show"}).exit_code, 2);
    EXPECT_EQ(process::run_ladder({"case", "list", "-o", "xml"}).exit_code, 2);
    EXPECT_EQ(process::run_ladder({}).exit_code, 2);
    EXPECT_EQ(process::run_ladder({"--version"}).exit_code, 0);
    EXPECT_EQ(process::run_ladder({"case", "decide", "--help"}).exit_code, 0);
}

TEST(BadCommandLine, SaysThatNoServerAnswers) {
    const auto run = process::run_ladder({"case", "list", "--server", "http://127.0.0.1:1"});
    EXPECT_EQ(run.exit_code, 1);
    EXPECT_THAT(run.output, AllOf(HasSubstr("unavailable"), HasSubstr("127.0.0.1:1")));
}

TEST(BadCommandLine, SaysHowToNameWhoActs) {
    const Site site;
    const auto run =
        process::run_ladder({"case", "open", "kent", "--reason", "x", "--server", site.url()});
    EXPECT_EQ(run.exit_code, 1);
    EXPECT_THAT(run.output, AllOf(HasSubstr("unauthenticated"), HasSubstr("--token-file")));
}

TEST(BadRuleset, IsPlacedByLineAndColumn) {
    const tests::TemporaryFolder folder;
    std::filesystem::copy(
        tests::in_source_tree("rules/landscape-2009"),
        folder.path() / "rules",
        std::filesystem::copy_options::recursive
    );
    const auto good = process::run_ladder({"ruleset", "check", (folder.path() / "rules").string()});
    EXPECT_EQ(good.exit_code, 0) << good.output;
    std::ofstream{folder.path() / "rules/facts.yaml", std::ios::app} << "- idd: x\n";
    const auto bad = process::run_ladder({"ruleset", "check", (folder.path() / "rules").string()});
    EXPECT_EQ(bad.exit_code, 1);
    EXPECT_THAT(
        bad.output,
        AllOf(testing::ContainsRegex("facts.yaml:[0-9]+:[0-9]+: error: "), HasSubstr("'idd'"))
    );
}

TEST(BadFigures, AreListedRowByRowAndRefusedWhole) {
    const Site site;
    std::ofstream{site.path("bad.csv")} << "force_id,period_end,offence,offences_12m\n"
                                           "kent,2013-12-31,Robbery,100\n"
                                           "kentt,2013-12-31,Robbery,100\n"
                                           "essex,2013-12-31,Robbery,NaN\n";
    const std::vector<std::string> import{
        "indicator", "import", site.path("bad.csv"), "--layout", "recorded-crime-rolling"};
    const auto refused = site.run(import);
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_THAT(
        refused.output, AllOf(HasSubstr("bad.csv:3"), HasSubstr("bad.csv:4"), HasSubstr("kent"))
    );
    const std::vector<std::string> series{
        "indicator", "series", "recorded_robbery", "--from", "2013-12-31", "-o", "csv"};
    EXPECT_THAT(site.run(series).output, testing::Not(HasSubstr("kent")));
    auto aside = import;
    aside.emplace_back("--quarantine");
    const auto loaded = site.run(aside);
    EXPECT_EQ(loaded.exit_code, 0) << loaded.output;
    EXPECT_THAT(site.run(series).output, HasSubstr("kent,2013-12-31,100"));
}

TEST(BadConfiguration, IsPlacedAndSuggestsTheKey) {
    const tests::TemporaryFolder folder;
    const auto file = folder.path() / "ladder.toml";
    std::ofstream{file} << "listn = \"127.0.0.1:1\"\n";
    const auto run = process::run_ladder({"config", "check", "--config", file.string()});
    EXPECT_EQ(run.exit_code, 1);
    EXPECT_THAT(run.output, AllOf(HasSubstr("ladder.toml:1:1"), HasSubstr("'listen'")));
}

TEST(BadSchema, IsNotServed) {
    const tests::TemporaryFolder folder;
    const auto run = process::run_ladder(
        {"serve",
         "--listen",
         "127.0.0.1:0",
         "--database",
         "sqlite:" + (folder.path() / "empty.db").string()}
    );
    EXPECT_EQ(run.exit_code, 1);
    EXPECT_THAT(run.output, HasSubstr("ladder db migrate"));
}

TEST(BadAddress, IsNotServed) {
    const Site site;
    const auto run =
        process::run_ladder({"serve", "--listen", "0.0.0.0:0", "--database", site.database()});
    EXPECT_EQ(run.exit_code, 1);
    EXPECT_THAT(run.output, HasSubstr("loopback"));
}

}  // namespace
}  // namespace ladder::e2e

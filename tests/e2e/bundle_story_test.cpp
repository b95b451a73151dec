// A bundle leaves the house: written by the server, verified by a copy of the binary in an empty
// folder, without database and, where the machine allows it, without any network.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <sstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/e2e/site.hpp"
#include "tests/support/source_tree_path.hpp"

namespace ladder::e2e {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

constexpr auto bundled_case = "west-midlands-general-1";

std::string text_of(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

// A server that signs, and a folder elsewhere that holds a copy of the binary and nothing else.
class BundleStory : public testing::Test {
protected:
    BundleStory() {
        const auto key_file = (keys_.path() / "log.key").string();
        const auto made =
            process::run_ladder({"audit", "keygen", "ladder.example/log", "--out", key_file});
        key_ = made.output.substr(0, made.output.find('\n'));
        setenv("LADDER_AUDIT_SIGNING_KEY_FILE", key_file.c_str(), 1);
        site_ = std::make_unique<Site>();
        std::filesystem::copy_file(process::ladder_binary(), elsewhere("ladder"));
    }
    ~BundleStory() override { unsetenv("LADDER_AUDIT_SIGNING_KEY_FILE"); }

    std::string elsewhere(const std::string& name) const {
        return (elsewhere_.path() / name).string();
    }

    // The secretariat's way from the figures of March 2011 to a decision, and a year on.
    void decide_on_west_midlands() {
        const std::vector<std::vector<std::string>> steps{
            {"evaluate", "--period-end", "2011-03-31"},
            {"case",
             "concern",
             "raise",
             bundled_case,
             "--title",
             "Robbery",
             "--domain",
             domain,
             "--evidence",
             "p1"},
            {"case",
             "fact",
             "record",
             bundled_case,
             "notified_chief_constable",
             "--evidence",
             "letter 14/11"},
            {"case",
             "fact",
             "record",
             bundled_case,
             "notified_authority_chair",
             "--evidence",
             "letter 15/11"},
            {"case",
             "recommend",
             bundled_case,
             "--to",
             "peer_support",
             "--by",
             "Chair",
             "--by-capacity",
             "ppsg_chair",
             "--reason",
             "Meeting of 5 July."},
            {"case",
             "decide",
             bundled_case,
             "--to",
             "peer_support",
             "--reason",
             "Robbery rose.",
             "--evidence",
             "p1",
             "--accept",
             "p1",
             "--next-review",
             "2099-12-01",
             "--decider",
             "Denis Cole",
             "--decider-capacity",
             "hmcic"},
            {"evaluate", "--period-end", "2012-03-31"}};
        for (const auto& step : steps) {
            const auto done = site_->run(step);
            ASSERT_EQ(done.exit_code, 0) << done.output;
        }
    }

    void bundle(const std::string& name, std::vector<std::string> more = {}) {
        more.insert(more.begin(), {"audit", "bundle", name, "--output", elsewhere("bundle")});
        const auto written = site_->run(more);
        ASSERT_EQ(written.exit_code, 0) << written.output;
    }

    // Runs the copy, with nothing of this process around it.
    process::Finished verify(const std::string& key) const {
        const auto* alone = std::system("unshare -rn true 2>/dev/null") == 0 ? "unshare -rn " : "";
        const auto command = fmt::format(
            "cd '{}' && env -i PATH=/nowhere {}{} audit verify bundle {} > said 2>&1",
            elsewhere_.path().string(),
            *alone == 0 ? "" : "/usr/bin/",
            fmt::format("{}./ladder", alone),
            key.empty() ? "" : "--key '" + key + "'"
        );
        const auto status = std::system(command.c_str());
        return {WIFEXITED(status) ? WEXITSTATUS(status) : 255, text_of(elsewhere("said"))};
    }

    std::string key_;
    std::unique_ptr<Site> site_;

private:
    tests::TemporaryFolder keys_;
    tests::TemporaryFolder elsewhere_;
};

TEST_F(BundleStory, WestMidlandsVerifiesElsewhereWithItsTriggersRunAgain) {
    decide_on_west_midlands();
    bundle(bundled_case);
    const auto verified = verify(key_);
    EXPECT_EQ(verified.exit_code, 0) << verified.output;
    EXPECT_THAT(
        verified.output,
        AllOf(
            HasSubstr("signed by the key that you named"),
            HasSubstr("4 triggers raised"),
            HasSubstr("3 triggers cleared"),
            HasSubstr("1 decision\n"),
            HasSubstr("the rules were run again 2 times"),
            HasSubstr("31,045 figures"),
            HasSubstr("whole: nothing is wrong")
        )
    );
    // One bit of it, anywhere.
    auto bytes = text_of(elsewhere("bundle"));
    bytes[bytes.size() / 2] ^= 1;
    std::ofstream{elsewhere("bundle"), std::ios::binary} << bytes;
    const auto damaged = verify(key_);
    EXPECT_EQ(damaged.exit_code, 1) << damaged.output;
    EXPECT_THAT(damaged.output, HasSubstr("damaged"));
}

TEST_F(BundleStory, ADecisionComesAsItStoodWhenItWasRecorded) {
    decide_on_west_midlands();
    bundle(std::string{bundled_case} + "/decisions/d1");
    const auto verified = verify(key_);
    EXPECT_EQ(verified.exit_code, 0) << verified.output;
    EXPECT_THAT(
        verified.output, AllOf(HasSubstr("4 triggers raised"), testing::Not(HasSubstr("cleared")))
    );
}

TEST_F(BundleStory, AnotherKeyProvesNothingAndNoKeyIsSaidSo) {
    decide_on_west_midlands();
    bundle(bundled_case);
    const auto other = process::run_ladder(
        {"audit", "keygen", "ladder.example/log", "--out", elsewhere("other.key")}
    );
    const auto wrong = verify(other.output.substr(0, other.output.find('\n')));
    EXPECT_EQ(wrong.exit_code, 1) << wrong.output;
    EXPECT_THAT(wrong.output, HasSubstr("the checkpoint"));
    const auto unnamed = verify({});
    EXPECT_EQ(unnamed.exit_code, 0) << unnamed.output;
    EXPECT_THAT(unnamed.output, HasSubstr("the key is the bundle's own word"));
}

TEST_F(BundleStory, NottinghamshiresYearVerifiesElsewhere) {
    for (const auto* person :
         {"sam@hmic.example",
          "ann@hmic.example",
          "chief@nottinghamshire.example",
          "dcc@nottinghamshire.example",
          "clerk@nottinghamshire.example"}) {
        const auto made = process::run_ladder(
            {"user",
             "token",
             person,
             "--by",
             "the tests",
             "--database",
             site_->database(),
             "--out",
             elsewhere("tokens/" + std::string{person} + ".token")}
        );
        ASSERT_EQ(made.exit_code, 0) << made.output;
    }
    const auto entered = std::system(fmt::format(
                                         "LADDER_BINARY='{}' '{}' --server {} --tokens '{}' "
                                         "> '{}' 2>&1",
                                         process::ladder_binary(),
                                         tests::in_source_tree("deploy/demo/nottinghamshire"),
                                         site_->url(),
                                         elsewhere("tokens"),
                                         elsewhere("entered")
    )
                                         .c_str());
    ASSERT_EQ(entered, 0) << text_of(elsewhere("entered"));
    const auto known =
        site_->run({"case", "show", "nottinghamshire", "--known-at", "2009-08-25"}).output;
    EXPECT_THAT(
        known,
        AllOf(
            HasSubstr("stage         peer_support since 2009-06-15"),
            ContainsRegex("2009-04-20 +concern c3 .*ann@hmic.example \\(hmi\\)"),
            ContainsRegex("2009-08-25 +fact f4: discussed_at_ppsg +sam@hmic.example"),
            ContainsRegex("2009-08-25 +d2: remains .*denis@hmic.example \\(hmcic\\)"),
            Not(HasSubstr("watching_brief")),
            Not(HasSubstr("2009-11-27"))
        )
    );
    EXPECT_THAT(
        site_->run({"case", "show", "nottinghamshire"}).output,
        AllOf(HasSubstr("text=HMIC secured"), HasSubstr("text=I invited"))
    );
    ASSERT_EQ(site_->run({"evaluate", "--period-end", "2009-12-31"}).exit_code, 0);
    bundle("nottinghamshire-general-1");
    const auto verified = verify(key_);
    EXPECT_EQ(verified.exit_code, 0) << verified.output;
    EXPECT_THAT(
        verified.output,
        AllOf(
            HasSubstr("steps of procedures"),
            HasSubstr("entries in procedures"),
            HasSubstr("gates were asked again"),
            HasSubstr("whole: nothing is wrong")
        )
    );
}

}  // namespace
}  // namespace ladder::e2e

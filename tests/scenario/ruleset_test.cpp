// Runs the tests that the shipped ruleset carries with it: triggers once, scenarios on both
// databases.
#include <cctype>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <sodium/core.h>

#include "services/scenario/runner.hpp"
#include "services/scenario/test_files.hpp"
#include "services/scenario/trigger_test.hpp"
#include "tests/scenario/shipped.hpp"
#include "tests/support/postgres.hpp"
#include "tests/support/source_tree_path.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ladder::scenario {
namespace {

const std::string folder = tests::in_source_tree("rules/landscape-2009");

const RulesetTests& tests_of_ruleset() {
    static const auto tests = read_tests(folder).value();
    return tests;
}

const definition::Ruleset& ruleset() {
    static const auto shipped = shipped_ruleset("landscape-2009");
    return *shipped;
}

std::string in_lines(const std::vector<Failure>& failures) {
    std::string lines;
    for (const auto& failure : failures) {
        lines += to_string(failure) + "\n";
    }
    return lines;
}

template <class Test>
std::string test_name(const testing::TestParamInfo<Test>& test) {
    std::string name;
    for (const char c : test.param.name) {
        name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
    }
    return name;
}

class Triggers : public testing::TestWithParam<TriggerTest> {};

TEST_P(Triggers, SayWhatTheirTestsExpect) {
    EXPECT_EQ(in_lines(run(GetParam(), ruleset())), "");
}

INSTANTIATE_TEST_SUITE_P(Shipped, Triggers, testing::ValuesIn(tests_of_ruleset().triggers), test_name<TriggerTest>);

class Stories : public testing::TestWithParam<Scenario> {
protected:
    static void tell_on(const std::string& url) {
        auto ground = Ground::open(url);
        ASSERT_TRUE(ground) << ground.error().message;
        EXPECT_EQ(in_lines(run(GetParam(), ruleset().definition(), **ground)), "");
    }
};

TEST_P(Stories, ComeOutOnSqlite) {
    static const tests::TemporaryFolder temporary;
    static auto grounds = SqliteGrounds::make(temporary.path(), ruleset().definition()).value();
    tell_on(grounds.next().value());
}

TEST_P(Stories, ComeOutOnPostgresql) {
    const auto url = tests::shared_postgres().create_database();
    const auto prepared = prepare(url, ruleset().definition());
    ASSERT_TRUE(prepared) << prepared.error().message;
    tell_on(url);
}

INSTANTIATE_TEST_SUITE_P(Shipped, Stories, testing::ValuesIn(tests_of_ruleset().scenarios), test_name<Scenario>);

}  // namespace
}  // namespace ladder::scenario

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    return sodium_init() < 0 ? 1 : RUN_ALL_TESTS();
}

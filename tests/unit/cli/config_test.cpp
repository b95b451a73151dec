// The configuration: precedence, origins, and what is said of each mistake.
#include "services/cli/config.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

namespace ladder::cli {
namespace config_test {

using testing::HasSubstr;

std::optional<std::string> no_environment(const std::string&) {
    return std::nullopt;
}

const Setting& setting(const Configuration& configuration, const std::string& key) {
    for (const auto& candidate : configuration.settings) {
        if (candidate.key == key) {
            return candidate;
        }
    }
    throw std::runtime_error{"no setting " + key};
}

TEST(Config, HasDefaultsThatRunOnALaptop) {
    const auto resolved = resolve({{}, no_environment, {}});
    ASSERT_TRUE(resolved);
    EXPECT_EQ(resolved->config.listen, "127.0.0.1:8420");
    EXPECT_EQ(resolved->config.database, "sqlite:ladder.db");
    EXPECT_EQ(resolved->config.database_threads, 3);
    EXPECT_EQ(setting(*resolved, "listen").origin, "default");
}

TEST(Config, TakesAFlagOverTheEnvironmentOverTheFile) {
    ConfigSources sources;
    sources.file = ConfigFile{
        "ladder.toml",
        "listen = \"127.0.0.1:1\"\ntoken_file = \"file\"\nserver = \"https://h:1\"\n"};
    sources.environment = [](const std::string& name) -> std::optional<std::string> {
        if (name == "LADDER_LISTEN" || name == "LADDER_TOKEN_FILE") {
            return name == "LADDER_TOKEN_FILE" ? "environment" : "127.0.0.1:2";
        }
        return std::nullopt;
    };
    sources.flags["listen"] = "127.0.0.1:3";
    const auto resolved = resolve(sources);
    ASSERT_TRUE(resolved);
    EXPECT_EQ(resolved->config.listen, "127.0.0.1:3");
    EXPECT_EQ(setting(*resolved, "listen").origin, "flag --listen");
    EXPECT_EQ(resolved->config.token_file, "environment");
    EXPECT_EQ(setting(*resolved, "token_file").origin, "environment LADDER_TOKEN_FILE");
    EXPECT_EQ(resolved->config.server, "https://h:1");
    EXPECT_EQ(setting(*resolved, "server").origin, "ladder.toml:3");
}

TEST(Config, MasksThePasswordOfADatabase) {
    ConfigSources sources;
    sources.flags["database"] = "postgresql://ann:secret@localhost/ladder";
    const auto resolved = resolve(sources);
    ASSERT_TRUE(resolved);
    EXPECT_EQ(resolved->config.database, "postgresql://ann:secret@localhost/ladder");
    EXPECT_EQ(setting(*resolved, "database").value, "postgresql://ann:***@localhost/ladder");
}

TEST(Config, NamesEveryProblemOfTheFileWithItsPlace) {
    const auto resolved = resolve(
        {{},
         no_environment,
         ConfigFile{"ladder.toml", "listn = \"127.0.0.1:1\"\ndatabase_threads = 0\nactor = [1]\n"}}
    );
    ASSERT_FALSE(resolved);
    EXPECT_EQ(resolved.error().code, base::Code::invalid_argument);
    ASSERT_EQ(resolved.error().details.size(), 3U);
    std::map<int, v1::TextIssue> by_line;
    for (const auto& detail : resolved.error().details) {
        const auto& issue = std::get<v1::TextIssue>(detail);
        EXPECT_EQ(issue.file(), "ladder.toml");
        by_line[issue.line()] = issue;
    }
    EXPECT_EQ(by_line[1].message(), "unknown key 'listn'");
    EXPECT_THAT(by_line[1].fix(), HasSubstr("'listen'"));
    EXPECT_THAT(by_line[2].fix(), HasSubstr("from 1 to 64"));
    EXPECT_THAT(by_line[3].message(), HasSubstr("'actor'"));
}

TEST(Config, PlacesASyntaxError) {
    const auto resolved =
        resolve({{}, no_environment, ConfigFile{"ladder.toml", "actor = \"ann\"\nlisten = \n"}});
    ASSERT_FALSE(resolved);
    EXPECT_EQ(std::get<v1::TextIssue>(resolved.error().details.front()).line(), 2);
}

struct BadValue {
    const char* name;
    const char* key;
    const char* value;
};

class RefusesValue : public testing::TestWithParam<BadValue> {};

TEST_P(RefusesValue, AndSaysWhereItCameFrom) {
    const auto& bad = GetParam();
    ConfigSources sources;
    sources.flags[bad.key] = bad.value;
    const auto resolved = resolve(sources);
    ASSERT_FALSE(resolved);
    const auto violation = std::get<v1::FieldViolation>(resolved.error().details.at(0));
    EXPECT_THAT(violation.field(), HasSubstr("flag --"));
    EXPECT_THAT(violation.description(), HasSubstr(bad.value));
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, RefusesValue, testing::ValuesIn(std::initializer_list<BadValue>{
    {"listen_without_port",     "listen",           "127.0.0.1"},
    {"listen_with_words",       "listen",           "here:there"},
    {"database_of_another_kind","database",         "mysql://x"},
    {"server_without_scheme",   "server",           "127.0.0.1:8420"},
    {"log_level",               "log_level",        "loud"},
    {"threads_zero",            "database_threads", "0"},
    {"threads_too_many",        "database_threads", "65"},
    {"threads_not_a_number",    "database_threads", "3x"},
    {"cache_too_small",         "writer_cache_max_bytes", "1000"},
    {"connections_too_many",    "connections_max",  "65001"},
    {"drain_negative",          "drain_seconds",    "-1"},
    {"deadlines_never",         "deadlines_seconds", "0"},
}), [](const auto& test) { return test.param.name; });
// clang-format on

}  // namespace config_test
}  // namespace ladder::cli

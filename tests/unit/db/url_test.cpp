// Database URLs.
#include <gtest/gtest.h>

#include "db/database.hpp"

namespace ladder::db {
namespace url_test {

struct UrlCase {
    const char* name;
    const char* url;
    const char* shown;  // empty: refused
};

// clang-format off
const UrlCase url_cases[]{
    {"sqlite",             "sqlite:var/ladder.db",                       "sqlite:var/ladder.db"},
    {"sqlite_spaces",      "sqlite:/var/my data/ladder.db",              "sqlite:/var/my data/ladder.db"},
    {"sqlite_nothing",     "sqlite:",                                    ""},
    {"sqlite_memory",      "sqlite::memory:",                            ""},
    {"sqlite_quote",       "sqlite:a\"b",                                ""},
    {"postgresql",         "postgresql://ann@db:5432/ladder",            "postgresql://ann@db:5432/ladder"},
    {"postgresql_secret",  "postgresql://ann:s3cret@db/ladder",          "postgresql://ann@db/ladder"},
    {"postgres",           "postgres://ann:s3cret@db/ladder",            "postgres://ann@db/ladder"},
    {"words",              "postgresql:host=/run dbname=ladder",         "postgresql:host=/run dbname=ladder"},
    {"words_secret",       "postgresql:host=db password=s3cret user=a",  "postgresql:host=db password=*** user=a"},
    {"words_quoted",       "postgresql:password='s3 cret' user=a",       "postgresql:password=*** user=a"},
    {"words_nothing",      "postgresql:",                                ""},
    {"other",              "mysql://db/ladder",                          ""},
    {"path_alone",         "ladder.db",                                  ""},
    {"empty",              "",                                           ""},
};
// clang-format on

class Url : public testing::TestWithParam<UrlCase> {};

TEST_P(Url, IsShownWithoutItsPasswordOrRefused) {
    const auto opened = Database::open(GetParam().url);
    if (std::string_view(GetParam().shown).empty()) {
        ASSERT_FALSE(opened);
        EXPECT_EQ(opened.error().code, base::Code::invalid_argument);
    } else {
        ASSERT_TRUE(opened);
        EXPECT_EQ((*opened)->shown(), GetParam().shown);
    }
}

INSTANTIATE_TEST_SUITE_P(Table, Url, testing::ValuesIn(url_cases), [](const auto& test) {
    return test.param.name;
});

}  // namespace url_test
}  // namespace ladder::db

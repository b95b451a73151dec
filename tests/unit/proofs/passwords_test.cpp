// Which passwords may be chosen, what a hash proves, and that hashing is bounded.
#include "services/access/passwords.hpp"

#include <future>
#include <gmock/gmock.h>
#include <vector>

#include <gtest/gtest.h>

namespace ladder::access {
namespace passwords_test {

using testing::HasSubstr;

struct Choice {
    const char* name;
    std::string password;
    const char* refusal;  // empty: it may be chosen
};

class ChoosePassword : public testing::TestWithParam<Choice> {};

TEST_P(ChoosePassword, GoesByLengthAndNotByWhatItIsMadeOf) {
    const auto may = check_password(GetParam().password, "a.officer@hmic.example");
    EXPECT_EQ(may.has_value(), std::string{GetParam().refusal}.empty());
    if (!may) {
        EXPECT_EQ(may.error().code, base::Code::invalid_argument);
        EXPECT_THAT(may.error().message, HasSubstr(GetParam().refusal));
        EXPECT_EQ(may.error().message.find(GetParam().password), std::string::npos);
    }
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Table, ChoosePassword, testing::ValuesIn(std::initializer_list<Choice>{
    {"four_words",        "lamp river nine owl",          ""},
    {"only_letters",      "lampriverowls",                ""},
    {"twelve",            "lampriverowl",                 ""},
    {"eleven",            "lampriverow",                  "too short"},
    {"twelve_of_two_bytes", "ŵŷẃýŵŷẃýŵŷẃý",               ""},
    {"six_of_two_bytes",  "ŵŷŵŷŵŷ",                       "too short"},
    {"longest",           std::string(255, 'a') + "b",    ""},
    {"too_long",          std::string(256, 'a') + "b",    "too long"},
    {"own_identifier",    "A.Officer@HMIC.example",       "your own identifier"},
    {"holds_identifier",  "a.officer@hmic.example!",      "your own identifier"},
    {"part_of_it",        "officer@hmic",                 "your own identifier"},
    {"mailbox_and_a_year","a.officer2009",                "your own identifier"},
    {"commonest",         "Password1234",                 "commonest"},
    {"one_letter",        "aaaaaaaaaaaaaa",               "commonest"},
}), [](const auto& test) { return test.param.name; });
// clang-format on

TEST(HashPassword, ProvesThePasswordAndNoOther) {
    const auto hash = hash_password("lamp river nine owl", {1, 8192, 1});
    ASSERT_TRUE(hash);
    EXPECT_THAT(*hash, HasSubstr("$argon2id$"));
    EXPECT_TRUE(fits_password(*hash, "lamp river nine owl"));
    EXPECT_FALSE(fits_password(*hash, "lamp river nine ow"));
    EXPECT_FALSE(fits_password("", "lamp river nine owl"));
    EXPECT_FALSE(fits_password("", ""));
}

TEST(PasswordThreads, RunSoManyAtATimeAndTurnAwayWhatIsTooMuch) {
    std::promise<void> go;
    auto gone = go.get_future().share();
    std::atomic<int> running{0};
    std::atomic<int> most{0};
    int refused = 0;
    {
        PasswordThreads threads{2, 4};
        for (int i = 0; i < 6; ++i) {
            const auto runs = threads.run([&] {
                most = std::max(most.load(), ++running);
                gone.wait();
                --running;
            });
            refused += runs ? 0 : 1;
        }
        go.set_value();
    }
    EXPECT_EQ(refused, 2);
    EXPECT_LE(most, 2);
}

}  // namespace passwords_test
}  // namespace ladder::access

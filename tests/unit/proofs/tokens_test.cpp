// The shape of tokens, and secrets.
#include "services/access/tokens.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "services/access/secrets.hpp"

namespace ladder::access {
namespace tokens_test {

// As Tokens::make() writes it.
std::string a_token() {
    auto secret = std::string{token_prefix} + new_secret();
    return secret + hash_of(secret).substr(0, 6);
}

TEST(Token, IsToldFromASlipOfTheKeyboard) {
    const auto token = a_token();
    EXPECT_TRUE(is_token(token));
    EXPECT_FALSE(is_token(token.substr(1)));
    EXPECT_FALSE(is_token(token + "a"));
    EXPECT_FALSE(is_token(""));
    EXPECT_FALSE(is_token(token_prefix));
}

RC_GTEST_PROP(Token, DoesNotStandOnceAnyCharacterIsAnother, ()) {
    auto token = a_token();
    const auto at = *rc::gen::inRange<std::size_t>(0, token.size());
    const auto before = token[at];
    token[at] = *rc::gen::suchThat(rc::gen::inRange('-', 'z'), [&](char c) { return c != before; });
    RC_ASSERT(!is_token(token));
}

TEST(Secret, IsLongNewAndNotItsHashNorThatOfForms) {
    const auto secret = new_secret();
    EXPECT_EQ(secret.size(), 43U);
    EXPECT_NE(secret, new_secret());
    EXPECT_EQ(hash_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_NE(csrf_of(secret), csrf_of(new_secret()));
    EXPECT_EQ(csrf_of(secret), csrf_of(secret));
    EXPECT_TRUE(equal_secrets("abc", "abc"));
    EXPECT_FALSE(equal_secrets("abc", "abd"));
    EXPECT_FALSE(equal_secrets("abc", "abcd"));
}

TEST(Capacities, AreParted) {
    EXPECT_EQ(capacities_in(""), std::vector<std::string>{});
    EXPECT_EQ(capacities_in("a b_c"), (std::vector<std::string>{"a", "b_c"}));
}

}  // namespace tokens_test
}  // namespace ladder::access

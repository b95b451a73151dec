// PostgreSQL's array literals.
#include "db/array_literal.hpp"

#include <gtest/gtest.h>

namespace ladder::db {
namespace array_literal_test {

TEST(ArrayLiteral, QuotesWhatEndsAnElement) {
    ArrayLiteral literal;
    literal.add_text("plain");
    literal.add_text(R"(a "quote", a \ and a {brace})");
    literal.add_text("");
    EXPECT_EQ(literal.take(), R"({"plain","a \"quote\", a \\ and a {brace}",""})");
}

TEST(ArrayLiteral, WritesBytesAsHexAndNumbersAsTheyAre) {
    ArrayLiteral literal;
    literal.add_bytes(std::string("\0\xff", 2));
    literal.add_bytes("");
    EXPECT_EQ(literal.take(), R"({"\\x00ff","\\x"})");
    literal.add(-1);
    literal.add(9223372036854775807);
    EXPECT_EQ(literal.take(), "{-1,9223372036854775807}");
    EXPECT_EQ(literal.take(), "{}");
}

}  // namespace array_literal_test
}  // namespace ladder::db

// Bytes beside their digits.
#include "engine/base/hex.hpp"

#include <gtest/gtest.h>

namespace ladder::base {
namespace hex_test {

using namespace std::string_literals;

TEST(Hex, IsTwoDigitsAByte) {
    EXPECT_EQ(hex(""), "");
    EXPECT_EQ(hex("\x00\x01\x0f\x10\x7f\x80\xff"s), "00010f107f80ff");
}

}  // namespace hex_test
}  // namespace ladder::base

// Properties of random work, checked until their walks have tried enough commands.
#pragma once

#include <cstdint>
#include <string>

#include <gtest/gtest.h>

namespace ladder::property {

// What the walks of one property try at least. Those of all properties together try more than
// 100,000: commands_test.cpp counts them.
inline constexpr std::int64_t commands_min = 4'500;

// Called by a walk for each command that it tries.
void count_command();

// Checks a property walk after walk until commands_min commands were tried, and prints how many
// were. Fails the present test with the shortest walk that shows a fault, and how to repeat it.
void check(void (*holds)());

// The shortest walk that shows a false claim to be false, in the words of a failing test; empty if
// it was not found out.
std::string counterexample_of(void (*claim)());

}  // namespace ladder::property

// A property of random work, as RC_GTEST_PROP is one of drawn values.
#define WALKS_HOLD(Suite, Name)                             \
    static void Suite##_##Name##_holds();                   \
    TEST(Suite, Name) {                                     \
        ::ladder::property::check(&Suite##_##Name##_holds); \
    }                                                       \
    static void Suite##_##Name##_holds()

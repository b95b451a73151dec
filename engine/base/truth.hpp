// Kleene's three-valued logic: missing data is unknown, and unknown decides nothing.
#pragma once

#include <cstdint>
#include <string_view>

#include "ladder/v1/common.pb.h"

namespace ladder::base {

// Ordered so that conjunction is the minimum and disjunction the maximum.
enum class Truth : std::uint8_t { no = 0, unknown = 1, yes = 2 };

constexpr Truth truth_of(bool value) {
    return value ? Truth::yes : Truth::no;
}
constexpr Truth both(Truth a, Truth b) {
    return a < b ? a : b;
}
constexpr Truth either(Truth a, Truth b) {
    return a < b ? b : a;
}
constexpr Truth negation(Truth a) {
    return static_cast<Truth>(2 - static_cast<int>(a));
}

// At least `n` hold, of which `yes` do and `unknown` might.
constexpr Truth at_least(int n, int yes, int unknown) {
    return yes >= n ? Truth::yes : yes + unknown >= n ? Truth::unknown : Truth::no;
}

v1::Truth to_proto(Truth truth);
Truth from_proto(v1::Truth truth);  // unspecified counts as unknown

// "met", "not met" or "not known".
std::string_view in_words(Truth truth);

}  // namespace ladder::base

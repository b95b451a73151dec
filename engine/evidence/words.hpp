// Numbers, periods and kinds of body as an English reader expects them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/dates.hpp"
#include "ladder/v1/common.pb.h"
#include "ladder/v1/definition.pb.h"

namespace ladder::evidence {

// "7,241", "8,626.4": thousands apart, at most `decimals` digits after the point.
std::string number(double value, int decimals);

// "11.02", "0.532", "0.0042": two digits after the point, below 1 three, below 0.1 three
// significant ones.
std::string rate(double value);

// "+24.9", "-3.0": signed, one decimal, or as many more (up to six) as it takes to lie on the same
// side of `threshold` as the value itself does, so that no text contradicts its verdict.
std::string signed_number(double value, double threshold);

// "p < 0.001 (2.6e-45)", "p = 0.034"; as many digits as it takes not to contradict a comparison
// with `threshold`.
std::string p_in_words(double p, double threshold);

// "year to 31 March 2011", "quarter to 31 March 2011", "31 March 2011".
std::string period_in_words(v1::PeriodKind kind, base::Date period_end);

// "police force", "police forces".
std::string_view kind_in_words(v1::BodyKind kind, bool many);

// "A, B and C".
std::string listed(const std::vector<std::string>& items);

// "1 peer", "7 peers".
std::string counted(std::int64_t n, std::string_view one, std::string_view many);

// The text with its first letter in upper case (ASCII).
std::string sentence_case(std::string text);

}  // namespace ladder::evidence

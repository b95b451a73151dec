// Damages text at random, repeatably.
#pragma once

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace ladder::http::test {

// `seed_text` with 1 to 4 changes: a byte flipped, a piece cut, doubled or moved, a piece of
// `dictionary` put in, or the end cut off.
std::string mutate(
    std::string seed_text, const std::vector<std::string>& dictionary, std::mt19937_64& random
);

}  // namespace ladder::http::test

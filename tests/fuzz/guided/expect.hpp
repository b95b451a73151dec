// What a target of libFuzzer holds to be so of any bytes.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "engine/base/result.hpp"

namespace ladder::fuzz {

// Ends the run, so that the bytes are kept, where what should hold does not.
inline void expect(bool holds, const char* what) {
    if (!holds) {
        std::fprintf(stderr, "it does not hold that %s\n", what);
        std::abort();
    }
}

inline std::string_view text_of(const unsigned char* bytes, std::size_t size) {
    return {reinterpret_cast<const char*>(bytes), size};
}

// A refusal tells its reader something.
inline void expect_clear(const base::Error& error) {
    expect(!error.message.empty() && !base::to_string(error.code).empty(), "a refusal is told");
}

}  // namespace ladder::fuzz

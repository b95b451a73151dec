// Bytes in words.
#pragma once

#include <string>
#include <string_view>

namespace ladder::base {

// Lower-case hexadecimal digits, two a byte.
std::string hex(std::string_view bytes);

}  // namespace ladder::base

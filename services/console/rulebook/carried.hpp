// What travels with a page between its check and its confirmation, so that any node can go on and
// nothing is kept that nobody confirmed.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ladder::rulebook {

// For a hidden field. What is no base64 gives nothing.
std::string to_base64(std::string_view bytes);
std::string from_base64(std::string_view text);

// The most bytes of a form that carries so many of a file.
constexpr std::size_t carried_bytes_max(std::size_t file_bytes_max) {
    return file_bytes_max / 3 * 4 + std::size_t{64} * 1024;
}

}  // namespace ladder::rulebook

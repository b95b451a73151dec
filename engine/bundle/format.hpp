// What FORMAT.md says of the file itself.
#pragma once

#include <cstddef>
#include <string_view>

namespace ladder::bundle {

// The first line.
inline constexpr std::string_view magic = "ladder-bundle/1\n";

// Larger files are neither written nor read, unless who writes or reads asks for it.
inline constexpr std::size_t bundle_bytes_max = std::size_t{256} * 1024 * 1024;
// Larger parts never are.
inline constexpr std::size_t part_bytes_max = std::size_t{96} * 1024 * 1024;

// The length before each part.
inline constexpr std::size_t length_bytes = 4;

// Figures that one part holds at most.
inline constexpr int figures_in_part = 5000;

}  // namespace ladder::bundle

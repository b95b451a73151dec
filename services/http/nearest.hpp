// The name that was probably meant.
#pragma once

#include <string_view>
#include <vector>

namespace ladder::http {

// The candidate with the least edits (insert, delete, replace, swap of neighbours) from `name`, if
// they are at most a third of its length, or one; empty if none is that near.
std::string_view nearest(std::string_view name, const std::vector<std::string_view>& candidates);

}  // namespace ladder::http

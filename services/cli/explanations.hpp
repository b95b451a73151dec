// Explanations as indented text.
#pragma once

#include <string>
#include <string_view>

#include "ladder/v1/explanation.pb.h"

namespace ladder::cli {

// The line wrapped at 100 columns, ending in a line break; what follows a break stands further in.
std::string wrapped(std::string_view line);

// The clause tree, two spaces in, wrapped at 100 columns, ending in a line break.
std::string explained(const v1::Explanation& explanation);

}  // namespace ladder::cli

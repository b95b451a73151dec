// Which build this is.
#pragma once

#include <string_view>

namespace ladder::cli {

std::string_view version();  // "0.1.0"
std::string_view commit();   // of the source tree when it was configured; "unknown" without git

}  // namespace ladder::cli

// The desks whose pages `ladder serve` has.
#pragma once

#include <vector>

#include "services/console/console.hpp"

namespace ladder::cli {

std::vector<console::AddPages> console_pages();

}  // namespace ladder::cli

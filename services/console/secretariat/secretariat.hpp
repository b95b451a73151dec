// The secretariat's desk: Today, the board, meetings, the calendar.
#pragma once

#include "services/console/console.hpp"

namespace ladder::secretariat {

void add_pages(console::Pages& pages);

}  // namespace ladder::secretariat

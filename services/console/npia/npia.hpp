// The desk of peer support: requests, commissions, peers and capacity.
#pragma once

#include "services/console/console.hpp"

namespace ladder::npia {

void add_pages(console::Pages& pages);

}  // namespace ladder::npia

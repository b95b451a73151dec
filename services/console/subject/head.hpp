// The head of every page about a body: what it is, where it stands, what may be recorded, its tabs.
#pragma once

#include <string>

#include "services/console/subject/file.hpp"

namespace ladder::subject {

// Sets what the part `subject_head` shows, and the crumbs above it. `tab`: "timeline" and so on.
void put_head(Page& page, const Visit& visit, const BodyFile& file, const std::string& tab);

}  // namespace ladder::subject

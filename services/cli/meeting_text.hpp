// A meeting as people read it on a terminal.
#pragma once

#include <string>

#include "ladder/v1/meeting_service.pb.h"

namespace ladder::cli {

// Head, agenda with outcomes, attendance, action log, minutes and their corrections.
std::string in_words(const v1::Meeting& state);

// The items of a pack with the heads of their cases as they stood.
std::string in_words(const v1::PackContent& pack);

}  // namespace ladder::cli

// A case as people read it on a terminal.
#pragma once

#include <string>

#include "ladder/v1/case_service.pb.h"

namespace ladder::cli {

// Head, concerns, facts, recommendations, proposals and decisions; with `explain` also why each
// proposal was raised and cleared.
std::string in_words(const v1::Case& state, bool explain);

// "d1: moved from self_improvement to peer_support": what a decision did.
std::string in_words(const v1::Decision& decision);

}  // namespace ladder::cli

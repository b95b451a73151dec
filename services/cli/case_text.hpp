// A case as people read it on a terminal.
#pragma once

#include <string>

#include "ladder/v1/case_service.pb.h"

namespace ladder::cli {

// What it is and where it stands.
std::string head_of(const v1::Case& state);

// Concerns, facts, recommendations, proposals, decisions and notes; with `explain` also why each
// proposal was raised and cleared.
std::string lists_of(const v1::Case& state, bool explain);

// "d1: moved from self_improvement to peer_support": what a decision did.
std::string in_words(const v1::Decision& decision);

}  // namespace ladder::cli

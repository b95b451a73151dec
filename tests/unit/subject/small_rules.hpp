// A ruleset with two rungs, one gate of each kind, and what its records name.
#pragma once

#include "services/console/subject/titles.hpp"

namespace ladder::subject::test {

// `people`: whom it calls by a title.
Titles small_titles(console::People people = {});

// The move from "calm" to "peer_support".
const v1::TransitionDefinition& small_move(const Titles& titles);

}  // namespace ladder::subject::test

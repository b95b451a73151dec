// What an `every` goes over: entries of a record, responsible authorities, questions.
#pragma once

#include <string>
#include <vector>

#include "engine/base/truth.hpp"
#include "engine/casework/gate.hpp"

namespace ladder::casework {

struct Matters {
    std::vector<v1::Entry> of;  // authorities and questions are keys without a record
    std::string what;           // "of 'Team member' (team_member)", "responsible authority"
    base::Truth if_none{};      // the truth where there is nothing to go over
    std::string none_words;     // and why, as a sentence
};

Matters matters_of(const v1::EveryCondition& condition, const Circumstances& asked);

// "peers/a-smith (e3)", "e4", "MC-M1".
std::string matter_words(const v1::Entry& entry);

}  // namespace ladder::casework

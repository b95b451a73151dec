// Two versions of a ruleset, and what is different in words.
#pragma once

#include <string>
#include <vector>

#include "ladder/v1/definition.pb.h"

namespace ladder::definition {

enum class ChangeKind { added, removed, changed };

// One difference.
struct Change {
    ChangeKind kind{};
    std::string
        where;  // "ladder police-force, move peer_support -> watching_brief, gate plan_fails"
    std::string what;    // "satisfied_by": the field that changed; empty: the whole thing
    std::string before;  // in the words of its YAML; empty: it was not there
    std::string after;   // the same; empty: it is not there
};

// All differences, in order of the definitions. Things are the same thing if they have the same id
// (moves: the same stages; days off: the same date). An order that alone is different counts as a
// change of the list.
std::vector<Change> diff(const v1::RulesetDefinition& before, const v1::RulesetDefinition& after);

// One line: "ladder police-force, stage watching_brief: title changed from 'x' to 'y'".
std::string in_words(const Change& change);

}  // namespace ladder::definition

// What follows from conditions, whatever is recorded: by Kleene's three values.
#pragma once

#include <vector>

#include "ladder/v1/condition.pb.h"

namespace ladder::definition {

enum class Follows {
    yes,
    no,
    too_many,  // of atoms, or of ways in which they can stand: not decided
};

inline constexpr int atoms_max = 64;
inline constexpr int search_steps_max = 200'000;

// Whether one of `conclusions` is true wherever all of `premises` are. What single conditions have
// to do with each other is known as far as asks_no_less() tells; otherwise each may stand as it
// will.
Follows follows(
    const std::vector<v1::Condition>& premises, const std::vector<v1::Condition>& conclusions
);

}  // namespace ladder::definition

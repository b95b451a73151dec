// The word that was probably meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ladder::definition {

// What to write instead of `word`: "did you mean 'legal_basis'?" if one of the allowed words is a
// slip of the keyboard away, otherwise "write one of: a, b, c" (at most twelve, then how many
// more). Empty if nothing is allowed.
std::string suggest(std::string_view word, const std::vector<std::string>& allowed);

// The allowed word nearest to `word` by insertions, deletions, changes and swaps of neighbours;
// empty if none is within a third of its length. At equal distance the first one.
std::string nearest(std::string_view word, const std::vector<std::string>& allowed);

}  // namespace ladder::definition

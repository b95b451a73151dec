// Ladders and procedures as drawings.
#pragma once

#include <string>

#include "engine/definition/machine.hpp"
#include "engine/definition/ruleset.hpp"

namespace ladder::definition {

// A standalone SVG file in black, white and greys. A ladder's first stage is at the bottom, a
// procedure's at the top. Moves up run on the right, moves down on the left, each in a lane of its
// own with a number; below, the numbers are told: who decides, how many gates of which kind.
std::string draw_svg(const Machine& machine, const Ruleset& ruleset);

// The same as a state diagram of Mermaid (stateDiagram-v2).
std::string draw_mermaid(const Machine& machine, const Ruleset& ruleset);

// "HM Chief Inspector of Constabulary decides; 2 statutory and 3 policy gates".
std::string move_in_words(const Edge& edge, const Ruleset& ruleset);

}  // namespace ladder::definition

// Cases are decided in the words that the commands of every record share.
#pragma once

#include "engine/command/context.hpp"
#include "engine/command/describe.hpp"
#include "engine/command/problems.hpp"
#include "engine/command/words.hpp"

namespace ladder::casework {

using namespace command;

}  // namespace ladder::casework

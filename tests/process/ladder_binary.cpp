// Where the binary lies: alone, as the source tree is in tests/support/source_tree_path.hpp.
#include <cstdlib>

#include "tests/process/ladder_process.hpp"

namespace ladder::process {

std::string ladder_binary() {
    const auto* named = std::getenv("LADDER_BINARY");
    return named == nullptr ? LADDER_BINARY : named;
}

}  // namespace ladder::process

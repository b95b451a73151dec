// Where the binary lies: alone, as the source tree is in tests/support/source_tree_path.hpp.
#include "tests/process/ladder_process.hpp"

namespace ladder::process {

std::string ladder_binary() {
    return LADDER_BINARY;
}

}  // namespace ladder::process

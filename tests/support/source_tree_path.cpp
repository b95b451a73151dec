#include "tests/support/source_tree_path.hpp"

namespace ladder::tests {

std::string in_source_tree(std::string_view path) {
    std::string whole{LADDER_SOURCE_DIR};
    return path.empty() ? whole : whole.append("/").append(path);
}

}  // namespace ladder::tests

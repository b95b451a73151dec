// Reading files.
#include "tests/scenario/files.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "tests/support/source_tree_path.hpp"

namespace ladder::scenario {

std::string read_file(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) {
        throw std::runtime_error{"can't read " + path};
    }
    return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

std::string demo_file(std::string_view name) {
    return read_file(tests::in_source_tree("deploy/demo/data/").append(name));
}

}  // namespace ladder::scenario

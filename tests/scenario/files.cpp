// Reading files.
#include "tests/scenario/files.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace ladder::scenario {

std::string read_file(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) {
        throw std::runtime_error{"can't read " + path};
    }
    return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

std::string demo_file(std::string_view name) {
    return read_file(std::string{LADDER_SOURCE_DIR "/deploy/demo/data/"} + std::string{name});
}

}  // namespace ladder::scenario

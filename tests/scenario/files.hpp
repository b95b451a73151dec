// The shipped files, as the tests of this folder read them.
#pragma once

#include <string>
#include <string_view>

namespace ladder::scenario {

// A file's content. Throws std::runtime_error if it can't be read.
std::string read_file(const std::string& path);

// A file of deploy/demo/data.
std::string demo_file(std::string_view name);

}  // namespace ladder::scenario

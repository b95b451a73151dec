// Where the source tree lies. Known to one object alone, so that those of all tests are the same in
// every clone, and a second clone takes them from the compiler's cache.
#pragma once

#include <string>
#include <string_view>

namespace ladder::tests {

// The path of a file or folder of the tree, such as "rules/landscape-2009"; of nothing: its root.
std::string in_source_tree(std::string_view path);

}  // namespace ladder::tests

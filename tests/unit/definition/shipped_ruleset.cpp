// The ruleset that ships, read from the source tree.
#include "tests/unit/definition/shipped_ruleset.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/support/source_tree_path.hpp"

namespace ladder::definition {

std::vector<SourceFile> shipped_ruleset() {
    const std::filesystem::path folder{tests::in_source_tree("rules/landscape-2009")};
    std::vector<SourceFile> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) {
            std::ifstream stream{entry.path(), std::ios::binary};
            files.push_back(
                {entry.path().lexically_relative(folder).generic_string(),
                 {std::istreambuf_iterator<char>{stream}, std::istreambuf_iterator<char>{}}}
            );
        }
    }
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) {
        return a.path < b.path;
    });
    return files;
}

}  // namespace ladder::definition

// The files of the project as text, for the tests that look at habits.
#pragma once

#include <functional>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

namespace ladder::tidy {

// One file; `path` is relative to the root, with slashes.
struct File {
    std::string path;
    std::string text;
};

// Every file that a person wrote: not .git, not build trees, not installed packages, not data.
[[nodiscard]] std::vector<File> read_source_tree(const std::string& root);

// The names in the root folder.
[[nodiscard]] std::vector<std::string> top_level_names(const std::string& root);

[[nodiscard]] bool is_below(std::string_view path, std::string_view folder);
[[nodiscard]] bool is_cpp(std::string_view path);

// The folder of a path, without the slash at its end; empty for a file of the root.
[[nodiscard]] std::string folder_of(std::string_view path);

// C++ text with comments and the contents of string literals blanked; line numbers stay.
[[nodiscard]] std::string code_only(std::string_view text);

// "path:line: match" for each match of `pattern`.
[[nodiscard]] std::vector<std::string> find_all(
    std::string_view path, std::string_view text, const std::regex& pattern
);

}  // namespace ladder::tidy

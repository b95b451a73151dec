// The texts of a ruleset's folder, as definition::load() takes them.
#pragma once

#include <filesystem>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/definition/load.hpp"

namespace ladder::cli {

// Every file below the folder whose name ends in .yaml, .yml or .mustache, but for the folder
// tests/ (scenario tests, which are not part of the ruleset), in order of path. Errors: not_found
// if it is no folder; invalid_argument if it holds no such file, or one over 4 MiB; unavailable if
// a file can't be read.
[[nodiscard]] base::Result<std::vector<definition::SourceFile>> read_ruleset_folder(
    const std::filesystem::path& folder
);

// The whole of a file. Errors: not_found; invalid_argument if it has more than `bytes_max` bytes;
// unavailable if it can't be read.
[[nodiscard]] base::Result<std::string> read_file(
    const std::filesystem::path& path, std::size_t bytes_max
);

}  // namespace ladder::cli

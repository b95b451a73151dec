#include "services/cli/ruleset_folder.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

#include <fmt/format.h>

namespace ladder::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t ruleset_file_bytes_max = std::size_t{4} * 1024 * 1024;

bool is_definition(const fs::path& relative) {
    const auto extension = relative.extension();
    return (extension == ".yaml" || extension == ".yml" || extension == ".mustache") &&
           *relative.begin() != "tests";
}

}  // namespace

base::Result<std::string> read_file(const fs::path& path, std::size_t bytes_max) {
    std::error_code failed;
    const auto size = fs::file_size(path, failed);
    if (failed) {
        return base::Error{
            base::Code::not_found, fmt::format("{}: {}", path.string(), failed.message()), {}};
    }
    if (size > bytes_max) {
        return base::Error{
            base::Code::invalid_argument,
            fmt::format("{} has {} bytes; at most {} are taken", path.string(), size, bytes_max),
            {}};
    }
    std::ifstream file{path, std::ios::binary};
    std::string text{std::istreambuf_iterator<char>{file}, {}};
    if (file.bad() || text.size() != size) {
        return base::Error{
            base::Code::unavailable, fmt::format("{} can't be read whole", path.string()), {}};
    }
    return text;
}

base::Result<std::vector<definition::SourceFile>> read_ruleset_folder(const fs::path& folder) {
    std::error_code failed;
    if (!fs::is_directory(folder, failed)) {
        return base::Error{
            base::Code::not_found,
            fmt::format(
                "{} is no folder; give the folder that holds ruleset.yaml", folder.string()
            ),
            {}};
    }
    std::vector<fs::path> paths;
    for (const auto& entry : fs::recursive_directory_iterator{folder, failed}) {
        const auto relative = entry.path().lexically_relative(folder);
        if (entry.is_regular_file(failed) && is_definition(relative)) {
            paths.push_back(relative);
        }
    }
    std::sort(paths.begin(), paths.end());
    std::vector<definition::SourceFile> files;
    for (const auto& path : paths) {
        auto text = read_file(folder / path, ruleset_file_bytes_max);
        if (!text) {
            return text.error();
        }
        files.push_back({path.generic_string(), std::move(*text)});
    }
    if (files.empty()) {
        return base::Error{
            base::Code::invalid_argument,
            fmt::format("{} holds no .yaml file", folder.string()),
            {}};
    }
    return files;
}

}  // namespace ladder::cli

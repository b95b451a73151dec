#include "services/cli/share.hpp"

#include <optional>
#include <system_error>

#include <fmt/format.h>

namespace ladder::cli {

namespace {

namespace fs = std::filesystem;

bool is_folder(const fs::path& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

std::optional<Share> installed(const fs::path& folder) {
    if (is_folder(folder / "rules") && is_folder(folder / "demo")) {
        return Share{folder / "rules", folder / "demo"};
    }
    return std::nullopt;
}

std::optional<Share> source_tree(const fs::path& root) {
    if (is_folder(root / "rules") && is_folder(root / "deploy" / "demo" / "data")) {
        return Share{root / "rules", root / "deploy" / "demo" / "data"};
    }
    return std::nullopt;
}

}  // namespace

base::Result<Share> find_share(const std::string& configured, const fs::path& binary) {
    if (!configured.empty()) {
        if (auto found = installed(configured)) {
            return *found;
        }
        return base::Error{
            base::Code::not_found,
            fmt::format("{} does not hold the folders rules and demo", configured),
            {}};
    }
    const auto beside = (binary.parent_path() / ".." / "share" / "ladder").lexically_normal();
    if (auto found = installed(beside)) {
        return *found;
    }
    // build/<preset>/services/cli/ladder
    const auto root = (binary.parent_path() / ".." / ".." / ".." / "..").lexically_normal();
    if (auto found = source_tree(root)) {
        return *found;
    }
    return base::Error{
        base::Code::not_found,
        fmt::format(
            "the rules and demo data are neither in {} nor in {}; say where by --share",
            beside.string(),
            root.string()
        ),
        {}};
}

fs::path running_binary(const std::string& fallback) {
    std::error_code failed;
    auto path = fs::read_symlink("/proc/self/exe", failed);
    return failed ? fs::absolute(fallback) : path;
}

}  // namespace ladder::cli

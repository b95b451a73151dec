// Where rules and demo data lie: installed beside the binary, or in the source tree it was built
// in.
#pragma once

#include <filesystem>
#include <string>

#include "engine/base/result.hpp"

namespace ladder::cli {

struct Share {
    std::filesystem::path rules;      // one folder per ruleset
    std::filesystem::path demo_data;  // the published figures
};

// `configured`: the folder asked for, laid out as installed (rules/, demo/); empty: looked for as
// ../share/ladder of the binary's folder, then as the source tree whose build tree holds the
// binary. Errors: not_found, with the places looked at.
[[nodiscard]] base::Result<Share> find_share(
    const std::string& configured, const std::filesystem::path& binary
);

// The running binary, links followed; `fallback` where the system does not tell.
std::filesystem::path running_binary(const std::string& fallback);

}  // namespace ladder::cli

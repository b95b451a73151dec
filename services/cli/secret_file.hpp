// Files that hold a secret: read and written for their owner alone.
#pragma once

#include <string>

#include "engine/base/result.hpp"

namespace ladder::cli {

// Writes a file that nobody else may read (0600), in the place of an older one; its folder is made
// for its owner alone if it is not there. Errors: unavailable, with the path and the reason.
[[nodiscard]] base::Result<void> write_secret_file(
    const std::string& path, const std::string& text
);

// The first line of a file of a secret. Errors: not_found; failed_precondition if others may read
// it, saying how to mend that.
[[nodiscard]] base::Result<std::string> read_secret_file(const std::string& path);

// Where `ladder login` keeps the token for a server: below $XDG_CONFIG_HOME or ~/.config. Empty if
// there is no home.
std::string token_path_of(const std::string& server);

}  // namespace ladder::cli

// Reads the flat TOML file of the configuration; toml++ is seen by one file only.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"

namespace ladder::cli {

struct TomlValue {
    std::string text;  // strings as they are, numbers and booleans in words
    int line = 0;
    int column = 0;
};

using TomlValues = std::map<std::string, TomlValue, std::less<>>;

// The values of the known keys. Adds a TextIssue to `problems` for a syntax error, an unknown key
// and a value that is neither text nor a whole number.
TomlValues read_toml(
    const std::string& path,
    std::string_view text,
    const std::vector<std::string>& known_keys,
    std::vector<base::Detail>& problems
);

}  // namespace ladder::cli

// What pages load beside themselves: style sheet, scripts, pictures; put into the binary by the
// build.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/http/router.hpp"

namespace ladder::console {

// One file, as it is and compressed.
struct Asset {
    std::string_view name;  // "console.css"
    std::string_view type;
    std::string_view plain;
    std::string_view gzip;
    std::string_view brotli;
};

const std::vector<Asset>& assets();

// Changes when any of them does: it is part of their path, so browsers may keep them for ever.
extern const std::string_view assets_hash;

// "/assets/0123456789abcdef/": before a file's name.
std::string assets_path();

// Serves them all, in the best encoding that the caller takes.
void add_assets(http::Router& router);

}  // namespace ladder::console

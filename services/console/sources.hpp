// Templates and texts as they stand in the source tree, put into the binary by the build.
#pragma once

#include <string_view>
#include <vector>

namespace ladder::console {

// A file by its path without its ending: "pages/sign_in", "en/sign_in".
struct Source {
    std::string_view name;
    std::string_view text;
};

const std::vector<Source>& templates_embedded();
const std::vector<Source>& texts_embedded();

}  // namespace ladder::console

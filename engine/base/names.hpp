// Resource names: "collection/id", as AIP-122 has them.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.hpp"

namespace ladder::base {

// An id: 1 to 63 of a-z, 0-9 and hyphen, beginning with a letter or digit and not ending in a
// hyphen.
bool is_id(std::string_view text);

// The id within "collection/id".
// Errors: invalid_argument for `field` if `name` is of another shape; the message shows the right
// one.
[[nodiscard]] Result<std::string> id_of(
    std::string_view name, std::string_view collection, std::string_view field
);

}  // namespace ladder::base

#include "engine/base/names.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace ladder::base {

namespace {

bool id_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

}  // namespace

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= 63 && text.front() != '-' && text.back() != '-' &&
           std::all_of(text.begin(), text.end(), id_character);
}

Result<std::string> id_of(
    std::string_view name, std::string_view collection, std::string_view field
) {
    const auto slash = name.find('/');
    if (slash == std::string_view::npos || name.substr(0, slash) != collection ||
        !is_id(name.substr(slash + 1))) {
        return field_error(
            std::string{field},
            fmt::format(
                "'{}' is not a name of this kind; write {}/ and an id of lower-case letters, "
                "digits and hyphens",
                name.substr(0, 80),
                collection
            )
        );
    }
    return std::string{name.substr(slash + 1)};
}

}  // namespace ladder::base

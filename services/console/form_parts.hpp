// Small parts that the files of forms share.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "services/console/visit.hpp"
#include "services/http/cookies.hpp"

namespace ladder::console {

inline const std::string& common_text(const Visit& visit, std::string_view key) {
    return visit.desk->templates.text("common", key);
}

// Lines of a text, without the empty ones.
template <class Add>
void each_line(const std::string& text, const Add& add) {
    std::string_view rest = text;
    while (!rest.empty()) {
        const auto end = std::min(rest.size(), rest.find('\n'));
        if (const auto line = http::trim(rest.substr(0, end)); !line.empty()) {
            add(std::string{line});
        }
        rest.remove_prefix(std::min(rest.size(), end + 1));
    }
}

}  // namespace ladder::console

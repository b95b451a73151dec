// Collects what is wrong with a request, so that it is all named at once.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.hpp"

namespace ladder::api {

class Problems {
public:
    // A field and what is wrong with it and would be right.
    void add(std::string field, std::string description);

    // Adds a violation unless the text is an ISO date, or empty where `required` is false.
    void check_date(const std::string& field, std::string_view text, bool required);

    // Adds a violation unless the text has 1 to `characters_max` bytes of UTF-8 (0 is allowed
    // where `required` is false).
    void check_text(
        const std::string& field, std::string_view text, std::size_t bytes_max, bool required
    );

    // Adds a violation unless the name is "collection/id".
    void check_name(const std::string& field, std::string_view name, std::string_view collection);

    bool empty() const { return details_.empty(); }

    // invalid_argument with every violation; only when there is one.
    base::Error error() const;

private:
    std::vector<base::Detail> details_;
};

}  // namespace ladder::api

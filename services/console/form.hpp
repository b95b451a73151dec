// What a form or a query says: "a=1&b=2", each name once or several times.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.hpp"

namespace ladder::console {

// The most bytes that a page's form may have; pages that take more say so.
inline constexpr std::size_t form_bytes_max = std::size_t{64} * 1024;

class Form {
public:
    Form() = default;
    explicit Form(std::vector<std::pair<std::string, std::string>> values)
        : values_{std::move(values)} {}

    // Reads application/x-www-form-urlencoded, as browsers send forms and queries.
    // Errors: invalid_argument for an escape or a text that is none, or too many values.
    [[nodiscard]] static base::Result<Form> parse(std::string_view encoded);

    // The first value without the blanks around it, line breaks as "\n"; empty if there is none.
    std::string value(std::string_view name) const;
    // The first value as it was sent: for passwords and hidden fields.
    std::string_view raw(std::string_view name) const;
    // All values of a name, as sent.
    std::vector<std::string> values(std::string_view name) const;
    bool has(std::string_view name) const;

    // A day that was typed in three fields, NAME-day, NAME-month and NAME-year, as ISO text; empty
    // if all are. What is no date is given as near to one as it comes, for whoever checks it.
    std::string date(std::string_view name) const;

    void set(std::string name, std::string value);
    void remove(std::string_view name);
    const std::vector<std::pair<std::string, std::string>>& all() const { return values_; }

    // As it is sent.
    std::string encoded() const;

private:
    std::vector<std::pair<std::string, std::string>> values_;
};

// For a value within a query or a path.
std::string percent_encoded(std::string_view text);

}  // namespace ladder::console

// Names and etags of cases.
#include <charconv>

#include <fmt/format.h>

#include "engine/casework/case.hpp"
#include "engine/casework/shared.hpp"

namespace ladder::casework {

namespace {

// The number at the end of a case's name; 0 if it has none.
int number_of(std::string_view name) {
    const auto digits = name.substr(name.rfind('-') + 1);
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc{} && end == digits.data() + digits.size() ? number : 0;
}

}  // namespace

std::string next_case_name(
    std::string_view body, v1::Subject subject, std::string_view previous_case
) {
    const auto id = body.substr(body.find('/') + 1);
    return fmt::format("cases/{}-{}-{}", id, subject_word(subject), number_of(previous_case) + 1);
}

}  // namespace ladder::casework

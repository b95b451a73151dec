// Checks on the fields of commands. Each puts what it finds wrong into Problems.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/dates.hpp"
#include "engine/command/problems.hpp"
#include "engine/command/words.hpp"

namespace ladder::command {

inline constexpr std::size_t reasons_chars_max = 20'000;
inline constexpr std::size_t title_chars_max = 500;
inline constexpr std::size_t reference_chars_max = 500;
inline constexpr std::size_t person_chars_max = 200;
inline constexpr int evidence_max = 100;

// What is wrong with a text of 1 to `chars_max` characters (Unicode code points): it is missing or
// blank, too long, or holds control characters other than tab and line ends. Empty: nothing.
std::string text_fault(std::string_view text, std::size_t chars_max);

void check_text(
    Problems& problems, std::string_view field, std::string_view text, std::size_t chars_max
);

// 1 to evidence_max different references. `item_fault` says what is wrong with a reference that
// looks like an item of the record itself ("p1", "e3"), empty for nothing; it is asked for those
// that begin with one of `item_letters`. `items` names them: "items of the case such as p1 or c1".
void check_evidence(
    Problems& problems,
    const Strings& evidence,
    std::string_view item_letters,
    std::string_view items,
    const std::function<std::string(std::string_view)>& item_fault
);

// The day on which a command takes effect.
struct Days {
    base::Date today;         // the UTC day of recording
    base::Date effective_on;  // as given, or today; today too if what was given is wrong
};

// effective_on: today if empty, never in the future. known_on: may be empty; never in the future
// nor before effective_on.
Days check_days(
    Problems& problems,
    std::string_view effective_on,
    std::string_view known_on,
    base::Instant recorded_at
);

// The day on which something without a day of its own was known: may be empty; never in the future.
void check_known_on(Problems& problems, std::string_view known_on, base::Instant recorded_at);

// `first` is an ISO date of the record; `what` completes "before ...": "the concern was raised".
void check_not_before(
    Problems& problems, base::Date effective_on, std::string_view first, std::string_view what
);

}  // namespace ladder::command

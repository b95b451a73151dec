// Questions that the registers' commands share: dates, markings, ids.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/dates.hpp"
#include "engine/command/authorise.hpp"
#include "engine/command/problems.hpp"
#include "ladder/v1/common.pb.h"

namespace ladder::registers {

enum class Need { optional, required };

// The date of a field; nothing if it is empty or wrong, which becomes a problem.
std::optional<base::Date> date_of(
    command::Problems& problems, const std::string& field, std::string_view text, Need need
);

// The same, and it is not after `latest`. `why` completes "2011-03-31 is after ..".
std::optional<base::Date> date_until(
    command::Problems& problems,
    const std::string& field,
    std::string_view text,
    Need need,
    base::Date latest,
    std::string_view why
);

// The later date is not before the earlier one, where both are given. A problem names both.
void check_order(
    command::Problems& problems,
    const std::string& field,
    std::optional<base::Date> later,
    std::string_view earlier_field,
    std::optional<base::Date> earlier
);

// A text of at most `chars_max` characters, which may be left out.
void check_optional_text(
    command::Problems& problems,
    const std::string& field,
    std::string_view text,
    std::size_t chars_max
);

// The marking given, or `least` if none is; a lower one is a problem. `whose` completes "the
// marking of ..".
v1::Marking marking_of(
    command::Problems& problems,
    const std::string& field,
    v1::Marking given,
    v1::Marking least,
    std::string_view whose
);

// "RESTRICTED".
std::string marking_words(v1::Marking marking);

// An unspecified marking as NOT PROTECTIVELY MARKED.
v1::Marking or_unmarked(v1::Marking marking);

// The record is at the etag that its user saw; `changed_by` changed it last. A missing etag is a
// problem. Errors: aborted with StaleEtag.
template <class State>
[[nodiscard]] base::Result<void> require_seen(
    command::Problems& problems,
    const State& state,
    const std::string& etag,
    const std::string& changed_by,
    std::string_view what
) {
    if (etag.empty()) {
        problems.field(
            "etag", "is missing; send the etag of the " + std::string{what} + " as you saw it"
        );
    } else if (etag != state.etag()) {
        return command::stale_etag(state.name(), etag, state.etag(), changed_by);
    }
    return {};
}

// The day of recording, or the day it was known if that is given and right.
base::Date known_day(
    command::Problems& problems, std::string_view known_on, base::Instant recorded_at
);

}  // namespace ladder::registers

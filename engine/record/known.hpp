// Which of what is recorded was known at a moment.
#pragma once

#include "engine/base/dates.hpp"

namespace ladder::record {

// History entered later counts from the beginning of the day on which it was known.
inline bool known_by(
    base::Instant at, base::Instant recorded_at, bool entered_later, base::Date known_on
) {
    return recorded_at <= at || (entered_later && known_on <= at);
}

// A moment at which the record is looked at.
struct Moment {
    base::Instant at;
    bool strict = false;  // leave out what was recorded later than `at`
};

inline bool known_by(
    const Moment& moment, base::Instant recorded_at, bool entered_later, base::Date known_on
) {
    return known_by(moment.at, recorded_at, entered_later && !moment.strict, known_on);
}

}  // namespace ladder::record

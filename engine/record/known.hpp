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

}  // namespace ladder::record

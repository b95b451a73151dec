// "As known at": which of what is recorded a read may see.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <google/protobuf/timestamp.pb.h>

#include "engine/base/dates.hpp"
#include "engine/base/result.hpp"
#include "ladder/v1/common.pb.h"

namespace ladder::db {

// The moment at which a read looks at the record. Default: now.
struct KnownAt {
    std::optional<base::Instant> at;  // none: everything that is recorded
    bool strict = false;              // leave out what was recorded later than `at`

    // Whether what was recorded at one moment and known on a day is seen. History entered later
    // counts from the beginning of the day on which it was known.
    bool sees(base::Instant recorded_at, bool entered_later, base::Date known_on) const;
};

// What becomes of a row of a stream, read in order, as known at a moment.
enum class Sight {
    seen,
    unseen,
    // The first row, which opened a case only to hold what the rules propose: seen if any later row
    // is, since history may be entered into it that was known before the rules were run.
    with_the_next,
    nothing_known,  // the first row is not seen: the stream was not known
};

// From the fields `known_at` and `known_at_mode` of a request; `timestamp` null: now.
// Errors: invalid_argument for known_at.
[[nodiscard]] base::Result<KnownAt> known_at_of(
    const google::protobuf::Timestamp* timestamp, v1::KnownAtMode mode
);

}  // namespace ladder::db

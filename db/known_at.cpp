// The visibility rule of the two times.
#include "db/known_at.hpp"

#include "engine/record/known.hpp"

namespace ladder::db {

bool KnownAt::sees(base::Instant recorded_at, bool entered_later, base::Date known_on) const {
    return !at || record::known_by(*at, recorded_at, entered_later && !strict, known_on);
}

base::Result<KnownAt> known_at_of(
    const google::protobuf::Timestamp* timestamp, v1::KnownAtMode mode
) {
    KnownAt known_at;
    known_at.strict = mode == v1::KNOWN_AT_MODE_STRICT;
    if (timestamp == nullptr) {
        return known_at;
    }
    const auto instant = base::from_timestamp(*timestamp);
    if (!instant) {
        return base::field_error("known_at", instant.error().message);
    }
    known_at.at = *instant;
    return known_at;
}

}  // namespace ladder::db

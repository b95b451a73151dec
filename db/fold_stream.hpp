// The state of a stream, as known at a moment or after so many events.
#pragma once

#include <cstdint>
#include <string>

#include <soci/soci.h>

#include "db/database.hpp"
#include "db/known_at.hpp"
#include "db/projection.hpp"
#include "engine/base/result.hpp"

namespace ladder::db {

// The state of a stream as known at a moment; monostate if it was not known then. A stream whose
// first event is not seen is not known. Errors: data_loss. Throws soci_error.
[[nodiscard]] base::Result<Aggregate> fold_stream(
    soci::session& session, Backend backend, const std::string& stream, const KnownAt& known_at
);

// The state of a stream after its first `version` events. Errors: data_loss. Throws soci_error.
[[nodiscard]] base::Result<Aggregate> fold_to_version(
    soci::session& session, Backend backend, const std::string& stream, std::int64_t version
);

}  // namespace ladder::db

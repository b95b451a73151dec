// Which streams a bundle needs, and up to which position.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <soci/soci.h>

#include "db/bundle_source.hpp"
#include "engine/bundle/scope.hpp"

namespace ladder::db {

// What a bundle is to hold.
struct BundleStreams {
    base::Instant known_at;               // nothing in it was recorded later
    std::int64_t cut = 0;                 // nor at this position or behind it
    std::set<std::string> streams;        // those of which something is there
    std::vector<std::int64_t> positions;  // of every event, ascending; destructions may lie behind
    std::map<std::string, std::string> imports;  // whose figures it holds, with the file's SHA-256
    std::set<std::string> indicators;            // of every ruleset in it
    std::vector<std::string> documents;          // those that are in it
};

// not_found for what was asked for.
base::Error not_recorded(const BundleWish& wish);

// Reads what FORMAT.md says under "What is in a bundle". Throws soci_error.
// Errors: not_found.
[[nodiscard]] base::Result<BundleStreams> bundle_streams(
    soci::session& session, Backend backend, const BundleWish& wish
);

}  // namespace ladder::db

// What was looked at, refused, signed in to and exported, as it was recorded.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "engine/base/result.hpp"
#include "ladder/v1/access_service.pb.h"

namespace ladder::db {

struct AccessFilter {
    v1::AccessKind kind = v1::ACCESS_KIND_UNSPECIFIED;  // unspecified: all
    std::string person;                                 // identifier, empty: all
    std::string from;                                   // ISO date, empty: from the beginning
    std::string to;                                     // ISO date, empty: until today
};

// A record with the journal position at which it stands.
struct AccessAt {
    std::int64_t position = 0;
    v1::AccessRecord record;
};

// Reads access records. Blocks; safe from many threads. Errors: unavailable; data_loss.
class AccessReader {
public:
    explicit AccessReader(Database& database) : database_(database) {}

    // Newest first: at most `count` of those recorded at positions below `before`.
    [[nodiscard]] base::Result<std::vector<AccessAt>> list(
        const AccessFilter& filter, std::int64_t before, std::int64_t count
    ) const;

private:
    Database& database_;
};

}  // namespace ladder::db

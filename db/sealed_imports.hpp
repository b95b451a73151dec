// The imports whose figures are seen.
#pragma once

#include <cstdint>
#include <unordered_map>

#include <soci/soci.h>

#include "engine/base/dates.hpp"

namespace ladder::db {

struct SealedImport {
    std::int64_t position = 0;  // of its event
    base::Instant recorded_at;
};

// By import number.
using SealedImports = std::unordered_map<long long, SealedImport>;

// Throws soci_error.
SealedImports read_sealed_imports(soci::session& session);

// The number in "imports/17"; -1 if it is no such name.
long long number_of_import(std::string_view name);

}  // namespace ladder::db

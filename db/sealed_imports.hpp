// The imports whose figures are seen.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include <soci/soci.h>

#include "db/dialect.hpp"
#include "engine/base/dates.hpp"

namespace ladder::db {

struct SealedImport {
    std::int64_t position = 0;  // of its event
    base::Instant recorded_at;
    std::string layout;       // the id
    std::string file_digest;  // SHA-256 of the file, raw bytes
};

// By import number.
using SealedImports = std::unordered_map<long long, SealedImport>;

// Throws soci_error.
SealedImports read_sealed_imports(soci::session& session, Backend backend);

// The number in "imports/17"; -1 if it is no such name.
long long number_of_import(std::string_view name);

// "imports/17".
std::string name_of_import(long long number);

}  // namespace ladder::db

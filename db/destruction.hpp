// Destroyed content: what the journal says of it, and what is looked up before it is recorded.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include <soci/soci.h>

#include "db/database.hpp"
#include "db/journal.hpp"
#include "db/reader.hpp"
#include "engine/base/result.hpp"
#include "ladder/v1/audit_service.pb.h"

namespace ladder::db {

// An event as it stands, and the contents of documents that nothing but it names.
struct Destructible {
    std::string stream;
    v1::Event event;
    std::vector<std::string> sole_contents;  // SHA-256, 32 bytes each
};

// Reads what destructions need. Blocks; safe from many threads. Errors of all: unavailable;
// data_loss.
class DestructionReader {
public:
    explicit DestructionReader(Database& database) : database_(database) {}

    // Errors: not_found, also for an event of a stream that the reader does not see.
    [[nodiscard]] base::Result<Destructible> find(const Reader& reader, std::int64_t position)
        const;

    // Recorded destructions in streams that the reader sees, newest first: those recorded at
    // positions below `before`, at most `count`.
    [[nodiscard]] base::Result<std::vector<v1::Destruction>> list(
        const Reader& reader, std::int64_t before, std::size_t count
    ) const;

private:
    Database& database_;
};

// SHA-256 of every content of a document that was destroyed. Throws soci_error.
std::set<std::string> destroyed_contents(soci::session& session, Backend backend);

// Whether the owner removed the payload of an event whose destruction is recorded.
bool is_erased(const JournalRow& row);

}  // namespace ladder::db

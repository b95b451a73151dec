// The contents of documents: stored once by their SHA-256, checked whenever they are read.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include <soci/soci.h>

#include "db/database.hpp"
#include "engine/base/result.hpp"

namespace ladder::db {

// Bytes of one row; a content is written and read so many at a time.
inline constexpr std::size_t document_chunk_bytes = std::size_t{1024} * 1024;

// SHA-256, 32 bytes.
std::string content_digest(std::string_view content);

// Gives the chunks of a content in order; an empty one is the end.
using ContentSource = std::function<std::string_view()>;
// Takes the chunks of a content in order.
using ContentSink = std::function<void(std::string_view chunk)>;

// Stores and gives contents. Blocks; safe from many threads. Errors of all: unavailable.
class DocumentStore {
public:
    explicit DocumentStore(Database& database) : database_(database) {}

    // Stores a content in one transaction of its own and gives its digest. A content that is there
    // already is left as it is.
    [[nodiscard]] base::Result<std::string> put(std::string_view content) const;
    // The same, `next` giving it in chunks of at most document_chunk_bytes; `digest` is what it
    // must be. Errors: data_loss, with nothing stored, if it is not.
    [[nodiscard]] base::Result<void> put(const std::string& digest, const ContentSource& next)
        const;

    // Hands the content to `take`, chunk by chunk. Errors: not_found; data_loss, after the last
    // chunk, if size or SHA-256 are not what they must be.
    [[nodiscard]] base::Result<void> read(const std::string& digest, const ContentSink& take) const;

    // The content, whole and checked. Errors: not_found; data_loss.
    [[nodiscard]] base::Result<std::string> get(const std::string& digest) const;

private:
    Database& database_;
};

// What is wrong with a stored content of this digest and size; empty: nothing. For verify().
// Throws soci_error.
std::string content_fault(
    soci::session& session, Backend backend, const std::string& digest, std::int64_t size
);

}  // namespace ladder::db

#include "db/document_store.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <sodium/crypto_hash_sha256.h>

#include "db/destruction.hpp"
#include "db/journal.hpp"
#include "db/soci_error.hpp"
#include "db/statement.hpp"
#include "engine/base/hex.hpp"

namespace ladder::db {
namespace {

class Sha256 {
public:
    Sha256() { crypto_hash_sha256_init(&state_); }
    void add(std::string_view bytes) {
        crypto_hash_sha256_update(
            &state_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()
        );
    }
    std::string take() {
        std::string digest(crypto_hash_sha256_BYTES, '\0');
        crypto_hash_sha256_final(&state_, reinterpret_cast<unsigned char*>(digest.data()));
        return digest;
    }

private:
    crypto_hash_sha256_state state_{};
};

struct Stored {
    long long size = 0;
    long long chunks = 0;
};

std::optional<Stored> find_content(soci::session& session, const std::string& key) {
    Stored row, stored;
    bool found = false;
    select_rows(
        session,
        "SELECT size, chunks FROM document_content WHERE digest = :digest",
        {{{"digest", key}}, {}},
        [&](soci::statement& statement) {
            statement.exchange(soci::into(row.size));
            statement.exchange(soci::into(row.chunks));
        },
        [&] {
            stored = row;
            found = true;
            return true;
        }
    );
    return found ? std::optional{stored} : std::nullopt;
}

// Calls `take` for each chunk in order. What is wrong in the end; empty: nothing.
std::string read_checked(
    soci::session& session,
    Backend backend,
    const std::string& digest,
    const Stored& stored,
    const ContentSink& take
) {
    Sha256 hash;
    long long size = 0, chunks = 0, number = 0;
    std::string bytes;
    select_rows(
        session,
        "SELECT number, bytes FROM document_chunk WHERE digest = :digest ORDER BY number",
        {{{"digest", base::hex(digest)}}, {}},
        [&](soci::statement& statement) {
            statement.exchange(soci::into(number));
            statement.exchange(soci::into(bytes));
        },
        [&] {
            const auto chunk = from_selected(backend, std::move(bytes));
            hash.add(chunk);
            size += static_cast<long long>(chunk.size());
            chunks += number == chunks ? 1 : 0;
            take(chunk);
            return true;
        }
    );
    if (size != stored.size || chunks != stored.chunks) {
        return fmt::format(
            "has {} bytes in {} rows; it should have {} in {}",
            size,
            chunks,
            stored.size,
            stored.chunks
        );
    }
    return hash.take() == digest ? "" : "has another SHA-256 than it should";
}

void insert_chunk(
    soci::session& session,
    Backend backend,
    const std::string& key,
    long long number,
    std::string_view chunk
) {
    const auto bound = to_bound(backend, chunk);
    session << "INSERT INTO document_chunk (digest, number, bytes) VALUES (:digest, :number, " +
                   bytes_sql(backend, ":bytes") + ")",
        soci::use(key, "digest"), soci::use(number, "number"), soci::use(bound, "bytes");
}

// Inserts the chunks that `next` gives. Errors: data_loss if they are not the content.
base::Result<void> insert_content(
    soci::session& session, Backend backend, const std::string& digest, const ContentSource& next
) {
    const auto key = base::hex(digest);
    Sha256 hash;
    long long size = 0, chunks = 0;
    for (auto chunk = next(); !chunk.empty(); chunk = next()) {
        hash.add(chunk);
        size += static_cast<long long>(chunk.size());
        insert_chunk(session, backend, key, chunks++, chunk);
    }
    if (hash.take() != digest) {
        return base::Error{
            base::Code::data_loss, "the content was cut or changed on its way; send it again", {}};
    }
    session << "INSERT INTO document_content (digest, size, chunks) "
               "VALUES (:digest, :size, :chunks)",
        soci::use(key, "digest"), soci::use(size, "size"), soci::use(chunks, "chunks");
    return {};
}

}  // namespace

std::string content_digest(std::string_view content) {
    Sha256 hash;
    hash.add(content);
    return hash.take();
}

base::Result<std::string> DocumentStore::put(std::string_view content) const {
    const auto digest = content_digest(content);
    auto stored = put(digest, [&content] {
        const auto chunk = content.substr(0, document_chunk_bytes);
        content.remove_prefix(chunk.size());
        return chunk;
    });
    return stored ? base::Result<std::string>(digest) : base::Result<std::string>(stored.error());
}

base::Result<void> DocumentStore::put(const std::string& digest, const ContentSource& next) const {
    std::unique_ptr<soci::session> session;
    try {
        session = database_.connect();
        begin_write(database_.backend(), *session);
        if (find_content(*session, base::hex(digest))) {
            roll_back(*session);
            return {};
        }
        auto inserted = insert_content(*session, database_.backend(), digest, next);
        if (inserted) {
            commit(*session);
        } else {
            roll_back(*session);
        }
        return inserted;
    } catch (const soci::soci_error& error) {
        if (session) {
            roll_back(*session);
        }
        // Another node may have stored the same content meanwhile: then it is there.
        const auto there = database_.read([&](soci::session& reader) -> base::Result<bool> {
            return find_content(reader, base::hex(digest)).has_value();
        });
        if (there && *there) {
            return {};
        }
        return to_failure(error).error();
    }
}

base::Result<void> DocumentStore::read(const std::string& digest, const ContentSink& take) const {
    return database_.read([&](soci::session& session) -> base::Result<void> {
        if (destroyed_contents(session, database_.backend()).count(digest) != 0) {
            return base::Error{
                base::Code::not_found,
                fmt::format(
                    "the content {} is destroyed; `ladder audit destructions` says by whose "
                    "authority",
                    base::hex(digest)
                ),
                {}};
        }
        const auto stored = find_content(session, base::hex(digest));
        if (!stored) {
            return base::Error{
                base::Code::not_found,
                fmt::format("the content {} is not in the store", base::hex(digest)),
                {}};
        }
        const auto fault = read_checked(session, database_.backend(), digest, *stored, take);
        if (!fault.empty()) {
            return base::Error{
                base::Code::data_loss,
                fmt::format("the content {} {}", base::hex(digest), fault),
                {}};
        }
        return {};
    });
}

base::Result<std::string> DocumentStore::get(const std::string& digest) const {
    std::string content;
    const auto done = read(digest, [&](std::string_view chunk) { content += chunk; });
    return done ? base::Result<std::string>(std::move(content))
                : base::Result<std::string>(done.error());
}

std::string content_fault(
    soci::session& session, Backend backend, const std::string& digest, std::int64_t size
) {
    const auto stored = find_content(session, base::hex(digest));
    if (!stored) {
        return "its content is not in the store";
    }
    if (stored->size != size) {
        return fmt::format("its content has {} bytes; its event says {}", stored->size, size);
    }
    const auto fault = read_checked(session, backend, digest, *stored, [](std::string_view) {});
    return fault.empty() ? "" : "its content " + fault;
}

}  // namespace ladder::db

// Makes, keeps and gives checkpoints.
#include "db/checkpoint_store.hpp"

#include <limits>
#include <memory>

#include <fmt/format.h>

#include "db/journal.hpp"
#include "db/statement.hpp"
#include "db/tree.hpp"
#include "engine/ledger/proof.hpp"
#include "engine/ledger/text_form.hpp"

namespace ladder::db {
namespace {

std::string trimmed(const std::string& line) {
    return line.substr(0, line.size() - 1);
}

std::optional<StoredCheckpoint> newest(
    soci::session& session, Backend backend, std::int64_t before
) {
    auto found = read_checkpoints(session, backend, before, 1);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

// That the tree of this size and root continues the checkpoint.
base::Result<void> check_continues(
    soci::session& session,
    Backend backend,
    const ledger::Checkpoint& earlier,
    std::int64_t size,
    const ledger::Hash& root
) {
    if (earlier.size == 0) {
        return {};
    }
    const auto proof = Tree(session, backend).roots(ledger::consistency_ranges(earlier.size, size));
    if (!proof) {
        return proof.error();
    }
    if (const auto holds =
            ledger::verify_consistency(earlier.size, earlier.root, size, root, *proof);
        !holds) {
        return base::Error{
            base::Code::data_loss,
            fmt::format(
                "the journal does not continue the checkpoint of size {} that was handed out: it "
                "was changed; nothing is signed",
                earlier.size
            ),
            {}};
    }
    return {};
}

void insert_checkpoint(
    soci::session& session,
    Backend backend,
    const ledger::Checkpoint& checkpoint,
    std::int64_t now_us
) {
    const long long size = checkpoint.size, made_at_us = now_us;
    const auto root = to_bound(backend, bytes_of(checkpoint.root));
    session << "INSERT INTO checkpoint (size, origin, root, made_at_us) VALUES (:size, :origin, " +
                   bytes_sql(backend, ":root") + ", :made_at_us) ON CONFLICT DO NOTHING",
        soci::use(size, "size"), soci::use(checkpoint.origin, "origin"), soci::use(root, "root"),
        soci::use(made_at_us, "made_at_us");
}

void insert_signature(
    soci::session& session, std::int64_t size, const std::string& line, std::int64_t now_us
) {
    const long long at_size = size, added_at_us = now_us;
    const auto signature = trimmed(line);
    session << "INSERT INTO checkpoint_signature (size, signature, added_at_us) "
               "VALUES (:size, :signature, :added_at_us) ON CONFLICT DO NOTHING",
        soci::use(at_size, "size"), soci::use(signature, "signature"),
        soci::use(added_at_us, "added_at_us");
}

// Within a transaction that keeps the head where it is.
base::Result<StoredCheckpoint> make_locked(
    soci::session& session, Backend backend, const ledger::SignerKey& log, std::int64_t now_us
) {
    const auto head = read_head(session, backend, true);
    const auto frontier = ledger::Frontier::decode(head.frontier);
    if (!frontier) {
        return frontier.error();
    }
    const auto root = frontier->root();
    const ledger::Checkpoint made{log.verifier.name, head.size, root, {}};
    constexpr auto any = std::numeric_limits<std::int64_t>::max();
    if (const auto earlier = newest(session, backend, any)) {
        const auto& told = earlier->checkpoint;
        if (const auto goes_on = check_continues(session, backend, told, head.size, root);
            !goes_on) {
            return goes_on.error();
        }
        if (told.size == head.size && told.origin != made.origin) {
            return base::Error{
                base::Code::failed_precondition,
                fmt::format(
                    "the checkpoint of size {} was handed out as '{}'; '{}' begins with the next "
                    "event",
                    told.size,
                    told.origin,
                    made.origin
                ),
                {}};
        }
    }
    const auto note = ledger::make_checkpoint(head.size, root, log);
    insert_checkpoint(session, backend, made, now_us);
    insert_signature(session, head.size, note.signatures.front().line(), now_us);
    return *newest(session, backend, head.size + 1);
}

void read_signatures(soci::session& session, StoredCheckpoint& stored) {
    std::string signature;
    select_rows(
        session,
        "SELECT signature FROM checkpoint_signature WHERE size = :size "
        "ORDER BY added_at_us, signature",
        {{}, {{"size", stored.checkpoint.size}}},
        [&](soci::statement& statement) { statement.exchange(soci::into(signature)); },
        [&] {
            stored.signatures.push_back(signature + "\n");
            return true;
        }
    );
}

// The checkpoint of the journal as it is now, if this key signed it already.
base::Result<std::optional<StoredCheckpoint>> find_made(
    Database& database, const ledger::SignerKey& log
) {
    return database.read(
        [&](soci::session& session) -> base::Result<std::optional<StoredCheckpoint>> {
            const auto size = read_head(session, database.backend()).size;
            auto found = newest(session, database.backend(), size + 1);
            if (!found || found->checkpoint.size != size ||
                found->checkpoint.origin != log.verifier.name) {
                return std::optional<StoredCheckpoint>{};
            }
            const auto note = ledger::parse_note(found->note());
            if (!note || !ledger::verify_note(*note, log.verifier)) {
                return std::optional<StoredCheckpoint>{};
            }
            return found;
        }
    );
}

}  // namespace

std::string StoredCheckpoint::note() const {
    auto text = checkpoint.text() + "\n";
    for (const auto& line : signatures) {
        text += line;
    }
    return text;
}

std::vector<StoredCheckpoint> read_checkpoints(
    soci::session& session, Backend backend, std::int64_t before, std::int64_t count
) {
    std::vector<StoredCheckpoint> found;
    long long size = 0, made_at_us = 0;
    std::string origin, root;
    select_rows(
        session,
        "SELECT size, made_at_us, origin, root FROM checkpoint WHERE size < :before "
        "ORDER BY size DESC LIMIT :limit",
        {{}, {{"before", before}, {"limit", count}}},
        [&](soci::statement& statement) {
            statement.exchange(soci::into(size));
            statement.exchange(soci::into(made_at_us));
            statement.exchange(soci::into(origin));
            statement.exchange(soci::into(root));
        },
        [&] {
            // A root that is no hash stays all zeros, which no tree has: verify() finds it.
            const auto hash = ledger::hash_of(from_selected(backend, root));
            found.push_back({{origin, size, hash.value_or(ledger::Hash{}), {}}, {}, made_at_us});
            return true;
        }
    );
    for (auto& stored : found) {
        read_signatures(session, stored);
    }
    return found;
}

base::Result<StoredCheckpoint> CheckpointStore::make(
    const ledger::SignerKey& log, std::int64_t now_us
) const {
    if (auto made = find_made(database_, log); !made || *made) {
        return made ? base::Result<StoredCheckpoint>(*std::move(*made))
                    : base::Result<StoredCheckpoint>(made.error());
    }
    std::unique_ptr<soci::session> session;
    try {
        session = database_.connect();
        begin_write(database_.backend(), *session);
        auto made = make_locked(*session, database_.backend(), log, now_us);
        if (made) {
            commit(*session);
        } else {
            roll_back(*session);
        }
        return made;
    } catch (const soci::soci_error& error) {
        if (session) {
            roll_back(*session);
        }
        return to_failure(error).error();
    }
}

base::Result<StoredCheckpoint> CheckpointStore::get(std::int64_t size) const {
    auto found = list(size + 1, 1);
    if (!found) {
        return found.error();
    }
    if (found->empty() || found->front().checkpoint.size != size) {
        return base::Error{
            base::Code::not_found,
            fmt::format("no checkpoint of size {} was handed out", size),
            {}};
    }
    return std::move(found->front());
}

base::Result<std::vector<StoredCheckpoint>> CheckpointStore::list(
    std::int64_t before, std::int64_t count
) const {
    return database_.read(
        [&](soci::session& session) -> base::Result<std::vector<StoredCheckpoint>> {
            return read_checkpoints(session, database_.backend(), before, count);
        }
    );
}

base::Result<void> CheckpointStore::add_signature(
    std::int64_t size, const ledger::Signature& signature, std::int64_t now_us
) const {
    try {
        const auto session = database_.connect();
        insert_signature(*session, size, signature.line(), now_us);
        return {};
    } catch (const soci::soci_error& error) {
        return to_failure(error).error();
    }
}

}  // namespace ladder::db

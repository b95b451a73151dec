// Compares checkpoints with the journal's tree.
#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "db/tree.hpp"
#include "db/verify_steps.hpp"
#include "engine/ledger/proof.hpp"

namespace ladder::db {
namespace {

constexpr std::int64_t all_of_them = std::numeric_limits<std::int64_t>::max();

std::string place_of(const ledger::Checkpoint& checkpoint) {
    return fmt::format("checkpoint of size {}", checkpoint.size);
}

void find_signatures_of_nothing(soci::session& session, VerifyReport& report) {
    long long size = 0;
    select_rows(
        session,
        "SELECT s.size FROM checkpoint_signature s WHERE NOT EXISTS "
        "(SELECT 1 FROM checkpoint c WHERE c.size = s.size) ORDER BY s.size",
        {},
        [&](soci::statement& statement) { statement.exchange(soci::into(size)); },
        [&] {
            find(
                report,
                fmt::format("checkpoint of size {}", size),
                "there is a signature on it, and no checkpoint"
            );
            return true;
        }
    );
}

}  // namespace

CheckpointCheck::CheckpointCheck(
    soci::session& session,
    Backend backend,
    const VerifyOptions& options,
    std::int64_t from,
    std::int64_t to,
    VerifyReport& report
)
    : report_(report) {
    for (auto& stored : read_checkpoints(session, backend, all_of_them, all_of_them)) {
        const auto size = stored.checkpoint.size;
        const bool beyond = options.whole() || !options.to;
        if (size >= from && (size <= to || beyond)) {
            check_signatures(stored, options);
            auto where = place_of(stored.checkpoint);
            claims_.emplace(size, Claim{std::move(stored.checkpoint), std::move(where)});
        }
    }
    find_signatures_of_nothing(session, report);
    for (const auto& held : options.held_by_others) {
        if (held.size >= from) {
            claims_.emplace(held.size, Claim{held, place_of(held) + " that others hold"});
        }
    }
}

void CheckpointCheck::check_signatures(
    const StoredCheckpoint& stored, const VerifyOptions& options
) {
    const auto where = place_of(stored.checkpoint);
    const auto note = ledger::parse_note(stored.note());
    if (!note) {
        find(report_, where, "its signatures can't be read");
        return;
    }
    for (const auto& signature : note->signatures) {
        check_signature(where, *note, signature, options);
    }
    if (options.keys.empty()) {
        return;
    }
    const bool signed_by_us =
        std::any_of(options.keys.begin(), options.keys.end(), [&](const auto& key) {
            return stored.checkpoint.origin == key.name && ledger::verify_note(*note, key);
        });
    if (!signed_by_us) {
        find(report_, where, "it is not signed by a key of the log: it is forged");
    }
}

void CheckpointCheck::check_signature(
    const std::string& where,
    const ledger::Note& note,
    const ledger::Signature& signature,
    const VerifyOptions& options
) {
    for (const auto* keys : {&options.keys, &options.witnesses}) {
        const auto key = std::find_if(keys->begin(), keys->end(), [&](const auto& one) {
            return signature.is_of(one);
        });
        if (key != keys->end()) {
            if (!ledger::verify_signature(note.text, signature, *key)) {
                find(
                    report_,
                    where,
                    fmt::format("the signature of {} on it does not verify", key->name)
                );
            }
            return;
        }
    }
    ++report_.unknown_signatures;
}

void CheckpointCheck::at(const ledger::Frontier& frontier) {
    const auto [first, last] = claims_.equal_range(frontier.size());
    for (auto claim = first; claim != last; ++claim) {
        ++report_.checkpoints;
        if (claim->second.checkpoint.root != frontier.root()) {
            find(
                report_,
                claim->second.where,
                fmt::format(
                    "its root is not that of the journal's first {} events: events before "
                    "position {} were changed after it was made, or it is forged",
                    frontier.size(),
                    frontier.size()
                )
            );
        }
    }
    claims_.erase(first, last);
}

void CheckpointCheck::finish(std::int64_t size) {
    for (const auto& [claimed, claim] : claims_) {
        ++report_.checkpoints;
        find(
            report_,
            claim.where,
            fmt::format("the journal has {} events only: its end was removed", size)
        );
    }
    claims_.clear();
}

void verify_start(
    soci::session& session, Backend backend, const ledger::Frontier& start, VerifyReport& report
) {
    const auto earlier = read_checkpoints(session, backend, start.size() + 1, 1);
    if (earlier.empty() || earlier.front().checkpoint.size == 0) {
        return;
    }
    const auto& told = earlier.front().checkpoint;
    const auto proof =
        Tree(session, backend).roots(ledger::consistency_ranges(told.size, start.size()));
    const auto where = place_of(told);
    if (!proof) {
        find(report, where, proof.error().message);
    } else if (!ledger::verify_consistency(
                   told.size, told.root, start.size(), start.root(), *proof
               )) {
        find(report, where, fmt::format("the tree of size {} does not continue it", start.size()));
    }
    ++report.checkpoints;
}

}  // namespace ladder::db

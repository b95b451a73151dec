#include "services/api/audit_reads.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "db/destruction.hpp"
#include "db/journal.hpp"
#include "db/page.hpp"
#include "db/tree.hpp"
#include "engine/ledger/proof.hpp"
#include "engine/ledger/proof_file.hpp"
#include "services/api/paging.hpp"

namespace ladder::api {

namespace {

constexpr std::int64_t from_the_newest = std::numeric_limits<std::int64_t>::max();
constexpr std::int32_t envelopes_normal = 1000;
constexpr std::int32_t envelopes_most = 10'000;

v1::Checkpoint to_message(const View& app, const db::StoredCheckpoint& stored) {
    v1::Checkpoint checkpoint;
    checkpoint.set_size(stored.checkpoint.size);
    checkpoint.set_root(db::bytes_of(stored.checkpoint.root));
    checkpoint.set_note(stored.note());
    *checkpoint.mutable_made_at() = base::to_timestamp(base::from_micros(stored.made_at_us));
    const auto note = ledger::parse_note(checkpoint.note());
    if (note && app.audit.policy) {
        const auto cosigners = ledger::cosigners_of(*note, *app.audit.policy);
        checkpoint.mutable_witnesses()->Add(cosigners.begin(), cosigners.end());
        checkpoint.set_witnessed(ledger::has_quorum(*app.audit.policy, cosigners));
    }
    return checkpoint;
}

// A page of a list that goes down by a number: the bound that its token holds.
base::Result<std::int64_t> bound_of(const char* list, const std::string& token) {
    const auto cursor = db::decode_cursor(list, token);
    if (!cursor) {
        return cursor.error();
    }
    return cursor->key.empty() ? from_the_newest : std::stoll(cursor->key.front());
}

std::string token_below(const char* list, std::int64_t number) {
    return db::encode_cursor(list, {0, {std::to_string(number)}});
}

// The signatures of witnesses that the policy names, each of which must verify.
base::Result<std::vector<ledger::Signature>> cosignatures_in(
    const ledger::Note& note, const ledger::Policy& policy, const ledger::VerifierKey& log
) {
    std::vector<ledger::Signature> found;
    for (const auto& signature : note.signatures) {
        if (signature.is_of(log)) {
            continue;
        }
        const auto* witness = policy.witness_of(signature);
        if (witness == nullptr) {
            return base::Error{
                base::Code::permission_denied,
                fmt::format(
                    "the policy names no witness with the key {}+{:08x}",
                    signature.name,
                    signature.id
                ),
                {}};
        }
        if (const auto verified = ledger::verify_signature(note.text, signature, witness->key);
            !verified) {
            return base::field_error("note", verified.error().message);
        }
        found.push_back(signature);
    }
    if (found.empty()) {
        return base::field_error("note", "has no cosignature; send it as the witness signed it");
    }
    return found;
}

base::Error no_signing_key() {
    return {
        base::Code::failed_precondition,
        "this server has no signing key: make one with `ladder audit keygen` and name its file as "
        "audit_signing_key_file",
        {}};
}

// That the note says what was handed out.
base::Result<void> check_handed_out(const View& app, const ledger::Checkpoint& told) {
    const auto kept = db::CheckpointStore{app.database}.get(told.size);
    if (!kept && kept.error().code != base::Code::not_found) {
        return kept.error();
    }
    if (!kept || !(kept->checkpoint == told)) {
        return base::Error{
            base::Code::aborted,
            fmt::format(
                "{} of size {} was handed out by this log: the note is forged, or two of our "
                "checkpoints don't agree",
                kept ? "another checkpoint" : "no checkpoint",
                told.size
            ),
            {}};
    }
    return {};
}

std::optional<db::JournalRow> find_row(
    soci::session& session, db::Backend backend, std::int64_t position
) {
    std::optional<db::JournalRow> found;
    db::read_journal(
        session,
        backend,
        "WHERE position = :position",
        {{}, {{"position", position}}},
        [&](db::JournalRow&& row) {
            found = std::move(row);
            return false;
        }
    );
    return found;
}

}  // namespace

base::Result<db::StoredCheckpoint> checkpoint_of(const View& app, std::int64_t size) {
    if (!app.audit.signer) {
        return no_signing_key();
    }
    const db::CheckpointStore store{app.database};
    return size == 0 ? store.make(*app.audit.signer, base::to_micros(app.clock()))
                     : store.get(size);
}

base::Result<v1::GetCheckpointResponse> get_checkpoint(
    const View& app, const v1::GetCheckpointRequest& request
) {
    const auto stored = checkpoint_of(app, request.size());
    if (!stored) {
        return stored.error();
    }
    v1::GetCheckpointResponse response;
    *response.mutable_checkpoint() = to_message(app, *stored);
    response.set_verifier_key(app.audit.signer->verifier.text());
    return response;
}

base::Result<v1::ListCheckpointsResponse> list_checkpoints(
    const View& app, const v1::ListCheckpointsRequest& request
) {
    const auto size = db::page_size_of(page_of(request), db::page_normal, db::page_most);
    if (!size) {
        return size.error();
    }
    const auto before = bound_of("checkpoints", request.page_token());
    if (!before) {
        return before.error();
    }
    const auto found = db::CheckpointStore{app.database}.list(*before, *size);
    if (!found) {
        return found.error();
    }
    v1::ListCheckpointsResponse response;
    for (const auto& stored : *found) {
        *response.add_checkpoints() = to_message(app, stored);
    }
    if (response.checkpoints_size() == *size) {
        response.set_next_page_token(
            token_below("checkpoints", response.checkpoints(*size - 1).size())
        );
    }
    return response;
}

base::Result<v1::AddCosignatureResponse> add_cosignature(
    const View& app, const v1::AddCosignatureRequest& request
) {
    if (!app.audit.signer) {
        return no_signing_key();
    }
    const auto note = ledger::parse_note(request.note());
    if (!note) {
        return base::field_error("note", note.error().message);
    }
    const auto told = ledger::open_checkpoint(request.note(), app.audit.signer->verifier);
    if (!told) {
        return base::field_error("note", told.error().message);
    }
    const auto cosignatures = cosignatures_in(
        *note, app.audit.policy.value_or(ledger::Policy{}), app.audit.signer->verifier
    );
    if (!cosignatures) {
        return cosignatures.error();
    }
    if (const auto handed_out = check_handed_out(app, *told); !handed_out) {
        return handed_out.error();
    }
    const db::CheckpointStore store{app.database};
    for (const auto& signature : *cosignatures) {
        const auto at = base::to_micros(app.clock());
        if (const auto added = store.add_signature(told->size, signature, at); !added) {
            return added.error();
        }
    }
    const auto stored = store.get(told->size);
    if (!stored) {
        return stored.error();
    }
    v1::AddCosignatureResponse response;
    *response.mutable_checkpoint() = to_message(app, *stored);
    return response;
}

base::Result<v1::GetInclusionProofResponse> get_inclusion_proof(
    const View& app, const v1::GetInclusionProofRequest& request
) {
    const auto checkpoint = checkpoint_of(app, request.size());
    if (!checkpoint) {
        return checkpoint.error();
    }
    const auto position = request.position();
    const auto size = checkpoint->checkpoint.size;
    if (position < 0 || position >= size) {
        return base::Error{
            base::Code::not_found,
            fmt::format("position {} is not among the {} events of the checkpoint", position, size),
            {}};
    }
    return app.database.read(
        [&](soci::session& session) -> base::Result<v1::GetInclusionProofResponse> {
            const auto backend = app.database.backend();
            auto row = find_row(session, backend, position);
            if (!row) {
                return base::Error{
                    base::Code::data_loss,
                    fmt::format("the event of position {} is missing", position),
                    {}};
            }
            if (!db::Eyes{session, backend, app.reader}.see_stream(row->envelope.stream())) {
                return base::Error{
                    base::Code::not_found,
                    fmt::format("the event of position {} is not one that you see", position),
                    {}};
            }
            auto hashes =
                db::Tree{session, backend}.roots(ledger::inclusion_ranges(position, size));
            if (!hashes) {
                return hashes.error();
            }
            const ledger::ProofFile file{
                db::serialise(row->envelope), position, std::move(*hashes), checkpoint->note()};
            v1::GetInclusionProofResponse response;
            *response.mutable_envelope() = std::move(row->envelope);
            response.set_proof(file.encode());
            response.set_destroyed(!row->destruction.empty());
            return response;
        }
    );
}

base::Result<v1::GetConsistencyProofResponse> get_consistency_proof(
    const View& app, const v1::GetConsistencyProofRequest& request
) {
    return app.database.read(
        [&](soci::session& session) -> base::Result<v1::GetConsistencyProofResponse> {
            const auto backend = app.database.backend();
            const auto size = db::read_head(session, backend).size;
            const auto to = request.to_size() == 0 ? size : request.to_size();
            if (request.from_size() < 0 || request.from_size() > to || to > size) {
                return base::field_error(
                    "from_size",
                    fmt::format(
                        "sizes {} and {} are not in order within 0 to {}",
                        request.from_size(),
                        to,
                        size
                    )
                );
            }
            db::Tree tree{session, backend};
            const auto from_root = tree.root(request.from_size());
            const auto to_root = tree.root(to);
            const auto hashes = tree.roots(ledger::consistency_ranges(request.from_size(), to));
            if (!from_root || !to_root || !hashes) {
                return !from_root ? from_root.error()
                                  : (!to_root ? to_root.error() : hashes.error());
            }
            v1::GetConsistencyProofResponse response;
            response.set_to_size(to);
            response.set_from_root(db::bytes_of(*from_root));
            response.set_to_root(db::bytes_of(*to_root));
            for (const auto& hash : *hashes) {
                response.add_hashes(db::bytes_of(hash));
            }
            return response;
        }
    );
}

base::Result<v1::ListJournalResponse> list_journal(
    const View& app, const v1::ListJournalRequest& request
) {
    const auto count =
        db::page_size_of({request.page_size(), {}}, envelopes_normal, envelopes_most);
    if (!count) {
        return count.error();
    }
    return app.database.read([&](soci::session& session) -> base::Result<v1::ListJournalResponse> {
        const auto backend = app.database.backend();
        v1::ListJournalResponse response;
        response.set_size(db::read_head(session, backend).size);
        db::Parameters parameters{{}, {{"from", request.from_position()}}};
        std::string only;
        if (!request.stream().empty()) {
            only = "AND stream = :stream ";
            parameters.texts["stream"] = request.stream();
        }
        db::Eyes eyes{session, backend, app.reader};
        parameters.integers["limit"] = *count;
        for (bool more = true; more;) {
            std::int64_t read = 0;
            db::read_journal(
                session,
                backend,
                "WHERE position >= :from " + only + "ORDER BY position LIMIT :limit",
                db::Parameters(parameters),
                [&](db::JournalRow&& row) {
                    ++read;
                    parameters.integers["from"] = row.envelope.position() + 1;
                    if (eyes.see_stream(row.envelope.stream())) {
                        *response.add_envelopes() = std::move(row.envelope);
                    }
                    return response.envelopes_size() < *count;
                }
            );
            // Entries left out may have left too few; then more are read.
            more = read == *count && response.envelopes_size() < *count;
        }
        return response;
    });
}

base::Result<v1::ListDestructionsResponse> list_destructions(
    const View& app, const v1::ListDestructionsRequest& request
) {
    const auto size = db::page_size_of(page_of(request), db::page_normal, db::page_most);
    if (!size) {
        return size.error();
    }
    const auto before = bound_of("destructions", request.page_token());
    if (!before) {
        return before.error();
    }
    auto found = db::DestructionReader{app.database}.list(
        app.reader, *before, static_cast<std::size_t>(*size)
    );
    if (!found) {
        return found.error();
    }
    v1::ListDestructionsResponse response;
    for (auto& destruction : *found) {
        *response.add_destructions() = std::move(destruction);
    }
    if (response.destructions_size() == *size) {
        response.set_next_page_token(
            token_below("destructions", response.destructions(*size - 1).recorded_position())
        );
    }
    return response;
}

base::Result<v1::GetVerificationResponse> get_verification(
    const View& app, const v1::GetVerificationRequest& /*request*/
) {
    return app.fold->now();
}

}  // namespace ladder::api

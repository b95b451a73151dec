// Names, checkpoint and head of a bundle; what it holds is read by db.
#include "services/api/bundle.hpp"

#include <limits>
#include <optional>

#include <fmt/format.h>

#include "db/bundle_source.hpp"
#include "engine/base/names.hpp"
#include "engine/bundle/scope.hpp"
#include "engine/ledger/merkle.hpp"
#include "services/api/audit_reads.hpp"
#include "services/api/permission.hpp"

namespace ladder::api {

namespace {

// A witness that is further behind than this has stopped.
constexpr std::int64_t checkpoints_looked_at = 1000;

// Errors: invalid_argument.
base::Result<void> check_bundle_name(const std::string& name) {
    const auto stream = bundle::stream_of(name);
    const auto rest = std::string_view{name}.substr(stream.size());
    for (const auto* collection : {"cases", "procedures", "meetings"}) {
        if (!base::id_of(stream, collection, "name")) {
            continue;
        }
        constexpr std::string_view decision = "/decisions/d";
        if (rest.empty() || (std::string_view{collection} == "cases" &&
                             rest.starts_with(decision) && rest.size() > decision.size())) {
            return {};
        }
    }
    return base::field_error(
        "name",
        "give a case, a procedure, a meeting, or a decision such as "
        "\"cases/gwent-general-1/decisions/d1\""
    );
}

// "nottinghamshire-general-1-d2.ladder-bundle".
std::string file_name_of(const std::string& name) {
    const auto stream = bundle::stream_of(name);
    auto file = stream.substr(stream.find('/') + 1);
    if (stream != name) {
        file += '-' + name.substr(name.rfind('/') + 1);
    }
    return file + ".ladder-bundle";
}

// The newest checkpoint that the quorum of witnesses cosigned; none without a policy.
base::Result<std::optional<db::StoredCheckpoint>> newest_witnessed(const View& app) {
    if (!app.audit.policy) {
        return std::optional<db::StoredCheckpoint>{};
    }
    constexpr auto any = std::numeric_limits<std::int64_t>::max();
    auto found = db::CheckpointStore{app.database}.list(any, checkpoints_looked_at);
    if (!found) {
        return found.error();
    }
    for (auto& stored : *found) {
        const auto note = ledger::parse_note(stored.note());
        if (note &&
            ledger::has_quorum(*app.audit.policy, ledger::cosigners_of(*note, *app.audit.policy))) {
            return std::optional{std::move(stored)};
        }
    }
    return std::optional<db::StoredCheckpoint>{};
}

}  // namespace

base::Result<v1::ExportBundleResponse> export_bundle(
    const View& app, const v1::Actor& actor, const v1::ExportBundleRequest& request
) {
    const auto ruleset = app.rulesets.indexed("");
    if (const auto may = require_permission(
            ruleset ? ruleset->get() : nullptr,
            actor,
            v1::PERMISSION_EXPORT,
            BeforeFirstRuleset::refused
        );
        !may) {
        return may.error();
    }
    if (const auto named = check_bundle_name(request.name()); !named) {
        return named.error();
    }
    const auto known_at = db::known_at_of(
        request.has_known_at() ? &request.known_at() : nullptr, v1::KNOWN_AT_MODE_STRICT
    );
    if (!known_at) {
        return known_at.error();
    }
    const auto checkpoint = checkpoint_of(app, 0);
    if (!checkpoint) {
        return checkpoint.error();
    }
    auto witnessed = newest_witnessed(app);
    if (!witnessed) {
        return witnessed.error();
    }
    db::BundleWish wish;
    wish.name = request.name();
    wish.known_at = known_at->at;
    wish.tree_size = checkpoint->checkpoint.size;
    wish.preferred = std::move(*witnessed);
    wish.bytes_max = app.audit.bundle_bytes_max;
    wish.include_documents = request.include_documents();
    wish.marking_max = request.marking_max();
    *wish.head.mutable_made_at() = base::to_timestamp(app.clock());
    *wish.head.mutable_made_for() = actor;
    wish.head.set_checkpoint(checkpoint->note());
    wish.head.set_verifier_key(app.audit.signer->verifier.text());
    wish.head.set_program(app.program);
    auto file = db::BundleSource{app.database}.make(app.reader, wish);
    if (!file) {
        return file.error();
    }
    v1::ExportBundleResponse response;
    const auto digest = ledger::payload_digest(*file, {});
    response.set_digest(digest.data(), digest.size());
    response.set_bundle(std::move(*file));
    response.set_file_name(file_name_of(request.name()));
    return response;
}

}  // namespace ladder::api

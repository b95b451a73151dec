// Signature, inclusion, digests, versions.
#include "engine/bundle/proofs.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/base/dates.hpp"
#include "engine/ledger/proof.hpp"

namespace ladder::bundle {

namespace {

constexpr std::string_view checkpoint_part = "the checkpoint";

std::string bytes_of(const ledger::Hash& hash) {
    return {hash.begin(), hash.end()};
}

std::optional<ledger::Hash> hash_of(const std::string& bytes) {
    ledger::Hash hash{};
    if (bytes.size() != hash.size()) {
        return std::nullopt;
    }
    std::transform(bytes.begin(), bytes.end(), hash.begin(), [](char byte) {
        return static_cast<unsigned char>(byte);
    });
    return hash;
}

}  // namespace

std::optional<ledger::Checkpoint> tree_of(
    const v1::BundleHead& head, const std::vector<ledger::VerifierKey>& keys, Report& report
) {
    report.key_named = !keys.empty();
    auto tried = keys;
    if (tried.empty()) {
        const auto own = ledger::parse_verifier_key(head.verifier_key());
        if (!own) {
            report.find(
                std::nullopt, "the head", "its verifier key is none: " + own.error().message
            );
            return std::nullopt;
        }
        tried.push_back(*own);
    }
    auto tree = ledger::open_checkpoint(head.checkpoint(), tried.front());
    for (std::size_t i = 1; i < tried.size() && !tree; ++i) {
        tree = ledger::open_checkpoint(head.checkpoint(), tried[i]);
    }
    if (!tree) {
        report.find(std::nullopt, std::string{checkpoint_part}, tree.error().message);
        return std::nullopt;
    }
    report.log = tree->origin;
    report.log_size = tree->size;
    report.root = bytes_of(tree->root);
    return std::move(*tree);
}

Proofs::Proofs(
    const v1::BundleHead& head, const std::optional<ledger::Checkpoint>& tree, Report& report
)
    : head_{head},
      tree_{tree},
      report_{report},
      listed_{head.streams().begin(), head.streams().end()} {
    if (listed_.size() != static_cast<std::size_t>(head.streams_size()) ||
        !std::is_sorted(head.streams().begin(), head.streams().end())) {
        report_.find(std::nullopt, "the head", "its streams are not in order, or named twice");
    }
}

void Proofs::add(const v1::BundleEvent& event) {
    check_order(event);
    check_digest(event);
    check_place(event);
}

void Proofs::check_order(const v1::BundleEvent& event) {
    const auto& envelope = event.envelope();
    const auto complain = [&](std::string what) {
        report_.find(envelope.position(), envelope.stream(), std::move(what));
    };
    if (envelope.position() <= last_position_) {
        complain(fmt::format("it stands behind position {}: out of order", last_position_));
    }
    last_position_ = std::max(last_position_, envelope.position());
    if (envelope.recorded_at_us() < last_recorded_us_) {
        complain("it was recorded before what stands before it");
    }
    last_recorded_us_ = std::max(last_recorded_us_, envelope.recorded_at_us());
    auto& version = versions_[envelope.stream()];
    if (envelope.version() != version + 1) {
        complain(fmt::format("version {} follows {}: a gap", envelope.version(), version));
    }
    version = envelope.version();
    if (!listed_.contains(envelope.stream())) {
        complain("the head does not list this stream");
    }
    const bool late = envelope.recorded_at_us() > head_.known_at_us();
    if (late && !envelope.stream().starts_with("destructions/")) {
        complain("it was recorded after the moment that the bundle is about");
    }
    const auto known_on = base::parse_date(envelope.known_on());
    const auto recorded_on = base::day_of(base::from_micros(envelope.recorded_at_us()));
    if (!known_on) {
        complain("it has no sound day on which it was known");
    } else if (event.entered_later() != (*known_on < recorded_on)) {
        complain("it is wrongly marked as entered later, or not marked");
    }
}

void Proofs::check_digest(const v1::BundleEvent& event) {
    if (event.payload().empty() && event.salt().empty()) {
        return;  // destroyed; whether that is recorded is asked where it is folded
    }
    if (bytes_of(ledger::payload_digest(event.salt(), event.payload())) !=
        event.envelope().digest()) {
        report_.find(
            event.envelope().position(),
            event.envelope().stream(),
            "its content is not what its envelope's digest says"
        );
    }
}

void Proofs::check_place(const v1::BundleEvent& event) {
    if (!tree_) {
        return;
    }
    const auto& envelope = event.envelope();
    std::vector<ledger::Hash> proof;
    for (const auto& bytes : event.proof()) {
        const auto hash = hash_of(bytes);
        if (!hash || proof.size() == ledger::proof_hashes_max) {
            report_.find(envelope.position(), envelope.stream(), "its proof is misshapen");
            return;
        }
        proof.push_back(*hash);
    }
    const auto included = ledger::verify_inclusion(
        ledger::leaf_of(envelope), envelope.position(), tree_->size, proof, tree_->root
    );
    if (!included) {
        report_.find(
            envelope.position(),
            envelope.stream(),
            "it is not in the log's tree at this position: " + included.error().message
        );
        return;
    }
    ++report_.events;
}

void Proofs::finish() {
    for (const auto& stream : listed_) {
        if (!versions_.contains(stream)) {
            report_.find(std::nullopt, stream, "the head lists it, and nothing of it is here");
        }
    }
    report_.streams = static_cast<std::int64_t>(versions_.size());
}

}  // namespace ladder::bundle

// Whether the events of a bundle are those of the log that signed its checkpoint.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/bundle/report.hpp"
#include "engine/bundle/scope.hpp"
#include "engine/ledger/checkpoint.hpp"

namespace ladder::bundle {

// The tree that every proof must lead to, signed by one of the keys; by the bundle's own if there
// are none. Nothing if the checkpoint can't be believed; then that is a finding.
std::optional<ledger::Checkpoint> tree_of(
    const v1::BundleHead& head, const std::vector<ledger::VerifierKey>& keys, Report& report
);

// Holds events, in order of position, against the tree and against each other.
class Proofs {
public:
    Proofs(
        const v1::BundleHead& head, const std::optional<ledger::Checkpoint>& tree, Report& report
    );

    // Looks at the next event. `payload` is what the envelope's digest covers, with the salt.
    void add(const v1::BundleEvent& event);

    // Once all were added: streams that should be here and are not.
    void finish();

private:
    void check_place(const v1::BundleEvent& event);
    void check_digest(const v1::BundleEvent& event);
    void check_order(const v1::BundleEvent& event);

    const v1::BundleHead& head_;
    const std::optional<ledger::Checkpoint>& tree_;
    Report& report_;
    Streams listed_;
    std::map<std::string, std::int64_t> versions_;
    std::int64_t last_position_ = -1;
    std::int64_t last_recorded_us_ = 0;
};

}  // namespace ladder::bundle

// What proves the record: who signs checkpoints and who watches; and how the fold check stands.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "engine/base/dates.hpp"
#include "engine/bundle/format.hpp"
#include "engine/ledger/note_key.hpp"
#include "engine/ledger/policy.hpp"
#include "ladder/v1/audit_service.pb.h"

namespace ladder::api {

// Set before anything is served.
struct AuditSettings {
    std::optional<ledger::SignerKey> signer;  // none: no checkpoint can be made
    std::optional<ledger::Policy> policy;     // none: no witness may cosign
    std::size_t bundle_bytes_max = bundle::bundle_bytes_max;
};

// How the background check of lists against the fold stands. Written by the worker, read by the API
// and the metrics. Safe from many threads.
class FoldStatus {
public:
    // A stream was compared: whether its lists agree. One that agrees again is forgotten.
    void checked(const std::string& stream, bool agrees);
    void round_ended(base::Instant at);

    v1::GetVerificationResponse now() const;

private:
    mutable std::mutex mutex_;
    std::int64_t streams_checked_ = 0;
    std::int64_t rounds_ = 0;
    std::optional<base::Instant> round_ended_at_;
    std::set<std::string> mismatched_;
};

}  // namespace ladder::api

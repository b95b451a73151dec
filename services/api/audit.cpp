#include "services/api/audit.hpp"

namespace ladder::api {

namespace {

constexpr int mismatched_shown_max = 100;

}  // namespace

void FoldStatus::checked(const std::string& stream, bool agrees) {
    const std::lock_guard lock{mutex_};
    ++streams_checked_;
    if (agrees) {
        mismatched_.erase(stream);
    } else {
        mismatched_.insert(stream);
    }
}

void FoldStatus::round_ended(base::Instant at) {
    const std::lock_guard lock{mutex_};
    ++rounds_;
    round_ended_at_ = at;
}

v1::GetVerificationResponse FoldStatus::now() const {
    const std::lock_guard lock{mutex_};
    v1::GetVerificationResponse response;
    response.set_streams_checked(streams_checked_);
    response.set_rounds(rounds_);
    response.set_mismatches(static_cast<std::int64_t>(mismatched_.size()));
    if (round_ended_at_) {
        *response.mutable_round_ended_at() = base::to_timestamp(*round_ended_at_);
    }
    for (const auto& stream : mismatched_) {
        if (response.mismatched_streams_size() == mismatched_shown_max) {
            break;
        }
        response.add_mismatched_streams(stream);
    }
    return response;
}

}  // namespace ladder::api

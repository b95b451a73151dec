#include "services/access/throttle.hpp"

#include <algorithm>

namespace ladder::access {

namespace {

constexpr std::size_t keys_max = 100'000;
constexpr int doublings_max = 20;
constexpr int groups_of_network = 4;  // of 16 bits each: a /64

}  // namespace

std::chrono::seconds wait_after(long long failures, const Patience& patience) {
    if (failures <= patience.free) {
        return std::chrono::seconds{0};
    }
    const auto doublings =
        static_cast<int>(std::min<long long>(failures - patience.free - 1, doublings_max));
    return std::min<std::chrono::seconds>(patience.first * (1 << doublings), patience.most);
}

bool Throttle::holds_off(std::string_view key, base::Instant now) const {
    const std::lock_guard lock{mutex_};
    const auto found = failures_.find(key);
    return found != failures_.end() && now < found->second.until;
}

void Throttle::note_failure(std::string_view key, base::Instant now) {
    const std::lock_guard lock{mutex_};
    forget_old(now);
    auto& failures = failures_[std::string{key}];
    // Whoever was quiet for as long as the longest wait begins anew.
    if (failures.count > 0 && now > std::max(failures.last, failures.until) + patience_.most) {
        failures.count = 0;
    }
    ++failures.count;
    failures.last = now;
    failures.until = now + wait_after(failures.count, patience_);
}

void Throttle::note_success(std::string_view key) {
    const std::lock_guard lock{mutex_};
    const auto found = failures_.find(key);
    if (found != failures_.end()) {
        failures_.erase(found);
    }
}

void Throttle::forget_old(base::Instant now) {
    if (failures_.size() < keys_max) {
        return;
    }
    std::erase_if(failures_, [&](const auto& one) {
        return now > std::max(one.second.last, one.second.until) + patience_.most;
    });
    if (failures_.size() >= keys_max) {
        failures_.clear();  // rather than all memory; accounts keep their own count
    }
}

std::string address_of(std::string_view remote) {
    const auto colon = remote.rfind(':');
    auto address = remote.substr(0, colon);
    if (!address.starts_with('[')) {
        return std::string{address};
    }
    address.remove_prefix(1);
    address = address.substr(0, address.find(']'));
    std::size_t end = 0;
    for (int group = 0; group < groups_of_network && end != std::string_view::npos; ++group) {
        end = address.find(':', group == 0 ? 0 : end + 1);
    }
    return std::string{address.substr(0, end)};
}

}  // namespace ladder::access

// How long whoever fails to sign in has to wait.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "engine/base/dates.hpp"

namespace ladder::access {

// After `free` failures each one more doubles the wait, from `first` to `most`.
struct Patience {
    int free = 5;
    std::chrono::seconds first{15};
    std::chrono::seconds most{15 * 60};
};

// How long to wait after so many failures.
std::chrono::seconds wait_after(long long failures, const Patience& patience);

// Failures by key (an account, a remote address) in memory; what the account's row keeps lasts over
// restarts. Safe from many threads.
class Throttle {
public:
    explicit Throttle(Patience patience) : patience_{patience} {}

    // Whether the key must wait still.
    bool holds_off(std::string_view key, base::Instant now) const;
    void note_failure(std::string_view key, base::Instant now);
    void note_success(std::string_view key);

private:
    struct Failures {
        int count = 0;
        base::Instant last;
        base::Instant until;
    };
    void forget_old(base::Instant now);

    Patience patience_;
    mutable std::mutex mutex_;
    std::map<std::string, Failures, std::less<>> failures_;
};

// The address of "192.0.2.1:53211" and "[2001:db8::1]:53211"; of the latter its /64 network, which
// one subscriber has to themselves.
std::string address_of(std::string_view remote);

}  // namespace ladder::access

// Who may ask now: requests of each caller, by number at once and by rate.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <unordered_map>
#include <variant>

namespace ladder::http {

// 0 means no limit, except for callers_max.
struct AdmissionLimits {
    std::size_t requests_per_minute = 6000;  // of one caller; as many may come at once
    std::size_t requests_at_once = 64;       // of one caller
    std::size_t requests_at_once_of_all = 1024;
    std::size_t callers_max = 20'000;  // beyond it new callers share one account
};

// A bucket of tokens and a count for each caller. Memory is bounded by callers_max: a caller whose
// bucket is full again and who has nothing under way is forgotten, which changes nothing for them.
// One thread at a time; time is given in.
class Admission : public std::enable_shared_from_this<Admission> {
public:
    using Clock = std::chrono::steady_clock;

    // What one admitted request holds until it is answered. Keeps the Admission alive.
    class Permit {
    public:
        Permit(std::shared_ptr<Admission> admission, std::string caller)
            : admission_{std::move(admission)}, caller_{std::move(caller)} {}
        Permit(Permit&&) noexcept = default;
        Permit& operator=(Permit&&) = delete;
        Permit(const Permit&) = delete;
        Permit& operator=(const Permit&) = delete;
        ~Permit();

    private:
        std::shared_ptr<Admission> admission_;  // null once moved from
        std::string caller_;
    };

    enum class Reason { too_many_at_once, too_fast, overloaded };
    struct Refusal {
        Reason reason;
        std::chrono::seconds retry_after;  // at least 1
    };

    explicit Admission(const AdmissionLimits& limits) : limits_{limits} {}

    // A permit, or why not. A refused request takes no token.
    std::variant<Permit, Refusal> enter(const std::string& caller, Clock::time_point now);

    // Forgets whoever need not be remembered. Takes time in proportion to the callers.
    void forget(Clock::time_point now);

    std::size_t callers() const { return accounts_.size(); }
    std::size_t at_once() const { return at_once_; }

private:
    struct Account {
        double tokens = 0;
        Clock::time_point filled_at;
        std::size_t at_once = 0;
    };

    Account& account(const std::string& name, Clock::time_point now);
    void fill(Account& account, Clock::time_point now) const;
    void leave(const std::string& name);

    AdmissionLimits limits_;
    std::unordered_map<std::string, Account> accounts_;
    std::size_t at_once_ = 0;
};

// Whom a remote ("192.0.2.1:53211", "[2001:db8::1]:53211") stands for: the address without its
// port, of IPv6 the network of 64 bits that one subscriber has. The text itself if it is no
// address.
std::string caller_of_remote(const std::string& remote);

}  // namespace ladder::http

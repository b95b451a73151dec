// Passwords: which may be chosen, and how they are hashed without holding up the server.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include <boost/asio/thread_pool.hpp>

#include "engine/base/result.hpp"

namespace ladder::access {

inline constexpr std::size_t password_chars_min = 12;
inline constexpr std::size_t password_bytes_max = 256;

// Length is what counts (NIST SP 800-63B section 5.1.1): no rule of composition.
// Errors: invalid_argument for a password that is too short or long, is or holds the person's own
// identifier, or is among the commonest.
[[nodiscard]] base::Result<void> check_password(std::string_view password, std::string_view person);

// What a hash costs. The defaults are above OWASP's least for argon2id (19 MiB, 2 passes).
struct PasswordCost {
    unsigned long long passes = 3;
    std::size_t memory_bytes = std::size_t{32} * 1024 * 1024;
    std::size_t at_once = 2;  // hashes that run at the same time
};

// argon2id by libsodium's crypto_pwhash_str. Both take some 50 ms and the memory of the cost.
// Errors: unavailable if the memory is not to be had.
[[nodiscard]] base::Result<std::string> hash_password(
    std::string_view password, const PasswordCost& cost
);
bool fits_password(const std::string& hash, std::string_view password);

// Runs what hashes on threads of its own, so many at a time and no more, so that sign-ins neither
// hold up other calls nor take all memory.
class PasswordThreads {
public:
    explicit PasswordThreads(std::size_t threads = 2, std::size_t waiting_max = 64)
        : pool_{threads}, waiting_max_{waiting_max} {}
    ~PasswordThreads() { pool_.join(); }
    PasswordThreads(const PasswordThreads&) = delete;
    PasswordThreads& operator=(const PasswordThreads&) = delete;

    // Never blocks. Errors: resource_exhausted if too many wait; then `job` does not run.
    [[nodiscard]] base::Result<void> run(std::function<void()> job);

private:
    boost::asio::thread_pool pool_;
    std::size_t waiting_max_;
    std::atomic<std::size_t> waiting_{0};
};

}  // namespace ladder::access

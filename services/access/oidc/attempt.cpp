#include "services/access/oidc/attempt.hpp"

#include <charconv>

#include <fmt/format.h>

#include "services/access/secrets.hpp"

namespace ladder::oidc {

namespace {

constexpr std::size_t cookie_bytes_max = 100;

std::int64_t seconds_of(base::Instant instant) {
    return std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
}

Attempt made_of(std::string cookie) {
    Attempt attempt;
    attempt.state = access::digest_of("oidc state:" + cookie);
    attempt.nonce = access::digest_of("oidc nonce:" + cookie);
    attempt.verifier = access::digest_of("oidc verifier:" + cookie);
    attempt.challenge = access::digest_of(attempt.verifier);
    attempt.cookie = std::move(cookie);
    return attempt;
}

}  // namespace

Attempt begin_attempt(base::Instant now) {
    return made_of(fmt::format("{}.{}", seconds_of(now), access::new_secret()));
}

std::optional<Attempt> attempt_of(std::string_view cookie, base::Instant now) {
    std::int64_t began = 0;
    const auto* const end = cookie.data() + cookie.size();
    const auto read = std::from_chars(cookie.data(), end, began);
    const auto age = seconds_of(now) - began;
    if (read.ec != std::errc{} || read.ptr == end || *read.ptr != '.' || began < 0 ||
        cookie.size() > cookie_bytes_max || age < 0 ||
        age >= std::chrono::seconds{attempt_most}.count()) {
        return std::nullopt;
    }
    return made_of(std::string{cookie});
}

}  // namespace ladder::oidc

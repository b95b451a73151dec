// One attempt to sign in by the provider: a secret in a cookie of the browser, and what is made of
// it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/dates.hpp"

namespace ladder::oidc {

// How long somebody may take at the provider.
inline constexpr std::chrono::minutes attempt_most{10};

// Nothing is stored here, so any node can end what another began. State, nonce and verifier are
// hashes of the cookie, which only the browser and this server see; the provider binds its code to
// the verifier's hash, so neither a cookie of another time nor another's code fits.
struct Attempt {
    std::string cookie;     // "1290772800.<a secret>": when it began
    std::string state;      // comes back with the browser
    std::string nonce;      // comes back in the ID token
    std::string verifier;   // goes to the provider with the code (RFC 7636)
    std::string challenge;  // its SHA-256, which the provider hears first
};

Attempt begin_attempt(base::Instant now);

// The attempt of a cookie. Nothing if it is no such cookie, or began attempt_most ago or in the
// future.
std::optional<Attempt> attempt_of(std::string_view cookie, base::Instant now);

}  // namespace ladder::oidc

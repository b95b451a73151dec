// Sessions of the console: who is signed in by which cookie, and for how long.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "db/credential_store.hpp"
#include "engine/base/dates.hpp"
#include "engine/base/result.hpp"

namespace ladder::access {

// How long a session lasts without a request, and at most.
struct SessionLimits {
    std::chrono::seconds idle{30 * 60};
    std::chrono::seconds most{12 * 60 * 60};
};

// The cookie that holds a session's secret (http::Cookie).
inline constexpr std::string_view session_cookie = "ladder-session";

// A session that stands.
struct Session {
    std::string person;    // the name, "people/a.officer-hmic.example"
    std::string capacity;  // the role chosen; empty: none
    std::string csrf;      // what every form of this session must carry
};

// One of a person's sessions, as they are shown it.
struct SessionShown {
    base::Instant began_at;
    base::Instant seen_at;  // to the minute
    bool current = false;   // the one that asks
};

// The cookie holds a secret of 32 random bytes; only its SHA-256 is stored, and the secret of the
// forms is made of it. All functions block; safe from many threads. Errors of all: unavailable.
class Sessions {
public:
    Sessions(db::CredentialStore& store, std::function<base::Instant()> clock)
        : store_{store}, clock_{std::move(clock)} {}

    // Before anything is served.
    void set_limits(const SessionLimits& limits) { limits_ = limits; }

    // Begins a session and gives the cookie's value. Whoever signs in gets a new one: the value
    // that the browser held before is ended by the caller.
    [[nodiscard]] base::Result<std::string> create(
        const std::string& person, const std::string& capacity
    );

    // The session of a cookie. Errors: unauthenticated if there is none, or it was idle for
    // too long, or began too long ago.
    [[nodiscard]] base::Result<Session> find(std::string_view secret);

    // Those of a person that stand, newest first; `secret` is the one that asks.
    [[nodiscard]] base::Result<std::vector<SessionShown>> of(
        const std::string& person, std::string_view secret
    ) const;

    // The same session under a new cookie; the old value is void at once. Errors: unauthenticated.
    [[nodiscard]] base::Result<std::string> rotate(std::string_view secret);

    // Chooses another capacity. Errors: unauthenticated.
    [[nodiscard]] base::Result<void> choose(std::string_view secret, const std::string& capacity);

    // Ends a session; one that is not there is ended already.
    [[nodiscard]] base::Result<void> end(std::string_view secret);

    // Ends all of a person's sessions, and tells how many.
    [[nodiscard]] base::Result<int> end_all(const std::string& person);

private:
    db::CredentialStore& store_;
    std::function<base::Instant()> clock_;
    SessionLimits limits_;
};

}  // namespace ladder::access

// The identity provider as this server knows it: its endpoints and keys, fetched beforehand on a
// thread of their own and kept.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "engine/base/dates.hpp"
#include "engine/base/result.hpp"
#include "services/access/oidc/jwt.hpp"
#include "services/access/oidc/keys.hpp"
#include "services/access/oidc/metadata.hpp"
#include "services/access/oidc/settings.hpp"
#include "services/access/oidc/web.hpp"

namespace ladder::oidc {

// When keys are fetched.
struct Pace {
    // What is fetched counts for as long as the provider says, within these bounds.
    std::chrono::seconds age_least{5 * 60};
    std::chrono::seconds age_most{24 * 60 * 60};
    std::chrono::seconds age_usual{60 * 60};  // where it says nothing
    std::chrono::seconds retry{30};           // after a failure
    // A token that names an unknown key has them fetched early, so often at once and then once more
    // in each `retry`: whoever makes up keys costs the provider no more than that.
    int early_most = 3;
    // How long a call waits for that; of the API one at a time, so that the threads of the database
    // go on with others.
    std::chrono::milliseconds wait{2'000};
    // Keys that could not be fetched anew for so long count no more.
    std::chrono::seconds stale{24 * 60 * 60};
};

// Safe from many threads. While the provider is away, what was fetched goes on counting.
class Provider {
public:
    // `told` hears, on the provider's thread, what was fetched and what could not be; each change
    // once.
    struct Hooks {
        std::function<base::Instant()> clock;
        std::function<void(const base::Result<std::string>&)> told;
    };
    Provider(Settings settings, Hooks hooks, Pace pace = {});
    ~Provider();
    Provider(const Provider&) = delete;
    Provider& operator=(const Provider&) = delete;

    const Settings& settings() const { return settings_; }
    const Web& web() const { return web_; }

    // What is known now; null before the provider was first reached. Never blocks.
    std::shared_ptr<const Metadata> metadata() const;
    // The same; if it is null, waits for it as long as `Pace::wait`.
    std::shared_ptr<const Metadata> await_metadata();

    // "issuer subject" of a token for the API. May wait, as Pace says, for keys.
    // Errors: unauthenticated; unavailable while there are no keys, or they are being fetched.
    [[nodiscard]] base::Result<std::string> identity_of_access_token(std::string_view jwt);
    // The same of an ID token of the sign-in with this nonce.
    [[nodiscard]] base::Result<std::string> identity_of_id_token(
        std::string_view jwt, const std::string& nonce
    );

private:
    using Steady = std::chrono::steady_clock;
    // What was fetched together.
    struct Fetched {
        std::shared_ptr<const Metadata> metadata;
        std::shared_ptr<const KeySet> keys;
        std::chrono::seconds age{};
    };

    base::Result<std::string> identity_of(std::string_view jwt, Use use, Expected expected);
    base::Result<Signature> signature_of(const Jwt& jwt, Use use);
    // What is known, and how many fetches had ended then.
    struct Known {
        std::shared_ptr<const Metadata> metadata;
        std::shared_ptr<const KeySet> keys;  // null if they are stale
        std::uint64_t rounds = 0;
    };
    Known known() const;
    // How asking for a fetch before its time went.
    enum class Early { ended, not_yet, too_often };
    Early fetch_early(const Known& known, bool alone);

    void run();
    base::Result<Fetched> fetch(const std::shared_ptr<const Metadata>& known) const;
    void keep(const base::Result<Fetched>& fetched);
    void tell(const base::Result<Fetched>& fetched);

    const Settings settings_;
    const Hooks hooks_;
    const Pace pace_;
    const Web web_;

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::shared_ptr<const Metadata> metadata_;
    std::shared_ptr<const KeySet> keys_;
    Steady::time_point fetched_at_;
    Steady::time_point due_at_;
    int early_ = 0;  // fetches that may be asked for
    Steady::time_point early_more_at_;
    std::uint64_t rounds_ = 0;  // fetches that ended, well or not
    bool fetching_ = false;
    bool waited_for_ = false;  // by a call of the API
    bool stopping_ = false;
    std::string told_;    // of the provider's thread
    std::thread thread_;  // last: it uses the others
};

}  // namespace ladder::oidc

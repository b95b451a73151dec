#include "services/access/oidc/provider.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace ladder::oidc {

namespace {

base::Error no_keys_yet() {
    return {
        base::Code::unavailable,
        "the identity provider's keys are being fetched, or can't be; try again in a moment",
        {}};
}

base::Error unauthenticated(std::string message) {
    return {base::Code::unauthenticated, std::move(message), {}};
}

base::Result<WebAnswer> get_document(const Web& web, const std::string& url) {
    auto answer = web.get(url);
    if (answer && answer->status != 200) {
        return base::Error{
            base::Code::unavailable,
            fmt::format("the identity provider answered with status {} at {}", answer->status, url),
            {}};
    }
    return answer;
}

}  // namespace

Provider::Provider(Settings settings, Hooks hooks, Pace pace)
    : settings_{std::move(settings)},
      hooks_{std::move(hooks)},
      pace_{pace},
      web_{settings_.ca_file},
      due_at_{Steady::now()},
      early_{pace.early_most},
      early_more_at_{Steady::now() + pace.retry},
      thread_{[this] { run(); }} {}

Provider::~Provider() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

Provider::Known Provider::known() const {
    const std::lock_guard lock{mutex_};
    const bool fresh = Steady::now() < fetched_at_ + pace_.stale;
    return {metadata_, fresh ? keys_ : nullptr, rounds_};
}

std::shared_ptr<const Metadata> Provider::metadata() const {
    return known().metadata;
}

std::shared_ptr<const Metadata> Provider::await_metadata() {
    const auto before = known();
    return !before.metadata && fetch_early(before, false) == Early::ended ? metadata()
                                                                          : before.metadata;
}

base::Result<std::string> Provider::identity_of_access_token(std::string_view jwt) {
    if (settings_.audience.empty()) {
        return unauthenticated(
            "tokens of the identity provider are not taken for the API here; `ladder user token` "
            "makes one that is"
        );
    }
    return identity_of(
        jwt, Use::access_token, {settings_.issuer, settings_.audience, hooks_.clock(), {}}
    );
}

base::Result<std::string> Provider::identity_of_id_token(
    std::string_view jwt, const std::string& nonce
) {
    return identity_of(
        jwt, Use::id_token, {settings_.issuer, settings_.client_id, hooks_.clock(), nonce}
    );
}

base::Result<std::string> Provider::identity_of(std::string_view text, Use use, Expected expected) {
    const auto jwt = parse_jwt(text, settings_.algorithms);
    if (!jwt) {
        return jwt.error();
    }
    const auto signature = signature_of(*jwt, use);
    if (!signature) {
        return signature.error();
    }
    if (*signature != Signature::good) {
        return unauthenticated("this JWT is refused: no key of the identity provider signed it");
    }
    const auto subject = check_claims(*jwt, use, expected);
    if (!subject) {
        return subject.error();
    }
    return fmt::format("{} {}", settings_.issuer, *subject);
}

// By the keys that are known, or, if the token names another, by those that are there then.
base::Result<Signature> Provider::signature_of(const Jwt& jwt, Use use) {
    const auto before = known();
    const auto signature =
        before.keys ? check_signature(jwt, *before.keys) : Signature::of_unknown_key;
    if (signature != Signature::of_unknown_key) {
        return signature;
    }
    switch (fetch_early(before, use == Use::access_token)) {
        case Early::ended:
            break;
        case Early::not_yet:
            return no_keys_yet();
        case Early::too_often:
            return before.keys ? base::Result<Signature>{signature} : no_keys_yet();
    }
    const auto fresh = known().keys;
    return fresh ? base::Result<Signature>{check_signature(jwt, *fresh)} : no_keys_yet();
}

// Has the keys fetched now and waits for it. `alone`: only if no other such call waits.
Provider::Early Provider::fetch_early(const Known& known, bool alone) {
    std::unique_lock lock{mutex_};
    if (rounds_ > known.rounds) {
        return Early::ended;  // since then
    }
    const auto now = Steady::now();
    if (now >= early_more_at_) {
        early_ = std::min(early_ + 1, pace_.early_most);
        early_more_at_ = now + pace_.retry;
    }
    if (!fetching_ && due_at_ > now) {
        if (early_ == 0) {
            return Early::too_often;
        }
        --early_;
        due_at_ = now;
        changed_.notify_all();
    }
    if (alone && waited_for_) {
        return Early::not_yet;
    }
    waited_for_ = waited_for_ || alone;
    const bool ended = changed_.wait_for(lock, pace_.wait, [&] { return rounds_ > known.rounds; });
    waited_for_ = waited_for_ && !alone;
    return ended ? Early::ended : Early::not_yet;
}

void Provider::run() {
    std::unique_lock lock{mutex_};
    while (!stopping_) {
        if (Steady::now() < due_at_) {
            changed_.wait_until(lock, due_at_);
            continue;
        }
        const auto known = metadata_;
        fetching_ = true;
        lock.unlock();
        const auto fetched = fetch(known);
        tell(fetched);
        lock.lock();
        fetching_ = false;
        keep(fetched);
        changed_.notify_all();
    }
}

// The keys, and where they are: which is asked each time, since it may move.
base::Result<Provider::Fetched> Provider::fetch(const std::shared_ptr<const Metadata>& known
) const {
    Fetched fetched;
    fetched.metadata = known;
    const auto document = get_document(web_, metadata_url(settings_.issuer));
    if (document) {
        auto metadata = parse_metadata(document->body, settings_.issuer);
        if (!metadata) {
            return metadata.error();
        }
        fetched.metadata = std::make_shared<const Metadata>(std::move(*metadata));
    } else if (!known) {
        return document.error();
    }
    const auto answer = get_document(web_, fetched.metadata->jwks_uri);
    if (!answer) {
        return answer.error();
    }
    auto keys = parse_key_set(answer->body);
    if (!keys) {
        return keys.error();
    }
    fetched.keys = std::make_shared<const KeySet>(std::move(*keys));
    fetched.age =
        std::clamp(answer->max_age.value_or(pace_.age_usual), pace_.age_least, pace_.age_most);
    return fetched;
}

// A good answer takes the place of all that was known: keys that are no more among it are dropped.
void Provider::keep(const base::Result<Fetched>& fetched) {
    ++rounds_;
    const auto now = Steady::now();
    due_at_ = now + (fetched ? fetched->age : pace_.retry);
    if (fetched) {
        metadata_ = fetched->metadata;
        keys_ = fetched->keys;
        fetched_at_ = now;
    }
}

void Provider::tell(const base::Result<Fetched>& fetched) {
    auto news = fetched ? fmt::format("{} keys of {}", fetched->keys->size(), settings_.issuer)
                        : fetched.error().message;
    if (hooks_.told && news != told_) {
        hooks_.told(
            fetched ? base::Result<std::string>{news} : base::Result<std::string>{fetched.error()}
        );
    }
    told_ = std::move(news);
}

}  // namespace ladder::oidc

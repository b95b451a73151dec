#include "services/access/sessions.hpp"

#include <algorithm>

#include "services/access/secrets.hpp"

namespace ladder::access {

namespace {

// A session is marked as seen at most this often, so that a page does not cost a write.
std::chrono::seconds seen_again(const SessionLimits& limits) {
    return std::min(std::chrono::seconds{60}, limits.idle / 4);
}

base::Error signed_out() {
    return {base::Code::unauthenticated, "you are signed out; sign in", {}};
}

db::SessionRow row_of(
    std::string_view secret,
    const std::string& person,
    const std::string& capacity,
    base::Instant created_at,
    base::Instant ends_at,
    base::Instant now
) {
    return {
        hash_of(secret),
        person,
        capacity,
        base::to_micros(created_at),
        base::to_micros(now),
        base::to_micros(ends_at)};
}

base::Result<db::SessionRow> standing(
    const db::CredentialStore& store,
    std::string_view secret,
    const SessionLimits& limits,
    base::Instant now
) {
    auto row = store.session(hash_of(secret));
    if (!row) {
        return row.error();
    }
    if (!*row || now >= base::from_micros((*row)->ends_at_us) ||
        now >= base::from_micros((*row)->seen_at_us) + limits.idle) {
        return signed_out();
    }
    return **row;
}

}  // namespace

base::Result<std::string> Sessions::create(const std::string& person, const std::string& capacity) {
    const auto now = clock_();
    auto secret = new_secret();
    const auto kept =
        store_.add_session(row_of(secret, person, capacity, now, now + limits_.most, now));
    return kept ? base::Result<std::string>{std::move(secret)}
                : base::Result<std::string>{kept.error()};
}

base::Result<Session> Sessions::find(std::string_view secret) {
    const auto now = clock_();
    const auto row = standing(store_, secret, limits_, now);
    if (!row) {
        return row.error();
    }
    if (now >= base::from_micros(row->seen_at_us) + seen_again(limits_)) {
        if (const auto kept = store_.see_session(row->secret_hash, base::to_micros(now)); !kept) {
            return kept.error();
        }
    }
    return Session{row->person, row->capacity, csrf_of(secret)};
}

base::Result<std::vector<SessionShown>> Sessions::of(
    const std::string& person, std::string_view secret
) const {
    const auto now = clock_();
    const auto rows = store_.sessions_of(person, base::to_micros(now));
    if (!rows) {
        return rows.error();
    }
    const auto own = hash_of(secret);
    std::vector<SessionShown> shown;
    for (const auto& row : *rows) {
        const auto seen_at = base::from_micros(row.seen_at_us);
        if (now < seen_at + limits_.idle) {
            shown.push_back({base::from_micros(row.created_at_us), seen_at, row.secret_hash == own}
            );
        }
    }
    return shown;
}

base::Result<std::string> Sessions::rotate(std::string_view secret) {
    const auto now = clock_();
    const auto row = standing(store_, secret, limits_, now);
    if (!row) {
        return row.error();
    }
    auto fresh = new_secret();
    const auto renamed = store_.rename_session(row->secret_hash, hash_of(fresh));
    if (!renamed) {
        return renamed.error();
    }
    return *renamed ? base::Result<std::string>{std::move(fresh)}
                    : base::Result<std::string>{signed_out()};
}

base::Result<void> Sessions::choose(std::string_view secret, const std::string& capacity) {
    const auto row = standing(store_, secret, limits_, clock_());
    return row ? store_.set_session_capacity(row->secret_hash, capacity)
               : base::Result<void>{row.error()};
}

base::Result<void> Sessions::end(std::string_view secret) {
    return store_.end_session(hash_of(secret));
}

base::Result<int> Sessions::end_all(const std::string& person) {
    return store_.end_sessions(person);
}

}  // namespace ladder::access

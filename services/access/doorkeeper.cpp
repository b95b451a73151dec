#include "services/access/doorkeeper.hpp"

#include <algorithm>
#include <any>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/access/capacities.hpp"
#include "services/access/secrets.hpp"

namespace ladder::access {

namespace {

constexpr std::chrono::seconds proved_for{1};
constexpr std::chrono::minutes refused_again{1};
constexpr std::size_t proofs_max = 10'000;
constexpr std::string_view bearer = "Bearer ";
constexpr std::string_view of_certificate = "certificate ";

base::Error not_proved(std::string message) {
    return {base::Code::unauthenticated, std::move(message), {}};
}

// What a call proves itself by: "Bearer ..", "certificate ..", or nothing.
std::string credentials_of(const http::Call& call) {
    const auto authorization = call.header("Authorization");
    if (http::equal_names(authorization.substr(0, bearer.size()), bearer)) {
        return std::string{bearer} + std::string{http::trim(authorization.substr(bearer.size()))};
    }
    if (authorization.empty() && call.certificate) {
        return std::string{of_certificate} + call.certificate->fingerprint;
    }
    return {};
}

// Whether somebody still holds the role that they delegated.
base::Result<bool> still_held(
    const db::PeopleReader& people, const v1::Delegation& delegation, const std::string& today
) {
    const auto delegator = people.by_person(delegation.delegator());
    if (!delegator) {
        return delegator.error();
    }
    if (!*delegator || (*delegator)->suspended()) {
        return false;
    }
    const auto& held = (*delegator)->memberships();
    return std::any_of(held.begin(), held.end(), [&](const auto& membership) {
        return membership.role() == delegation.role() && holds_on(membership, today);
    });
}

// The person as they count: a delegation ends with the capacity that was delegated.
base::Result<std::shared_ptr<const v1::Person>> as_they_count(
    const db::PeopleReader& people, v1::Person person, base::Date day
) {
    const auto today = base::to_string(day);
    for (auto& delegation : *person.mutable_delegations()) {
        if (!holds_on(delegation, today)) {
            continue;
        }
        const auto held = still_held(people, delegation, today);
        if (!held) {
            return held.error();
        }
        if (!*held) {
            delegation.set_until(base::to_string(day - std::chrono::days{1}));
        }
    }
    return std::make_shared<const v1::Person>(std::move(person));
}

base::Error nobody() {
    return not_proved(
        "nobody is named as calling; send the header Authorization: Bearer <token>; `ladder user "
        "token` makes one"
    );
}

}  // namespace

base::Result<Caller> caller_for(
    std::shared_ptr<const v1::Person> person,
    std::string_view capacity,
    const std::vector<std::string>& only,
    base::Date today,
    db::Reader reader
) {
    if (person->suspended()) {
        return not_proved("this account is out of use; ask an administrator");
    }
    Caller caller{std::move(reader)};
    caller.capacities = capacities_on(*person, base::to_string(today));
    if (!only.empty()) {
        std::erase_if(caller.capacities, [&](const auto& role) {
            return std::find(only.begin(), only.end(), role) == only.end();
        });
    }
    caller.only = only;
    caller.person = std::move(person);
    const auto& held = caller.capacities;
    if (capacity.empty()) {
        caller.capacity = held.size() == 1 ? held.front() : std::string{};
        return caller;
    }
    if (std::find(held.begin(), held.end(), capacity) == held.end()) {
        return base::Error{
            base::Code::permission_denied,
            fmt::format(
                "the capacity '{}' is not yours today; {}",
                capacity.substr(0, 63),
                held.empty() ? std::string{"you hold none"}
                             : fmt::format("yours: {}", fmt::join(held, ", "))
            ),
            {}};
    }
    caller.capacity = std::string{capacity};
    return caller;
}

base::Result<Caller> Doorkeeper::let_in(const Proof& proof, const http::Call& call) const {
    auto caller = caller_for(
        proof.person,
        call.header(capacity_header),
        proof.only,
        base::day_of(clock_()),
        proof.reader.value()
    );
    if (caller) {
        caller->read_only = proof.read_only;
    }
    return caller;
}

std::optional<base::Result<Caller>> Doorkeeper::caller_known(const http::Call& call) {
    if (const auto* caller = std::any_cast<Caller>(&call.proved)) {
        return base::Result<Caller>{*caller};
    }
    const auto credentials = credentials_of(call);
    if (credentials.empty()) {
        return base::Result<Caller>{nobody()};
    }
    const auto now = clock_();
    std::optional<Proof> known;
    {
        const std::lock_guard lock{mutex_};
        const auto found = proofs_.find(hash_of(credentials));
        if (found != proofs_.end() && now >= found->second.proved_at &&
            now < found->second.proved_at + proved_for && now < found->second.ends_at) {
            known = found->second;
        }
    }
    if (!known) {
        return std::nullopt;
    }
    // What was refused may have been given since: that is asked anew.
    auto caller = let_in(*known, call);
    return caller ? std::optional{std::move(caller)} : std::nullopt;
}

base::Result<Caller> Doorkeeper::caller_of(const http::Call& call) {
    if (auto known = caller_known(call)) {
        return std::move(*known);
    }
    std::uint64_t forgotten = 0;
    {
        const std::lock_guard lock{mutex_};
        forgotten = forgotten_;
    }
    const auto credentials = credentials_of(call);
    auto proof = prove(credentials, call);
    if (!proof) {
        return proof.error();
    }
    auto reader = rights_.reader_of(*proof->person, proof->only, base::day_of(clock_()));
    if (!reader) {
        return reader.error();
    }
    proof->reader = std::move(*reader);
    {
        const std::lock_guard lock{mutex_};
        if (proofs_.size() >= proofs_max) {
            proofs_.clear();
        }
        // What was read before a change is not kept after it.
        if (forgotten == forgotten_) {
            proofs_[hash_of(credentials)] = *proof;
        }
    }
    auto caller = let_in(*proof, call);
    if (!caller && caller.error().code == base::Code::permission_denied) {
        v1::Actor actor;
        actor.set_person(proof->person->person());
        log_.add(v1::ACCESS_KIND_REFUSED, actor, call.procedure, "permission_denied");
    } else if (!caller) {
        record_refused(credentials, proof->person->name(), call);
    }
    return caller;
}

base::Result<Doorkeeper::Proof> Doorkeeper::prove(
    const std::string& credentials, const http::Call& call
) {
    if (credentials.starts_with(of_certificate)) {
        return prove_certificate(credentials.substr(of_certificate.size()));
    }
    const auto secret = credentials.substr(bearer.size());
    return secret.starts_with(token_prefix) ? prove_token(secret, call) : prove_jwt(secret, call);
}

base::Result<Doorkeeper::Proof> Doorkeeper::prove_token(
    const std::string& secret, const http::Call& call
) {
    const auto now = clock_();
    const auto token = tokens_.find(secret);
    if (!token) {
        return token.error();
    }
    if (!*token) {
        return not_proved(
            "this token does not stand: it was mistyped, has ended or was revoked; `ladder user "
            "token` makes another"
        );
    }
    auto person = people_.get((*token)->person, {});
    if (!person) {
        return person.error().code == base::Code::not_found
                   ? not_proved("this token is nobody's; ask an administrator")
                   : person.error();
    }
    if (!person->suspended()) {
        const auto first = tokens_.use(**token);
        if (!first) {
            return first.error();
        }
        if (*first) {
            v1::Actor actor;
            actor.set_person(person->person());
            log_.add(v1::ACCESS_KIND_TOKEN_USED, actor, call.procedure, (*token)->id);
        }
    }
    auto counting = as_they_count(people_, std::move(*person), base::day_of(now));
    if (!counting) {
        return counting.error();
    }
    return Proof{
        std::move(*counting),
        capacities_in((*token)->capacities),
        (*token)->read_only != 0,
        base::from_micros((*token)->expires_at_us),
        now,
        {}};
}

base::Result<Doorkeeper::Proof> Doorkeeper::prove_jwt(
    const std::string& jwt, const http::Call& call
) {
    const auto now = clock_();
    if (!verify_jwt_) {
        return not_proved(
            "this is no token of this server, and no identity provider is configured; `ladder user "
            "token` makes one"
        );
    }
    const auto identity = verify_jwt_(jwt);
    if (!identity) {
        return identity.error();
    }
    auto person = people_.by_identity(*identity);
    if (!person) {
        return person.error();
    }
    // The same answer to both, so that it tells nobody which accounts there are.
    if (!*person || (*person)->suspended()) {
        record_refused(*identity, *person ? (*person)->name() : std::string{}, call);
        return not_proved(
            "the identity provider knows you, but this server has no account in use for you; ask "
            "an administrator"
        );
    }
    auto counting = as_they_count(people_, std::move(**person), base::day_of(now));
    if (!counting) {
        return counting.error();
    }
    return Proof{std::move(*counting), {}, false, now + proved_for, now, {}};
}

// Once in a while for each identity: whoever calls on and on does not fill the journal.
void Doorkeeper::record_refused(
    const std::string& identity, const std::string& person, const http::Call& call
) {
    const auto now = clock_();
    {
        const std::lock_guard lock{mutex_};
        if (refused_.size() >= proofs_max) {
            refused_.clear();
        }
        const auto [known, is_new] = refused_.try_emplace(hash_of(identity), now);
        if (!is_new && now < known->second + refused_again) {
            return;
        }
        known->second = now;
    }
    v1::AccessRecord record;
    record.set_kind(v1::ACCESS_KIND_REFUSED);
    record.set_method(call.procedure);
    record.set_code("unauthenticated");
    if (!person.empty()) {
        record.add_records(person);
    }
    log_.add(std::move(record));
}

base::Result<Doorkeeper::Proof> Doorkeeper::prove_certificate(const std::string& fingerprint) {
    const auto now = clock_();
    auto person = people_.by_certificate(fingerprint);
    if (!person) {
        return person.error();
    }
    if (!*person) {
        return not_proved("this client certificate is nobody's; ask an administrator to set it");
    }
    auto counting = as_they_count(people_, std::move(**person), base::day_of(now));
    if (!counting) {
        return counting.error();
    }
    return Proof{std::move(*counting), {}, false, now + proved_for, now, {}};
}

base::Result<Caller> Doorkeeper::caller_of_session(const Session& session) {
    auto person = people_.get(session.person, {});
    if (!person) {
        return person.error().code == base::Code::not_found
                   ? not_proved("you are signed out; sign in")
                   : person.error();
    }
    const auto today = base::day_of(clock_());
    const auto counting = as_they_count(people_, std::move(*person), today);
    if (!counting) {
        return counting.error();
    }
    const auto& shared = *counting;
    const auto held = capacities_on(*shared, base::to_string(today));
    const bool stands = std::find(held.begin(), held.end(), session.capacity) != held.end();
    auto reader = rights_.reader_of(*shared, {}, today);
    if (!reader) {
        return reader.error();
    }
    return caller_for(
        shared, stands ? session.capacity : std::string{}, {}, today, std::move(*reader)
    );
}

void Doorkeeper::forget() {
    const std::lock_guard lock{mutex_};
    proofs_.clear();
    ++forgotten_;
}

}  // namespace ladder::access

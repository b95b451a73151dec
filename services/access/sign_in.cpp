#include "services/access/sign_in.hpp"

#include <utility>

#include "engine/access/person.hpp"
#include "services/access/secrets.hpp"

namespace ladder::access {

namespace {

constexpr std::string_view sign_in_page = "/sign-in";

base::Error did_not_fit() {
    return {
        base::Code::unauthenticated,
        "that identifier and password do not fit, or there were too many attempts; wait a little "
        "and try again",
        {}};
}

v1::Actor actor_of(const v1::Person& person) {
    v1::Actor actor;
    actor.set_person(person.person());
    return actor;
}

}  // namespace

// A hash that no password fits, made at the first attempt, whoever it is for.
const std::string& SignIn::nobodys_hash() {
    std::call_once(nobodys_made_, [this] {
        if (auto hash = hash_password(new_secret(), cost_)) {
            nobodys_ = std::move(*hash);
        }
    });
    return nobodys_;
}

void SignIn::run(std::function<void()> job, const WhenSignedIn& done) {
    if (const auto runs = threads_.run(std::move(job)); !runs) {
        done(runs.error());
    }
}

void SignIn::by_password(
    std::string person, std::string password, std::string remote, WhenSignedIn done
) {
    run(
        [this, attempt = Attempt{std::move(person), std::move(password), std::move(remote)}, done] {
            std::function<void()> afterwards;
            auto proved = prove(attempt, afterwards);
            done(
                proved ? begin(std::move(*proved), "password")
                       : base::Result<SignedIn>{proved.error()}
            );
            // Only now, so that writing it down does not tell by time who has an account.
            if (afterwards) {
                afterwards();
            }
        },
        done
    );
}

base::Result<v1::Person> SignIn::prove(const Attempt& attempt, std::function<void()>& afterwards) {
    const auto now = parts_.clock();
    const auto key = key_of(attempt.person);
    auto person = parts_.people.by_person(attempt.person);
    if (!person) {
        return person.error();
    }
    std::optional<db::AccountRow> account;
    // Asked for nobody too: the same work.
    auto found = parts_.credentials.account(*person ? (*person)->name() : "people/nobody");
    if (!found) {
        return found.error();
    }
    account = std::move(*found);
    const bool held_off = by_account_.holds_off(key, now) ||
                          by_remote_.holds_off(address_of(attempt.remote), now) ||
                          (account && base::to_micros(now) < account->locked_until_us);
    const bool too_long = attempt.password.size() > password_bytes_max;
    const auto& nobodys = nobodys_hash();
    const bool fits = fits_password(
        account ? account->password : nobodys, too_long ? std::string_view{""} : attempt.password
    );
    if (fits && account && !too_long && !held_off && !(*person)->suspended()) {
        by_account_.note_success(key);
        if (account->failed > 0) {
            afterwards = [this, name = (*person)->name()] {
                (void)parts_.credentials.note_success(name).has_value();
            };
        }
        return std::move(**person);
    }
    if (!held_off) {
        afterwards = failure(
            attempt,
            *person ? (*person)->name() : std::string{},
            account.has_value(),
            account ? account->failed : 0
        );
    }
    return did_not_fit();
}

// What is written down of a failure: in memory at once, in the account and the journal afterwards.
std::function<void()> SignIn::failure(
    const Attempt& attempt, const std::string& name, bool has_account, long long failed
) {
    const auto now = parts_.clock();
    by_account_.note_failure(key_of(attempt.person), now);
    by_remote_.note_failure(address_of(attempt.remote), now);
    return [this, name, has_account, failed, now] {
        if (has_account) {
            const auto wait = wait_after(failed + 1, {});
            const auto until = wait.count() > 0 ? base::to_micros(now + wait) : 0;
            (void)parts_.credentials.note_failure(name, until).has_value();
        }
        v1::AccessRecord record;
        record.set_kind(v1::ACCESS_KIND_SIGN_IN_FAILED);
        record.set_method(std::string{sign_in_page});
        record.set_code("password");
        if (!name.empty()) {
            record.add_records(name);
        }
        parts_.log.add(std::move(record));
    };
}

base::Result<SignedIn> SignIn::begin(v1::Person person, std::string_view how) {
    auto cookie = parts_.sessions.create(person.name(), {});
    if (!cookie) {
        return cookie.error();
    }
    parts_.log.add(v1::ACCESS_KIND_SIGNED_IN, actor_of(person), sign_in_page, how);
    return SignedIn{std::move(person), std::move(*cookie)};
}

base::Result<SignedIn> SignIn::choose(v1::Person person, const std::string& password) {
    const auto hash = hash_password(password, cost_);
    if (!hash) {
        return hash.error();
    }
    if (const auto kept = parts_.credentials.set_password(person.name(), *hash); !kept) {
        return kept.error();
    }
    if (const auto ended = parts_.sessions.end_all(person.name()); !ended) {
        return ended.error();
    }
    by_account_.note_success(key_of(person.person()));
    parts_.log.add(v1::ACCESS_KIND_PASSWORD_CHOSEN, actor_of(person), sign_in_page, "password");
    return begin(std::move(person), "password");
}

void SignIn::by_invitation(std::string code, std::string password, WhenSignedIn done) {
    run(
        [this, code = std::move(code), password = std::move(password), done] {
            const auto name = parts_.invitations.whose(code);
            if (!name) {
                return done(name.error());
            }
            auto person = parts_.people.get(*name, {});
            if (!person) {
                return done(person.error());
            }
            if (person->suspended()) {
                return done(did_not_fit());
            }
            if (const auto may = check_password(password, person->person()); !may) {
                return done(may.error());
            }
            if (const auto taken = parts_.invitations.take(code); !taken) {
                return done(taken.error());
            }
            done(choose(std::move(*person), password));
        },
        done
    );
}

void SignIn::change_password(
    std::string person_name,
    std::string present,
    std::string chosen,
    std::string remote,
    WhenSignedIn done
) {
    run(
        [this,
         name = std::move(person_name),
         present = std::move(present),
         chosen = std::move(chosen),
         remote = std::move(remote),
         done] {
            auto person = parts_.people.get(name, {});
            if (!person) {
                return done(person.error());
            }
            if (const auto may = check_password(chosen, person->person()); !may) {
                return done(may.error());
            }
            std::function<void()> afterwards;
            auto proved = prove({person->person(), present, remote}, afterwards);
            done(
                proved ? choose(std::move(*proved), chosen) : base::Result<SignedIn>{proved.error()}
            );
            if (afterwards) {
                afterwards();
            }
        },
        done
    );
}

base::Result<SignedIn> SignIn::by_identity(std::string_view identity) {
    auto person = parts_.people.by_identity(identity);
    if (!person) {
        return person.error();
    }
    if (!*person || (*person)->suspended()) {
        parts_.log.add(v1::ACCESS_KIND_SIGN_IN_FAILED, {}, sign_in_page, "oidc");
        return base::Error{
            base::Code::unauthenticated,
            "the identity provider knows you, but this server has no account in use for you; ask "
            "an administrator",
            {}};
    }
    return begin(std::move(**person), "oidc");
}

base::Result<void> SignIn::sign_out(std::string_view cookie) {
    const auto session = parts_.sessions.find(cookie);
    if (!session) {
        return {};  // signed out already
    }
    if (const auto ended = parts_.sessions.end(cookie); !ended) {
        return ended.error();
    }
    if (const auto person = parts_.people.get(session->person, {})) {
        parts_.log.add(v1::ACCESS_KIND_SIGNED_OUT, actor_of(*person), "/sign-out", "");
    }
    return {};
}

}  // namespace ladder::access

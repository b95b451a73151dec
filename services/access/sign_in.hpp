// Signing in to the console: by password, by a one-time link, or by what an identity provider said.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <string_view>

#include "db/credential_store.hpp"
#include "db/people_reader.hpp"
#include "engine/base/dates.hpp"
#include "engine/base/result.hpp"
#include "services/access/access_log.hpp"
#include "services/access/invitations.hpp"
#include "services/access/passwords.hpp"
#include "services/access/sessions.hpp"
#include "services/access/throttle.hpp"

namespace ladder::access {

struct SignedIn {
    v1::Person person;
    std::string cookie;  // the value of the session's cookie
};

using WhenSignedIn = std::function<void(base::Result<SignedIn>)>;

// Safe from many threads. Borrows what it is made of.
//
// Whoever fails learns one thing only: that it failed. The text, the status and the work are the
// same whether there is such an account, whether it has a password, is out of use or must wait.
class SignIn {
public:
    struct Parts {
        db::PeopleReader& people;
        db::CredentialStore& credentials;
        Sessions& sessions;
        Invitations& invitations;
        AccessLog& log;
        std::function<base::Instant()> clock;
    };
    SignIn(Parts parts, PasswordCost cost, PasswordThreads& threads)
        : parts_{std::move(parts)}, cost_{cost}, threads_{threads} {}

    // By identifier and password, from a remote address ("192.0.2.1:53211"). Never blocks: `done`
    // is called on a thread of passwords.
    // Errors: unauthenticated, always the same; resource_exhausted; unavailable.
    void by_password(
        std::string person, std::string password, std::string remote, WhenSignedIn done
    );

    // By a one-time link: the password is chosen, earlier sessions end, and the person is signed
    // in. A password that may not be chosen leaves the link as it is. Never blocks, as above.
    // Errors: not_found for the link; invalid_argument for the password.
    void by_invitation(std::string code, std::string password, WhenSignedIn done);

    // Chooses another password; all sessions of the person end, and a new one begins. Never blocks.
    // Errors: unauthenticated if the present one does not fit; invalid_argument for the new one.
    void change_password(
        std::string person_name,
        std::string present,
        std::string chosen,
        std::string remote,
        WhenSignedIn done
    );

    // Whom an identity provider named, as "issuer subject". Blocks. Errors: unauthenticated.
    [[nodiscard]] base::Result<SignedIn> by_identity(std::string_view identity);

    // Ends a session. Blocks.
    [[nodiscard]] base::Result<void> sign_out(std::string_view cookie);

private:
    struct Attempt {
        std::string person;  // as typed
        std::string password;
        std::string remote;
    };
    base::Result<v1::Person> prove(const Attempt& attempt, std::function<void()>& afterwards);
    base::Result<SignedIn> begin(v1::Person person, std::string_view how);
    base::Result<SignedIn> choose(v1::Person person, const std::string& password);
    std::function<void()> failure(
        const Attempt& attempt, const std::string& name, bool has_account, long long failed
    );
    void run(std::function<void()> job, const WhenSignedIn& done);
    const std::string& nobodys_hash();

    Parts parts_;
    PasswordCost cost_;
    PasswordThreads& threads_;
    Throttle by_account_{{}};
    Throttle by_remote_{{20, std::chrono::seconds{15}, std::chrono::seconds{15 * 60}}};
    std::once_flag nobodys_made_;
    std::string nobodys_;
};

}  // namespace ladder::access

// Proves who calls: by token, by what an identity provider signed, by client certificate, or by the
// session of the console.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "db/people_reader.hpp"
#include "engine/base/dates.hpp"
#include "services/access/access_log.hpp"
#include "services/access/door.hpp"
#include "services/access/rights_book.hpp"
#include "services/access/sessions.hpp"
#include "services/access/tokens.hpp"

namespace ladder::access {

// How an identity provider knows whoever a bearer JWT names: "issuer subject". May block.
// Errors: unauthenticated.
using VerifyJwt = std::function<base::Result<std::string>(std::string_view jwt)>;

// The role that a call names.
inline constexpr std::string_view capacity_header = "Ladder-Capacity";

// Safe from many threads. Borrows what it is made of.
//
// Whom the database has proved is let in again for a second without asking it; a change on this
// node (forget) ends that at once, one on another node within the second.
class Doorkeeper final : public Door {
public:
    Doorkeeper(
        db::Database& database, Tokens& tokens, AccessLog& log, std::function<base::Instant()> clock
    )
        : people_{database},
          rights_{database},
          tokens_{tokens},
          log_{log},
          clock_{std::move(clock)} {}

    // For the API: no cookie counts here, so that no page of another site can call it. A page that
    // asks it in this process gives the Caller it has proved (http::Call::proved).
    [[nodiscard]] base::Result<Caller> caller_of(const http::Call& call) override;
    [[nodiscard]] std::optional<base::Result<Caller>> caller_known(const http::Call& call) override;

    // For the console: whose session it is, in the capacity chosen there. A capacity that ended
    // since is none. Blocks. Errors: unauthenticated if the person is out of use or gone.
    [[nodiscard]] base::Result<Caller> caller_of_session(const Session& session);

    // For what is read without an account. Blocks. Errors: unavailable; data_loss.
    [[nodiscard]] base::Result<db::Reader> public_reader(const std::vector<std::string>& documents
    ) {
        return rights_.public_reader(documents);
    }

    // Without one, JWTs are refused. Set before anything is served.
    void set_verify_jwt(VerifyJwt verify) { verify_jwt_ = std::move(verify); }

    // People, tokens, the ruleset or the bodies changed here: nothing that was proved before counts
    // any more.
    void forget();

private:
    // What was proved of some credentials.
    struct Proof {
        std::shared_ptr<const v1::Person> person;
        std::vector<std::string> only;  // capacities of a token; empty: all
        bool read_only = false;
        base::Instant ends_at;  // of the token
        base::Instant proved_at;
        std::optional<db::Reader> reader;  // what the person sees; set before the proof counts
    };

    base::Result<Proof> prove(const std::string& credentials, const http::Call& call);
    base::Result<Proof> prove_token(const std::string& secret, const http::Call& call);
    base::Result<Proof> prove_jwt(const std::string& jwt, const http::Call& call);
    void record_refused(
        const std::string& identity, const std::string& person, const http::Call& call
    );
    base::Result<Proof> prove_certificate(const std::string& fingerprint);
    base::Result<Caller> let_in(const Proof& proof, const http::Call& call) const;

    db::PeopleReader people_;
    RightsBook rights_;
    Tokens& tokens_;
    AccessLog& log_;
    std::function<base::Instant()> clock_;
    VerifyJwt verify_jwt_;
    std::mutex mutex_;
    std::unordered_map<std::string, Proof> proofs_;  // by the hash of the credentials
    std::unordered_map<std::string, base::Instant>
        refused_;                  // when recorded, by that of the identity
    std::uint64_t forgotten_ = 0;  // how often
};

// The caller that a person is on a day, in the capacity asked for (empty: the only one held), with
// the eyes that are theirs. `only`: the capacities that a token leaves; empty: all.
// Errors: unauthenticated for a person out of use; permission_denied for a capacity that is not
// held, naming those that are.
[[nodiscard]] base::Result<Caller> caller_for(
    std::shared_ptr<const v1::Person> person,
    std::string_view capacity,
    const std::vector<std::string>& only,
    base::Date today,
    db::Reader reader
);

}  // namespace ladder::access

// What people prove themselves by: passwords, one-time links, sessions, tokens; hashes, never the
// secrets.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <soci/soci.h>

#include "db/database.hpp"
#include "engine/base/result.hpp"

namespace ladder::db {

// A local account. People are named as in "people/a.officer".
struct AccountRow {
    std::string person;
    std::string password;  // as crypto_pwhash_str writes it
    long long failed = 0;  // attempts since the last good one
    long long locked_until_us = 0;
};

// A session of the console.
struct SessionRow {
    std::string secret_hash;
    std::string person;
    std::string capacity;
    long long created_at_us = 0;
    long long seen_at_us = 0;
    long long ends_at_us = 0;
};

// A token of the API.
struct TokenRow {
    std::string id;
    std::string secret_hash;
    std::string person;
    std::string title;
    std::string capacities;  // parted by blanks; empty: all of the person's
    int read_only = 0;
    long long created_at_us = 0;
    long long expires_at_us = 0;
    std::string used_on;  // the day of the last use; empty: never
};

// Keeps what is no history: all of it may change and go. Blocks; safe from many threads; the
// database must outlive it. Changes are made one after another on a session of its own.
// Errors of all: unavailable.
class CredentialStore {
public:
    explicit CredentialStore(Database& database) : database_(database) {}

    [[nodiscard]] base::Result<std::optional<AccountRow>> account(const std::string& person) const;
    // Chosen or changed: failed attempts are forgotten.
    [[nodiscard]] base::Result<void> set_password(
        const std::string& person, const std::string& hash
    );
    [[nodiscard]] base::Result<void> note_failure(
        const std::string& person, std::int64_t locked_until_us
    );
    [[nodiscard]] base::Result<void> note_success(const std::string& person);

    // An earlier link of the person is void.
    [[nodiscard]] base::Result<void> invite(
        const std::string& person, const std::string& code_hash, std::int64_t expires_at_us
    );
    // Whose link it is; nothing if there is none, or it has ended.
    [[nodiscard]] base::Result<std::optional<std::string>> invited(
        const std::string& code_hash, std::int64_t now_us
    ) const;
    // The same, and the link is void from now on: of two who ask at once, one gets it.
    [[nodiscard]] base::Result<std::optional<std::string>> take_invitation(
        const std::string& code_hash, std::int64_t now_us
    );

    // Sessions that have ended are removed on the way.
    [[nodiscard]] base::Result<void> add_session(const SessionRow& row);
    [[nodiscard]] base::Result<std::optional<SessionRow>> session(const std::string& secret_hash
    ) const;
    // A person's that have not ended, newest first.
    [[nodiscard]] base::Result<std::vector<SessionRow>> sessions_of(
        const std::string& person, std::int64_t now_us
    ) const;
    [[nodiscard]] base::Result<void> see_session(
        const std::string& secret_hash, std::int64_t seen_at_us
    );
    // False if there is no such session.
    [[nodiscard]] base::Result<bool> rename_session(const std::string& from, const std::string& to);
    [[nodiscard]] base::Result<void> set_session_capacity(
        const std::string& secret_hash, const std::string& capacity
    );
    [[nodiscard]] base::Result<void> end_session(const std::string& secret_hash);
    // How many there were.
    [[nodiscard]] base::Result<int> end_sessions(const std::string& person);

    [[nodiscard]] base::Result<void> add_token(const TokenRow& row);
    [[nodiscard]] base::Result<std::optional<TokenRow>> token(const std::string& secret_hash) const;
    [[nodiscard]] base::Result<std::optional<TokenRow>> token_of_id(const std::string& id) const;
    // Those that have not ended, newest first.
    [[nodiscard]] base::Result<std::vector<TokenRow>> tokens_of(
        const std::string& person, std::int64_t now_us
    ) const;
    // True if it is the first use on this day.
    [[nodiscard]] base::Result<bool> use_token(const std::string& id, const std::string& day);
    // False if there is no such token.
    [[nodiscard]] base::Result<bool> remove_token(const std::string& id);

private:
    template <class Change>
    auto change(Change&& change) -> decltype(change(std::declval<soci::session&>()));

    Database& database_;
    std::mutex mutex_;
    std::unique_ptr<soci::session> session_;  // null: not connected yet, or lost
};

}  // namespace ladder::db

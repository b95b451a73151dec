// Tokens of the API: made once, shown once, stored as a hash.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/credential_store.hpp"
#include "engine/base/dates.hpp"
#include "engine/base/result.hpp"
#include "ladder/v1/access_service.pb.h"

namespace ladder::access {

inline constexpr std::string_view token_prefix = "ladder_";
inline constexpr int token_days_default = 90;
inline constexpr int token_days_most = 366;

// What a new token is to be.
struct TokenRequest {
    std::string person;  // the name, "people/a.officer-hmic.example"
    std::string title;
    std::vector<std::string> capacities;  // empty: all of the person's
    bool read_only = false;
    int days = 0;  // 0: token_days_default
};

struct MadeToken {
    std::string secret;  // "ladder_..", shown once
    db::TokenRow row;
};

// Whether a text is shaped as a token of ours and its checksum fits: a slip of the keyboard, or
// half of a paste, is told from a token that does not stand.
bool is_token(std::string_view text);

// All functions block; safe from many threads. Errors of all: unavailable.
class Tokens {
public:
    Tokens(db::CredentialStore& store, std::function<base::Instant()> clock)
        : store_{store}, clock_{std::move(clock)} {}

    // Errors: invalid_argument for the title or the days.
    [[nodiscard]] base::Result<MadeToken> make(const TokenRequest& request);

    // The token that stands; nothing if there is none, or it has ended.
    [[nodiscard]] base::Result<std::optional<db::TokenRow>> find(std::string_view secret) const;

    // Those of a person that stand, newest first.
    [[nodiscard]] base::Result<std::vector<db::TokenRow>> of(const std::string& person) const;

    // The token of an id, ended or not. Errors: not_found.
    [[nodiscard]] base::Result<db::TokenRow> of_id(const std::string& id) const;

    // Ends a token at once. Errors: not_found.
    [[nodiscard]] base::Result<void> revoke(const std::string& id);

    // Notes the use of a token; true if it is the first on this day.
    [[nodiscard]] base::Result<bool> use(const db::TokenRow& token);

private:
    db::CredentialStore& store_;
    std::function<base::Instant()> clock_;
};

// As lists show it; `person` is the identifier.
v1::Token shown_token(const db::TokenRow& row, const std::string& person);

// Roles parted by blanks, as a row keeps them.
std::vector<std::string> capacities_in(std::string_view words);

}  // namespace ladder::access

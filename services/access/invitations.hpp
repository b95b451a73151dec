// One-time links by which a password is chosen.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include "db/credential_store.hpp"
#include "engine/base/dates.hpp"
#include "engine/base/result.hpp"

namespace ladder::access {

inline constexpr std::chrono::hours invitation_lasts{24};

struct Invitation {
    std::string path;  // "/welcome?code=..", shown once
    base::Instant expires_at;
};

// All functions block; safe from many threads. Errors of all: unavailable.
class Invitations {
public:
    Invitations(db::CredentialStore& store, std::function<base::Instant()> clock)
        : store_{store}, clock_{std::move(clock)} {}

    // A link for a person ("people/.."); an earlier one is void.
    [[nodiscard]] base::Result<Invitation> make(const std::string& person);

    // Whose link it is, for the page that asks for the password. Errors: not_found if it was used,
    // has ended or never was.
    [[nodiscard]] base::Result<std::string> whose(std::string_view code) const;

    // The same, and the link is void from now on.
    [[nodiscard]] base::Result<std::string> take(std::string_view code);

private:
    db::CredentialStore& store_;
    std::function<base::Instant()> clock_;
};

}  // namespace ladder::access

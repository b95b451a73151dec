// The one door that every call passes: who calls, or why nobody is let in.
#pragma once

#include <optional>
#include <string>

#include "engine/base/result.hpp"
#include "services/access/caller.hpp"
#include "services/http/connect.hpp"
#include "services/http/message.hpp"

namespace ladder::access {

class Door {
public:
    Door() = default;
    Door(const Door&) = delete;
    Door& operator=(const Door&) = delete;
    virtual ~Door() = default;

    // Who calls. May block: for database threads.
    // Errors: unauthenticated where nobody is proved; permission_denied for a capacity that is not
    // held, naming those that are; unavailable.
    [[nodiscard]] virtual base::Result<Caller> caller_of(const http::Call& call) = 0;

    // The same where it is known without asking the database, for the server's thread; nothing
    // where it is not.
    [[nodiscard]] virtual std::optional<base::Result<Caller>> caller_known(const http::Call& call
    ) = 0;
};

// Whom a request counts for where there are limits by caller: the person who was proved a moment
// ago, else the address it comes from. Never blocks.
std::string account_of(Door& door, const http::Request& request);

}  // namespace ladder::access

// The first start: somebody must be able to let the others in.
#pragma once

#include <string>

#include "engine/base/result.hpp"
#include "services/api/application.hpp"
#include "services/cli/session.hpp"

namespace ladder::cli {

// Where nobody is registered yet, registers "administrator" as such and gives the one-time path by
// which their password is chosen; empty if somebody is there. Blocks. Errors: unavailable.
[[nodiscard]] base::Result<std::string> first_administrator(
    const Session& session, api::Application& app
);

}  // namespace ladder::cli

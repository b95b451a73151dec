// What `ladder serve` is told of its network side, as the HTTP server takes it.
#pragma once

#include <string>

#include "engine/base/result.hpp"
#include "services/cli/config.hpp"
#include "services/http/server.hpp"

namespace ladder::cli {

// Address, limits, TLS. Without hooks: log and the like are the caller's to add.
// Errors: invalid_argument for settings that contradict each other; those of the key's file, which
// must be its owner's alone.
[[nodiscard]] base::Result<http::ServerOptions> server_options(const Config& config);

// "https://ladder.example" or "http://127.0.0.1:8420": where people find this server.
std::string public_url(const Config& config, std::uint16_t port);

}  // namespace ladder::cli

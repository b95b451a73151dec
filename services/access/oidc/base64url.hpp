// The text of binary members of keys and tokens (RFC 7515, section 2).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ladder::oidc {

// Strict: no padding, no other alphabet, no bits left over; nothing for what is not so.
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace ladder::oidc

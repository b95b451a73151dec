// Random secrets, their text, and the hashes that are stored in their place.
#pragma once

#include <string>
#include <string_view>

namespace ladder::access {

// 32 random bytes in base64url without padding: 43 characters.
std::string new_secret();

// SHA-256 in hexadecimal: what is stored of a secret.
std::string hash_of(std::string_view secret);

// The same in base64url: what is told to others in a secret's place.
std::string digest_of(std::string_view secret);

// The secret that the forms of a session carry: made of the cookie's secret, which a form can't
// tell.
std::string csrf_of(std::string_view secret);

// Compares without telling by time how much is equal.
bool equal_secrets(std::string_view a, std::string_view b);

}  // namespace ladder::access

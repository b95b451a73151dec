// Cookies: what a browser brought, and what it is told to keep (RFC 6265bis).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "services/http/message.hpp"

namespace ladder::http {

// A cookie of ours. Over HTTPS its name gets the prefix "__Host-": the browser takes it from this
// very host by HTTPS alone, so that no neighbour can plant one.
struct Cookie {
    std::string_view name;  // without the prefix
    bool secure = true;     // this server is found by HTTPS
};

// The value that a request brought. Empty if there is none, or if there are two: one of them was
// planted. Borrowed from the request.
std::string_view cookie_of(const Request& request, const Cookie& cookie);

// The header that has the browser keep a value, out of the reach of scripts: for so long, or until
// it is closed. `value` is of characters that a cookie may have (RFC 6265, section 4.1.1).
Header set_cookie(
    const Cookie& cookie, std::string_view value, std::optional<std::chrono::seconds> age = {}
);
Header end_cookie(const Cookie& cookie);

}  // namespace ladder::http

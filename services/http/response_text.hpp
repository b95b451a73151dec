// The bytes of a response's head.
#pragma once

#include <ctime>
#include <string>

#include "services/http/message.hpp"

namespace ladder::http {

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110), UTC.
std::string http_date(std::time_t now);

// Status line and headers with the empty line after them. Header values must be free of line
// breaks; one that is not is left out. Headers that keep browsers from caching, framing, running
// and sharing an answer are in it unless the response gives its own. `secure`: the caller came by
// TLS, and is told to keep to it (HSTS).
std::string head_text(
    const Response& response, const std::string& date, bool keep_alive, bool secure
);

}  // namespace ladder::http

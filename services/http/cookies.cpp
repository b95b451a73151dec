#include "services/http/cookies.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace ladder::http {

namespace {

std::string full_name(const Cookie& cookie) {
    return fmt::format("{}{}", cookie.secure ? "__Host-" : "", cookie.name);
}

}  // namespace

std::string_view cookie_of(const Request& request, const Cookie& cookie) {
    const auto name = full_name(cookie);
    std::string_view value;
    bool found = false;
    for (const auto& header : request.headers) {
        if (!equal_names(header.name, "Cookie")) {
            continue;
        }
        std::string_view rest{header.value};
        while (!rest.empty()) {
            const auto end = std::min(rest.find(';'), rest.size());
            const auto pair = trim(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (!pair.starts_with(name) || pair.substr(name.size()).substr(0, 1) != "=") {
                continue;
            }
            if (found) {
                return {};
            }
            found = true;
            value = pair.substr(name.size() + 1);
        }
    }
    return value;
}

Header set_cookie(
    const Cookie& cookie, std::string_view value, std::optional<std::chrono::seconds> age
) {
    return {
        "Set-Cookie",
        fmt::format(
            "{}={}; Path=/; HttpOnly; SameSite=Lax{}{}",
            full_name(cookie),
            value,
            cookie.secure ? "; Secure" : "",
            age ? fmt::format("; Max-Age={}", age->count()) : ""
        )};
}

Header end_cookie(const Cookie& cookie) {
    return set_cookie(cookie, "", std::chrono::seconds{0});
}

}  // namespace ladder::http

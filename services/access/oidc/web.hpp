// Asking the identity provider over HTTPS, by libcurl.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.hpp"

namespace ladder::oidc {

struct WebAnswer {
    int status = 0;
    std::string body;
    std::optional<std::chrono::seconds> max_age;  // of Cache-Control
};

// Plain HTTP is taken to a loopback address only, and nowhere else.
bool is_https(std::string_view url);
bool is_loopback_http(std::string_view url);

// Percent-encoded: "a%20b"; and "scope=openid%20email&state=x".
using Form = std::vector<std::pair<std::string, std::string>>;
std::string encode(std::string_view text);
std::string encode(const Form& form);

// Certificates are checked, TLS is 1.2 or newer, redirections are not followed, an answer has at
// most answer_bytes_max and comes within answer_timeout. All functions block; safe from many
// threads. Errors of all: unavailable, naming the host and the reason but no parameter.
class Web {
public:
    static constexpr std::size_t answer_bytes_max = 262'144;
    static constexpr std::chrono::milliseconds answer_timeout{5'000};

    // `ca_file` has authorities in PEM; empty: those of the system.
    explicit Web(std::string ca_file);

    [[nodiscard]] base::Result<WebAnswer> get(const std::string& url) const;
    // `basic` is a user and a password for HTTP Basic, if given.
    [[nodiscard]] base::Result<WebAnswer> post(
        const std::string& url,
        const Form& form,
        const std::optional<std::pair<std::string, std::string>>& basic
    ) const;

private:
    std::string ca_file_;
};

}  // namespace ladder::oidc

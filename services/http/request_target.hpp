// The request line's target and the Host header.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ladder::http {

struct Target {
    std::string path;   // still percent-encoded
    std::string query;  // without the '?'
};

// Origin form ("/a?b") or absolute form ("http://host/a?b"). Nothing for any other.
std::optional<Target> split_target(std::string_view target);

// True for localhost, 127.x.x.x and [::1], with or without a port.
bool is_loopback_host(std::string_view host);

}  // namespace ladder::http

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

// The address that a proxy in front saw: the last one of X-Forwarded-For, as "192.0.2.1:0" or
// "[2001:db8::1]:0". Empty if there is none or it is no address.
std::string remote_of_forwarded(std::string_view forwarded_for);

// The Host header's value without its port.
std::string_view name_of_host(std::string_view host);

// True for localhost, 127.x.x.x and [::1], with or without a port.
bool is_loopback_host(std::string_view host);

}  // namespace ladder::http

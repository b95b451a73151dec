#include "services/http/request_target.hpp"

#include <boost/asio/ip/address.hpp>

#include "services/http/message.hpp"

namespace ladder::http {

std::optional<Target> split_target(std::string_view target) {
    constexpr std::string_view scheme = "http://";
    if (target.substr(0, scheme.size()) == scheme) {
        const auto path = target.find('/', scheme.size());
        target = path == std::string_view::npos ? "/" : target.substr(path);
    }
    if (target.empty() || target.front() != '/') {
        return std::nullopt;
    }
    target = target.substr(0, target.find('#'));
    const auto mark = target.find('?');
    if (mark == std::string_view::npos) {
        return Target{std::string{target}, {}};
    }
    return Target{std::string{target.substr(0, mark)}, std::string{target.substr(mark + 1)}};
}

std::string remote_of_forwarded(std::string_view forwarded_for) {
    const auto comma = forwarded_for.rfind(',');
    const auto last =
        trim(comma == std::string_view::npos ? forwarded_for : forwarded_for.substr(comma + 1));
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(std::string{last}, error);
    if (error) {
        return {};
    }
    return address.is_v6() ? "[" + address.to_string() + "]:0" : address.to_string() + ":0";
}

std::string_view name_of_host(std::string_view host) {
    if (host.empty()) {
        return host;
    }
    const auto colon = host.rfind(':');
    const bool has_port = colon != std::string_view::npos &&
                          (host.front() != '[' || host[colon - 1] == ']') &&
                          host.find_first_not_of("0123456789", colon + 1) == std::string_view::npos;
    return has_port ? host.substr(0, colon) : host;
}

bool is_loopback_host(std::string_view host) {
    const auto name = name_of_host(host);
    // "127.evil.example" is a name that anyone may own: only digits and dots make an address.
    const bool address = name.substr(0, 4) == "127." &&
                         name.find_first_not_of("0123456789.") == std::string_view::npos;
    return address || name == "[::1]" || equal_names(name, "localhost");
}

}  // namespace ladder::http

#include "services/http/incoming.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "services/http/connect_error.hpp"

namespace ladder::http {

using base::Code;

namespace {

std::string_view view(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

// By TLS the certificate names the host, so another name that leads here gains nothing by it.
bool is_own_host(std::string_view host, const ServerOptions& options) {
    const bool any = options.tls ? options.public_hosts.empty() : !options.loopback_hosts_only;
    if (any || host.empty() || is_loopback_host(host)) {
        return true;
    }
    return std::any_of(
        options.public_hosts.begin(),
        options.public_hosts.end(),
        [&](const auto& name) { return equal_names(name, name_of_host(host)); }
    );
}

}  // namespace

bool Incoming::refuse(int status, Code code, std::string message) {
    refusal = error_response(status, base::Error{code, std::move(message), {}});
    return false;
}

std::string_view header_of(const Incoming& incoming, std::string_view name) {
    return view(incoming.parser.get()[{name.data(), name.size()}]);
}

std::string_view last_header_of(const Incoming& incoming, std::string_view name) {
    std::string_view last;
    const auto [first, end] = incoming.parser.get().equal_range({name.data(), name.size()});
    for (auto at = first; at != end; ++at) {
        last = view(at->value());
    }
    return last;
}

bool check_header(Incoming& incoming, const ServerOptions& options, const Router& router) {
    const auto& header = incoming.parser.get();
    incoming.method = view(header.method_string());
    incoming.wants_page = header_of(incoming, "Accept").find("text/html") != std::string_view::npos;
    if (header.target().size() > options.target_bytes_max) {
        return incoming.refuse(
            414,
            Code::resource_exhausted,
            fmt::format("the path and query are longer than {} bytes", options.target_bytes_max)
        );
    }
    auto target = split_target(view(header.target()));
    if (!target) {
        return incoming.refuse(
            400, Code::invalid_argument, "the request's target must be a path such as /livez"
        );
    }
    incoming.target = std::move(*target);
    const auto host = header_of(incoming, "Host");
    if (header.version() >= 11 && header.count(boost::beast::http::field::host) != 1) {
        return incoming.refuse(
            400, Code::invalid_argument, "an HTTP/1.1 request has one Host header"
        );
    }
    if (!is_own_host(host, options)) {
        return incoming.refuse(
            421,
            Code::permission_denied,
            "the Host header names another machine; use localhost, 127.0.0.1, [::1] or a name that "
            "this server was given as its public host"
        );
    }
    const auto expect = header_of(incoming, "Expect");
    if (!expect.empty() && !equal_names(expect, "100-continue")) {
        return incoming.refuse(
            417, Code::invalid_argument, "no expectation but 100-continue can be met"
        );
    }
    incoming.body_bytes_max = std::min(
        options.body_bytes_max, router.body_bytes_max(incoming.method, incoming.target.path)
    );
    const auto length = incoming.parser.content_length();
    if (length && *length > incoming.body_bytes_max) {
        return incoming.refuse(
            413,
            Code::resource_exhausted,
            fmt::format(
                "the body of {} bytes is longer than the {} that may be sent here",
                *length,
                incoming.body_bytes_max
            )
        );
    }
    return true;
}

Request to_request(Incoming& incoming) {
    auto message = incoming.parser.release();
    Request request;
    request.method = incoming.method;
    request.path = incoming.target.path;
    request.query = std::move(incoming.target.query);
    for (const auto& field : message) {
        request.headers.push_back(
            {std::string{view(field.name_string())}, std::string{view(field.value())}}
        );
    }
    request.body = std::move(message.body());
    request.remote = incoming.remote;
    request.trace_id = incoming.trace_id;
    return request;
}

}  // namespace ladder::http

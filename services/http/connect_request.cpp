#include "services/http/connect_request.hpp"

#include <charconv>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "services/http/connect_error.hpp"
#include "services/http/json_text.hpp"

namespace ladder::http {

namespace {

using base::Code;
template <class T>
using Read = boost::system::result<T, ConnectRefusal>;

ConnectRefusal refusal(Code code, std::string message) {
    return {http_status(code), {code, std::move(message), {}}};
}

ConnectRefusal unsupported(std::string_view what, std::string_view value) {
    return {
        415,
        {Code::invalid_argument,
         fmt::format("{} '{}' is not supported", what, value.substr(0, 80)),
         {}}};
}

// "application/json; charset=utf-8" and "application/proto".
Read<Encoding> read_content_type(std::string_view value) {
    const auto semicolon = value.find(';');
    const auto type = trim(value.substr(0, semicolon));
    if (equal_names(type, "application/proto")) {
        return Encoding::proto;
    }
    if (!equal_names(type, "application/json")) {
        auto problem = unsupported("Content-Type", value);
        problem.error.message += "; send application/json or application/proto";
        return problem;
    }
    if (semicolon != std::string_view::npos) {
        const auto parameter = trim(value.substr(semicolon + 1));
        if (!equal_names(parameter, "charset=utf-8") &&
            !equal_names(parameter, "charset=\"utf-8\"")) {
            return unsupported("Content-Type parameter", parameter);
        }
    }
    return Encoding::json;
}

std::optional<ConnectRefusal> check_compression(std::string_view coding) {
    if (coding.empty() || equal_names(coding, "identity")) {
        return std::nullopt;
    }
    return refusal(
        Code::unimplemented,
        fmt::format(
            "compression '{}' is not supported; supported encodings: identity", coding.substr(0, 40)
        )
    );
}

Read<std::optional<std::chrono::milliseconds>> read_timeout(std::string_view value) {
    if (value.empty()) {
        return std::optional<std::chrono::milliseconds>{};
    }
    std::int64_t timeout_ms = 0;
    const auto* end = value.data() + value.size();
    const bool digits = value.find_first_not_of("0123456789") == std::string_view::npos;
    if (!digits || value.size() > 10 || std::from_chars(value.data(), end, timeout_ms).ptr != end) {
        return refusal(
            Code::invalid_argument,
            "Connect-Timeout-Ms must be a whole number of milliseconds of at most 10 digits"
        );
    }
    if (timeout_ms == 0) {
        return refusal(
            Code::deadline_exceeded, "the caller's deadline is past: Connect-Timeout-Ms is 0"
        );
    }
    return std::optional{std::chrono::milliseconds{timeout_ms}};
}

Read<ConnectRequest> read_post(Request& request) {
    const auto encoding = read_content_type(request.header("Content-Type"));
    if (!encoding) {
        return encoding.error();
    }
    if (auto problem = check_compression(request.header("Content-Encoding"))) {
        return std::move(*problem);
    }
    const auto version = request.header("Connect-Protocol-Version");
    if (!version.empty() && version != "1") {
        return refusal(Code::invalid_argument, "Connect-Protocol-Version must be 1, or left out");
    }
    return ConnectRequest{*encoding, std::move(request.body), std::nullopt};
}

struct Query {
    std::optional<std::string> message;
    std::string encoding;
    std::string base64;
    std::string compression;
    std::string connect;
};

// Unknown parameters are allowed by the protocol and ignored.
Read<Query> read_query(std::string_view text) {
    Query query;
    while (!text.empty()) {
        const auto pair = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(text.size(), pair.size() + 1));
        const auto equals = pair.find('=');
        const auto name = pair.substr(0, equals);
        const auto raw = equals == std::string_view::npos ? "" : pair.substr(equals + 1);
        auto value = from_percent(raw, true);
        if (!value) {
            return refusal(
                Code::invalid_argument,
                fmt::format(
                    "the query parameter '{}' has a '%' without two hexadecimal digits",
                    name.substr(0, 40)
                )
            );
        }
        if (name == "message") {
            query.message = std::move(*value);
        } else if (name == "encoding") {
            query.encoding = std::move(*value);
        } else if (name == "base64") {
            query.base64 = std::move(*value);
        } else if (name == "compression") {
            query.compression = std::move(*value);
        } else if (name == "connect") {
            query.connect = std::move(*value);
        }
    }
    return query;
}

Read<ConnectRequest> read_get(const Request& request) {
    auto query = read_query(request.query);
    if (!query) {
        return query.error();
    }
    if (!query->message || query->encoding.empty()) {
        return refusal(
            Code::invalid_argument,
            "a GET needs the query parameters message and encoding, as in "
            "?connect=v1&encoding=json&message=%7B%7D"
        );
    }
    if (query->encoding != "json" && query->encoding != "proto") {
        auto problem = unsupported("encoding", query->encoding);
        problem.error.message += "; use json or proto";
        return problem;
    }
    if (auto problem = check_compression(query->compression)) {
        return std::move(*problem);
    }
    if (!query->connect.empty() && query->connect != "v1") {
        return refusal(Code::invalid_argument, "the query parameter connect must be v1");
    }
    ConnectRequest read;
    read.encoding = query->encoding == "json" ? Encoding::json : Encoding::proto;
    if (query->base64 != "1") {
        read.message = std::move(*query->message);
        return read;
    }
    auto bytes = from_base64(*query->message);
    if (!bytes) {
        return refusal(
            Code::invalid_argument, "the query parameter message is not base64, as base64=1 says"
        );
    }
    read.message = std::move(*bytes);
    return read;
}

}  // namespace

Read<ConnectRequest> read_connect_request(Request& request) {
    auto timeout = read_timeout(request.header("Connect-Timeout-Ms"));
    auto read = request.method == "POST" ? read_post(request) : read_get(request);
    if (!read) {
        return read;
    }
    if (!timeout) {
        return timeout.error();
    }
    read->timeout = *timeout;
    return read;
}

}  // namespace ladder::http

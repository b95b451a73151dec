#include "services/http/response_text.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace ladder::http {

namespace {

// Of every answer whose handler does not say otherwise. An answer of the API is data: no browser
// has to show, frame, keep or run any of it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> default_headers{{
    {"Cache-Control", "no-store"},
    {"Content-Security-Policy",
     "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Referrer-Policy", "no-referrer"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
}};

std::string_view reason(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 303:
            return "See Other";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 414:
            return "URI Too Long";
        case 413:
            return "Content Too Large";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
        case 422:
            return "Unprocessable Content";
        case 421:
            return "Misdirected Request";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 499:
            return "Client Closed Request";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 503:
            return "Service Unavailable";
        case 504:
            return "Gateway Timeout";
        default:
            return "Other";
    }
}

void append_header(std::string& out, std::string_view name, std::string_view value) {
    if (value.find_first_of("\r\n") == std::string_view::npos) {
        out.append(name).append(": ").append(value).append("\r\n");
    }
}

}  // namespace

std::string http_date(std::time_t now) {
    constexpr std::array<std::string_view, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<std::string_view, 12> months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm tm{};
    gmtime_r(&now, &tm);
    return fmt::format(
        "{}, {:02} {} {} {:02}:{:02}:{:02} GMT",
        days.at(static_cast<std::size_t>(tm.tm_wday)),
        tm.tm_mday,
        months.at(static_cast<std::size_t>(tm.tm_mon)),
        tm.tm_year + 1900,
        tm.tm_hour,
        tm.tm_min,
        tm.tm_sec
    );
}

std::string head_text(
    const Response& response, const std::string& date, bool keep_alive, bool secure
) {
    std::string out;
    out.reserve(640);
    out += "HTTP/1.1 ";
    out += fmt::to_string(response.status);
    out += ' ';
    out += reason(response.status);
    out += "\r\n";
    append_header(out, "Date", date);
    if (!response.content_type.empty()) {
        append_header(out, "Content-Type", response.content_type);
    }
    append_header(out, "Content-Length", fmt::to_string(response.body.size()));
    if (!keep_alive) {
        append_header(out, "Connection", "close");
    }
    for (const auto& header : response.headers) {
        append_header(out, header.name, header.value);
    }
    for (const auto& usual : default_headers) {
        const bool is_given =
            std::any_of(response.headers.begin(), response.headers.end(), [&](const auto& header) {
                return equal_names(header.name, usual.first);
            });
        if (!is_given) {
            append_header(out, usual.first, usual.second);
        }
    }
    if (secure) {
        append_header(out, "Strict-Transport-Security", "max-age=31536000");
    }
    out += "\r\n";
    return out;
}

}  // namespace ladder::http

#include "services/http/response_text.hpp"

#include <array>
#include <string_view>

#include <fmt/format.h>

namespace ladder::http {

namespace {

std::string_view reason(int status) {
    switch (status) {
        case 200:
            return "OK";
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
        case 413:
            return "Content Too Large";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
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

std::string head_text(const Response& response, const std::string& date, bool keep_alive) {
    std::string out;
    out.reserve(256);
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
    bool says_caching = false;
    for (const auto& header : response.headers) {
        append_header(out, header.name, header.value);
        says_caching = says_caching || equal_names(header.name, "Cache-Control");
    }
    if (!says_caching) {
        append_header(out, "Cache-Control", "no-store");
    }
    out += "\r\n";
    return out;
}

}  // namespace ladder::http

#include "services/console/secretariat/icalendar.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "services/http/json_text.hpp"
#include "services/http/message.hpp"

namespace ladder::secretariat {

namespace {

constexpr std::size_t line_octets_max = 75;
constexpr std::string_view basic = "Basic ";

// Section 3.3.11: what separates values is escaped; other controls have no place in a text.
std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        switch (c) {
            case '\\':
            case ';':
            case ',':
                safe += '\\';
                safe += c;
                break;
            case '\n':
                safe += "\\n";
                break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) {
                    safe += c;
                }
        }
    }
    return safe;
}

bool is_within_letter(char c) {
    return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;  // UTF-8
}

// Section 3.1: a longer line goes on after a line break and a blank, which counts too.
void add_line(std::string& calendar, std::string_view line) {
    std::size_t room = line_octets_max;
    while (line.size() > room) {
        auto end = room;
        while (end > 1 && is_within_letter(line[end])) {
            --end;
        }
        calendar += line.substr(0, end);
        calendar += "\r\n ";
        line.remove_prefix(end);
        room = line_octets_max - 1;
    }
    calendar += line;
    calendar += "\r\n";
}

std::string compact(std::string text) {
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text;
}

// "20261129T134500Z".
std::string moment_of(base::Instant instant) {
    return compact(
               base::to_string(instant).substr(0, std::string_view{"2026-11-29T13:45:00"}.size())
           ) +
           "Z";
}

void add_day(std::string& calendar, const CalendarDay& day, const std::string& stamp) {
    add_line(calendar, "BEGIN:VEVENT");
    add_line(calendar, "UID:" + escaped(day.uid));
    add_line(calendar, "DTSTAMP:" + stamp);
    add_line(calendar, "DTSTART;VALUE=DATE:" + compact(base::to_string(day.on)));
    add_line(calendar, "SUMMARY:" + escaped(day.summary));
    if (!day.description.empty()) {
        add_line(calendar, "DESCRIPTION:" + escaped(day.description));
    }
    if (!day.url.empty()) {
        add_line(calendar, "URL:" + day.url);
    }
    add_line(calendar, "TRANSP:TRANSPARENT");
    add_line(calendar, "END:VEVENT");
}

}  // namespace

std::string icalendar(
    std::string_view title, const std::vector<CalendarDay>& days, base::Instant stamp
) {
    std::string calendar;
    add_line(calendar, "BEGIN:VCALENDAR");
    add_line(calendar, "VERSION:2.0");
    add_line(calendar, "PRODID:-//Ladder//Deadlines and meetings//EN");
    add_line(calendar, "CALSCALE:GREGORIAN");
    add_line(calendar, "METHOD:PUBLISH");
    add_line(calendar, "X-WR-CALNAME:" + escaped(title));
    const auto made = moment_of(stamp);
    for (const auto& day : days) {
        add_day(calendar, day, made);
    }
    add_line(calendar, "END:VCALENDAR");
    return calendar;
}

std::string secret_of_basic(std::string_view authorization) {
    if (!http::equal_names(authorization.substr(0, basic.size()), basic)) {
        return {};
    }
    const auto decoded = http::from_base64(http::trim(authorization.substr(basic.size())));
    const auto colon = decoded ? decoded->find(':') : std::string::npos;
    return colon == std::string::npos ? std::string{} : decoded->substr(colon + 1);
}

}  // namespace ladder::secretariat

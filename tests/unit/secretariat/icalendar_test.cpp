// Calendars as RFC 5545 has them: folded lines, escapes, days.
#include "services/console/secretariat/icalendar.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

namespace ladder::secretariat {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr base::Date day{std::chrono::year{2009} / 11 / 30};
const base::Instant stamp =
    base::Instant{day} + std::chrono::hours{13} + std::chrono::minutes{5} + std::chrono::seconds{9};

std::vector<std::string> lines_of(const std::string& calendar) {
    std::vector<std::string> lines;
    std::size_t from = 0;
    for (std::size_t end = 0; (end = calendar.find("\r\n", from)) != std::string::npos;
         from = end + 2) {
        lines.push_back(calendar.substr(from, end - from));
    }
    EXPECT_EQ(from, calendar.size()) << "the last line ends too";
    return lines;
}

// As a calendar program reads it: folded lines put together.
std::string unfolded(std::string calendar) {
    for (std::size_t at = 0; (at = calendar.find("\r\n ", at)) != std::string::npos;) {
        calendar.erase(at, 3);
    }
    return calendar;
}

TEST(Icalendar, HasWhatTheStandardAsksFor) {
    EXPECT_EQ(
        icalendar(
            "Ladder", {{"meetings/a@ladder", day, "PPSG", {}, "https://l/meetings/a"}}, stamp
        ),
        "BEGIN:VCALENDAR\r\n"
        "VERSION:2.0\r\n"
        "PRODID:-//Ladder//Deadlines and meetings//EN\r\n"
        "CALSCALE:GREGORIAN\r\n"
        "METHOD:PUBLISH\r\n"
        "X-WR-CALNAME:Ladder\r\n"
        "BEGIN:VEVENT\r\n"
        "UID:meetings/a@ladder\r\n"
        "DTSTAMP:20091130T130509Z\r\n"
        "DTSTART;VALUE=DATE:20091130\r\n"
        "SUMMARY:PPSG\r\n"
        "URL:https://l/meetings/a\r\n"
        "TRANSP:TRANSPARENT\r\n"
        "END:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    );
}

TEST(Icalendar, EscapesTextsAndLetsNoLineIn) {
    const auto calendar =
        icalendar("L", {{"u", day, "a, b; c\\d\r\nEND:VCALENDAR", "one\ntwo"}}, stamp);
    EXPECT_THAT(calendar, HasSubstr("SUMMARY:a\\, b\\; c\\\\d\\nEND:VCALENDAR\r\n"));
    EXPECT_THAT(calendar, HasSubstr("DESCRIPTION:one\\ntwo\r\n"));
}

TEST(Icalendar, FoldsAt75OctetsAndNeverWithinALetter) {
    for (std::size_t length = 60; length < 240; ++length) {
        std::string summary(length % 7, 'x');
        while (summary.size() < length) {
            summary += "\xc5\xb5";  // ŵ
        }
        const auto calendar = icalendar("L", {{"u", day, summary}}, stamp);
        for (const auto& line : lines_of(calendar)) {
            EXPECT_LE(line.size(), 75U);
            const auto first = static_cast<unsigned char>(line[line.front() == ' ' ? 1 : 0]);
            EXPECT_NE(first & 0xc0U, 0x80U) << "a line begins within a letter";
        }
        EXPECT_THAT(unfolded(calendar), HasSubstr("SUMMARY:" + summary + "\r\n"));
    }
}

TEST(Icalendar, ALineOf75OctetsIsNotFolded) {
    const std::string summary(75 - std::string_view{"SUMMARY:"}.size(), 'x');
    EXPECT_THAT(
        icalendar("L", {{"u", day, summary}}, stamp), HasSubstr("SUMMARY:" + summary + "\r\nTRANSP")
    );
    EXPECT_THAT(
        icalendar("L", {{"u", day, summary + "y"}}, stamp),
        HasSubstr("SUMMARY:" + summary + "\r\n y\r\n")
    );
}

TEST(Icalendar, TakesTheSecretOfBasicAuthentication) {
    EXPECT_EQ(secret_of_basic("Basic c2FtQGhtaWMuZXhhbXBsZTpsYWRkZXJfYWJj"), "ladder_abc");
    EXPECT_EQ(secret_of_basic("basic  OmE6Yg=="), "a:b") << "a colon may stand in it";
    for (const auto* no : {"", "Basic", "Basic ", "Basic !!", "Basic YWJj", "Bearer OmE="}) {
        EXPECT_EQ(secret_of_basic(no), "") << no;
    }
}

}  // namespace
}  // namespace ladder::secretariat

#include "services/console/secretariat/phrases.hpp"

#include <cstdlib>

#include <fmt/format.h>

#include "services/console/words.hpp"

namespace ladder::secretariat {

namespace {

using console::Visit;

constexpr const char* phrases_name = "desk_words";
constexpr long weeks_from = 14;    // days; fewer are told as days
constexpr long months_from = 183;  // the same for weeks
constexpr long years_from = 731;   // the same for months
constexpr double days_of_month = 30.4375;
constexpr double days_of_year = 365.25;

long whole(long days, double unit) {
    return static_cast<long>(static_cast<double>(days) / unit);
}

std::string phrase(
    const Visit& visit,
    std::string_view key,
    std::initializer_list<std::pair<const char*, std::string>> values
) {
    console::Data data{console::Data::type::object};
    for (const auto& [name, value] : values) {
        data.set(name, value);
    }
    return visit.desk->templates.text(phrases_name, key, data);
}

// "23 weeks".
std::string count_in_words(const Visit& visit, std::string_view unit, long count) {
    return phrase(
        visit,
        fmt::format("span.{}{}", unit, count == 1 ? ".one" : ""),
        {{"count", fmt::to_string(count)}}
    );
}

std::string days_in_words(const Visit& visit, long days) {
    if (days < weeks_from) {
        return count_in_words(visit, "days", days);
    }
    if (days < months_from) {
        return count_in_words(visit, "weeks", days / 7);
    }
    return days < years_from ? count_in_words(visit, "months", whole(days, days_of_month))
                             : count_in_words(visit, "years", whole(days, days_of_year));
}

std::string_view unit_of(v1::TimeUnit unit) {
    switch (unit) {
        case v1::TIME_UNIT_WORKING_DAYS:
            return "working_days";
        case v1::TIME_UNIT_WEEKS:
            return "weeks";
        case v1::TIME_UNIT_MONTHS:
            return "months";
        default:
            return "days";
    }
}

// "England and Wales, version 2009-04" of "england-and-wales@2009-04".
std::string calendar_in_words(const Visit& visit, const Names& names, const std::string& calendar) {
    const auto at = calendar.find('@');
    const auto id = calendar.substr(0, at);
    const auto* rules = names.ruleset("");
    const auto* known = rules == nullptr ? nullptr : rules->calendar(id);
    const auto title = known == nullptr ? id : known->title();
    return at == std::string::npos
               ? title
               : phrase(
                     visit, "calendar", {{"title", title}, {"version", calendar.substr(at + 1)}}
                 );
}

}  // namespace

long days_between(const std::string& from, const std::string& to) {
    const auto first = base::parse_date(from);
    const auto last = base::parse_date(to);
    return first && last ? static_cast<long>((*last - *first).count()) : 0;
}

std::string age_in_words(const Visit& visit, const std::string& day, const std::string& today) {
    if (!base::parse_date(day)) {
        return {};
    }
    const auto days = days_between(day, today);
    if (days == 0) {
        return phrase(visit, "today", {});
    }
    return phrase(
        visit, days > 0 ? "ago" : "ahead", {{"span", days_in_words(visit, std::labs(days))}}
    );
}

std::string span_in_words(const Visit& visit, const std::string& since, const std::string& today) {
    const auto days = days_between(since, today);
    return days < 0 || !base::parse_date(since) ? std::string{} : days_in_words(visit, days);
}

std::string rule_of(const Visit& visit, const Names& names, const v1::Deadline& deadline) {
    const auto from = console::day_in_words(deadline.from_on());
    auto rule = deadline.has_rule()
                    ? phrase(
                          visit,
                          "rule",
                          {{"span",
                            count_in_words(
                                visit, unit_of(deadline.rule().unit()), deadline.rule().count()
                            )},
                           {"day", from}}
                      )
                    : phrase(visit, "rule.named", {});
    if (!deadline.calendar().empty()) {
        rule += phrase(
            visit,
            "rule.calendar",
            {{"calendar", calendar_in_words(visit, names, deadline.calendar())}}
        );
    }
    return deadline.legal_basis().empty()
               ? rule + "."
               : fmt::format("{}. {}.", rule, console::law_in_words(deadline.legal_basis()));
}

}  // namespace ladder::secretariat

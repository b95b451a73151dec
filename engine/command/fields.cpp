#include "engine/command/fields.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace ladder::command {

namespace {

std::size_t chars_in(std::string_view text) {
    // Bytes 10xxxxxx go on with a character that another byte began.
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20U && !is_blank(c)) || byte == 0x7FU;
}

// "p1": one of the letters of ids within a record, and digits.
bool is_item_reference(std::string_view reference, std::string_view letters) {
    return reference.size() >= 2 && letters.find(reference[0]) != std::string_view::npos &&
           std::all_of(reference.begin() + 1, reference.end(), [](char c) {
               return c >= '0' && c <= '9';
           });
}

// The date of a field, or nothing with its fault noted.
std::optional<base::Date> day_of_field(
    Problems& problems, std::string_view field, std::string_view text, base::Date today
) {
    const auto date = base::parse_date(text);
    if (!date) {
        problems.field(std::string{field}, date.error().message);
        return std::nullopt;
    }
    if (*date > today) {
        problems.field(
            std::string{field},
            fmt::format(
                "{} lies in the future: today is {} (UTC)",
                base::to_string(*date),
                base::to_string(today)
            )
        );
        return std::nullopt;
    }
    return *date;
}

}  // namespace

std::string text_fault(std::string_view text, std::size_t chars_max) {
    if (std::all_of(text.begin(), text.end(), is_blank)) {
        return fmt::format("is missing; write 1 to {} characters", chars_max);
    }
    if (const auto chars = chars_in(text); chars > chars_max) {
        return fmt::format("has {} characters; write at most {}", chars, chars_max);
    }
    if (std::any_of(text.begin(), text.end(), is_control)) {
        return "holds a control character; write plain text";
    }
    return {};
}

void check_text(
    Problems& problems, std::string_view field, std::string_view text, std::size_t chars_max
) {
    if (auto fault = text_fault(text, chars_max); !fault.empty()) {
        problems.field(std::string{field}, std::move(fault));
    }
}

void check_evidence(
    Problems& problems,
    const Strings& evidence,
    std::string_view item_letters,
    std::string_view items,
    const std::function<std::string(std::string_view)>& item_fault
) {
    if (evidence.empty() || evidence.size() > evidence_max) {
        problems.field(
            "evidence",
            fmt::format(
                "has {} references; give 1 to {}: {}, or documents",
                evidence.size(),
                evidence_max,
                items
            )
        );
        return;
    }
    std::set<std::string_view> seen;
    for (int i = 0; i < evidence.size(); ++i) {
        const std::string& reference = evidence[i];
        auto fault = text_fault(reference, reference_chars_max);
        if (fault.empty() && !seen.insert(reference).second) {
            fault = "repeats an earlier reference; give each once";
        } else if (fault.empty() && is_item_reference(reference, item_letters)) {
            fault = item_fault(reference);
        }
        if (!fault.empty()) {
            problems.field(fmt::format("evidence[{}]", i), std::move(fault));
        }
    }
}

Days check_days(
    Problems& problems,
    std::string_view effective_on,
    std::string_view known_on,
    base::Instant recorded_at
) {
    const auto today = base::day_of(recorded_at);
    std::optional<base::Date> effective = today;
    if (!effective_on.empty()) {
        effective = day_of_field(problems, "effective_on", effective_on, today);
    }
    if (!known_on.empty()) {
        const auto known = day_of_field(problems, "known_on", known_on, today);
        if (known && effective && *known < *effective) {
            problems.field(
                "known_on",
                fmt::format(
                    "{} is before effective_on ({}): nothing is known before it is so",
                    base::to_string(*known),
                    base::to_string(*effective)
                )
            );
        }
    }
    return Days{today, effective.value_or(today)};
}

void check_known_on(Problems& problems, std::string_view known_on, base::Instant recorded_at) {
    if (!known_on.empty()) {
        (void)day_of_field(problems, "known_on", known_on, base::day_of(recorded_at));
    }
}

void check_not_before(
    Problems& problems, base::Date effective_on, std::string_view first, std::string_view what
) {
    // ISO dates sort as text.
    const auto text = base::to_string(effective_on);
    if (text < first) {
        problems.field("effective_on", fmt::format("{} is before {} on {}", text, what, first));
    }
}

}  // namespace ladder::command

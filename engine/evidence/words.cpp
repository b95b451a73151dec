#include "engine/evidence/words.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

#include "engine/evidence/judgement.hpp"

namespace ladder::evidence {

namespace {

// -1, 0 or 1: where `a` lies to `b`, but for `rounding`.
int side(double a, double b, double rounding) {
    return (a > b + rounding ? 1 : 0) - (a < b - rounding ? 1 : 0);
}

std::string with_thousands(std::string_view digits) {
    const auto point = std::min(digits.find('.'), digits.size());
    std::string text;
    for (std::size_t at = 0; at < digits.size(); ++at) {
        const bool between = at > 0 && digits[at - 1] != '-' && at < point;
        if (between && (point - at) % 3 == 0) {
            text.push_back(',');
        }
        text.push_back(digits[at]);
    }
    return text;
}

}  // namespace

std::string number(double value, int decimals) {
    auto digits = fmt::format("{:.{}f}", value, decimals);
    if (digits.find('.') != std::string::npos) {
        digits.erase(digits.find_last_not_of('0') + 1);
        if (digits.back() == '.') {
            digits.pop_back();
        }
    }
    return with_thousands(std::move(digits));
}

std::string rate(double value) {
    const double size = std::abs(value);
    if (size < 0.1) {
        return fmt::format("{:.3g}", value);
    }
    return with_thousands(fmt::format("{:.{}f}", value, size < 1 ? 3 : 2));
}

std::string signed_number(double value, double threshold) {
    std::string digits;
    for (int decimals = 1; decimals <= 6; ++decimals) {
        digits = fmt::format("{:+.{}f}", value, decimals);
        const double shown = std::strtod(digits.c_str(), nullptr);
        if (side(std::abs(shown), threshold, gap_rounding) ==
            side(std::abs(value), threshold, gap_rounding)) {
            break;
        }
    }
    return fmt::format("{}{}", digits.front(), with_thousands(std::string_view{digits}.substr(1)));
}

std::string p_in_words(double p, double threshold) {
    if (p < 1e-300) {
        return "p < 0.001 (below 1e-300)";
    }
    std::string digits;
    for (int significant = 2; significant <= 15; ++significant) {
        digits = fmt::format("{:.{}g}", p, significant);
        if (side(std::strtod(digits.c_str(), nullptr), threshold, 0) == side(p, threshold, 0)) {
            break;
        }
    }
    return p < 0.001 ? fmt::format("p < 0.001 ({})", digits) : fmt::format("p = {}", digits);
}

std::string period_in_words(v1::PeriodKind kind, base::Date period_end) {
    const auto day = base::in_words(period_end);
    if (kind == v1::PERIOD_KIND_QUARTER) {
        return fmt::format("quarter to {}", day);
    }
    return kind == v1::PERIOD_KIND_POINT ? day : fmt::format("year to {}", day);
}

std::string_view kind_in_words(v1::BodyKind kind, bool many) {
    switch (kind) {
        case v1::BODY_KIND_POLICE_FORCE:
            return many ? "forces" : "force";
        case v1::BODY_KIND_POLICE_AUTHORITY:
            return many ? "police authorities" : "police authority";
        case v1::BODY_KIND_CDRP:
        case v1::BODY_KIND_CSP:
            return many ? "partnerships" : "partnership";
        case v1::BODY_KIND_LCJB:
            return many ? "criminal justice boards" : "criminal justice board";
        default:
            return many ? "bodies" : "body";
    }
}

std::string listed(const std::vector<std::string>& items) {
    std::string text;
    for (std::size_t at = 0; at < items.size(); ++at) {
        if (at > 0) {
            text += at + 1 == items.size() ? " and " : ", ";
        }
        text += items[at];
    }
    return text;
}

std::string counted(std::int64_t n, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", number(static_cast<double>(n), 0), n == 1 ? one : many);
}

std::string sentence_case(std::string text) {
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    }
    return text;
}

}  // namespace ladder::evidence

#include "services/cli/errors.hpp"

#include <algorithm>
#include <ostream>
#include <string>

#include <fmt/format.h>

#include "services/cli/words.hpp"

namespace ladder::cli {

namespace {

std::string detail_words(const v1::UnmetGate& gate) {
    auto text = fmt::format("  not met: {}", gate.gate());
    if (gate.kind() != v1::GATE_KIND_UNSPECIFIED) {
        text += fmt::format(" ({})", word_of(gate.kind()));
    }
    text += fmt::format(": {}\n", gate.title());
    const auto line = [&](std::string_view label, const std::string& words) {
        if (!words.empty()) {
            text += fmt::format("    {}: {}\n", label, words);
        }
    };
    line("as it stands", gate.explanation());
    line("satisfied by", gate.satisfied_by());
    line("basis", gate.legal_basis());
    return text;
}

std::string detail_words(const v1::FieldViolation& violation) {
    return fmt::format("  {}: {}\n", violation.field(), violation.description());
}

std::string detail_words(const v1::StaleEtag& stale) {
    return fmt::format(
        "  {} is at {} now, changed by {}; you saw {}. Look at it again, then decide.\n",
        stale.name(),
        stale.current(),
        stale.changed_by(),
        stale.sent()
    );
}

// The message; but where each detail is told below, it would say the same twice.
std::string headline(const base::Error& error) {
    const bool told_below =
        std::all_of(error.details.begin(), error.details.end(), [](const base::Detail& detail) {
            return std::holds_alternative<v1::UnmetGate>(detail) ||
                   std::holds_alternative<v1::FieldViolation>(detail);
        });
    if (error.details.empty() || !told_below) {
        return error.message;
    }
    return error.details.size() == 1
               ? "refused; one thing is missing or wrong"
               : fmt::format("refused; {} things are missing or wrong", error.details.size());
}

}  // namespace

std::string in_words(const v1::TextIssue& issue) {
    std::string text = issue.file();
    if (issue.line() > 0) {
        text += fmt::format("{}{}", text.empty() ? "line " : ":", issue.line());
        text += issue.column() > 0 ? fmt::format(":{}", issue.column()) : "";
    }
    text += fmt::format("{}{}", text.empty() ? "" : ": ", issue.message());
    return issue.fix().empty() ? text : fmt::format("{} ({})", text, issue.fix());
}

void print(std::ostream& err, const base::Error& error) {
    err << "ladder: " << base::to_string(error.code) << ": " << headline(error) << '\n';
    for (const auto& detail : error.details) {
        err << std::visit(
            base::Overload{
                [](const v1::UnmetGate& gate) { return detail_words(gate); },
                [](const v1::FieldViolation& violation) { return detail_words(violation); },
                [](const v1::StaleEtag& stale) { return detail_words(stale); },
                [](const v1::TextIssue& issue) { return "  " + in_words(issue) + "\n"; },
            },
            detail
        );
    }
}

}  // namespace ladder::cli

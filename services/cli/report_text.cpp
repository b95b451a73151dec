#include "services/cli/report_text.hpp"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>

#include "engine/base/dates.hpp"
#include "engine/base/hex.hpp"
#include "services/cli/words.hpp"

namespace ladder::cli {

namespace {

std::string kind_words(v1::ReportKind kind) {
    if (kind == v1::REPORT_KIND_RE_ENTRY) {
        return "Re-entry";
    }
    auto words = word_of(kind);
    std::replace(words.begin(), words.end(), '_', ' ');
    if (!words.empty() && words.front() >= 'a' && words.front() <= 'z') {
        words.front() = static_cast<char>(words.front() - 'a' + 'A');
    }
    return words;
}

// "31 March 2010" for the last moment of a day, else the moment.
std::string moment_words(const google::protobuf::Timestamp& timestamp) {
    const auto instant = base::from_timestamp(timestamp);
    if (!instant) {
        return "-";
    }
    const auto day = base::day_of(*instant);
    return *instant == base::end_of(day) ? base::in_words(day) : moment(timestamp);
}

std::string known_words(bool given, const google::protobuf::Timestamp& timestamp) {
    return given ? "on " + moment_words(timestamp) : "now";
}

std::string day_words(const std::string& day) {
    const auto date = base::parse_date(day);
    return date ? base::in_words(*date) : day;
}

// "Interventions from 1 April 2009 to 31 March 2010, as known on 31 March 2010".
std::string heading(const v1::RunReportRequest& query) {
    auto words = kind_words(query.kind());
    if (!query.from().empty()) {
        words += " from " + day_words(query.from());
    }
    words += (query.from().empty() ? " up to " : " to ") + day_words(query.to());
    for (const auto& [name, value] :
         {std::pair{"stage", query.stage()},
          std::pair{"body", bare(query.body())},
          std::pair{"ladder", query.ladder()}}) {
        if (!value.empty()) {
            words += fmt::format(", {} {}", name, value);
        }
    }
    words += ", as known " + known_words(query.has_known_at(), query.known_at());
    if (query.known_at_mode() == v1::KNOWN_AT_MODE_STRICT) {
        words += " (strict)";
    }
    return words;
}

std::string sum_words(const v1::ReportSum& sum) {
    return fmt::format("{}: {}", sum.title(), number(sum.value()));
}

const v1::ReportSum* find_sum(const v1::RunReportResponse& report, const std::string& key) {
    const auto& all = report.compared_sums();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.key() == key; });
    return found == all.end() ? nullptr : &*found;
}

// Each sum, with that of the other moment where one was asked for.
std::vector<std::string> sum_lines(const v1::RunReportResponse& report) {
    std::vector<std::string> lines;
    const bool compared = report.query().compare();
    const auto other =
        known_words(report.query().has_compare_known_at(), report.query().compare_known_at());
    for (const auto& sum : report.sums()) {
        const auto* one = find_sum(report, sum.key());
        lines.push_back(
            !compared ? sum_words(sum)
                      : fmt::format(
                            "{} (known {}: {})",
                            sum_words(sum),
                            other,
                            one == nullptr ? "0" : number(one->value())
                        )
        );
    }
    for (const auto& sum : report.compared_sums()) {
        const auto& mine = report.sums();
        if (std::none_of(mine.begin(), mine.end(), [&](const auto& one) {
                return one.key() == sum.key();
            })) {
            lines.push_back(
                fmt::format("{}: 0 (known {}: {})", sum.title(), other, number(sum.value()))
            );
        }
    }
    return lines;
}

// Each difference, and the events behind it a line each.
std::vector<std::string> difference_lines(const v1::RunReportResponse& report) {
    std::vector<std::string> lines;
    for (const auto& difference : report.differences()) {
        lines.push_back(fmt::format("{}: {}", difference.key(), difference.text()));
        for (const auto& because : difference.because()) {
            lines.push_back("  because: " + because);
        }
    }
    return lines;
}

std::string difference_heading(const v1::RunReportResponse& report) {
    const auto count = report.differences_size();
    return fmt::format(
        "{} between what was known {} and what is known {}",
        count == 0   ? "No difference"
        : count == 1 ? "1 difference"
                     : fmt::format("{} differences", count),
        known_words(report.query().has_known_at(), report.query().known_at()),
        known_words(report.query().has_compare_known_at(), report.query().compare_known_at())
    );
}

std::vector<std::string> provenance_lines(const v1::RunReportResponse& report) {
    std::vector<std::string> lines{
        fmt::format(
            "run at {}, over a journal of {} events", moment(report.run_at()), report.journal_size()
        ),
        "root " + base::hex(report.journal_root())};
    std::istringstream checkpoint{report.checkpoint()};
    for (std::string line; std::getline(checkpoint, line);) {
        lines.push_back("checkpoint " + line);
    }
    return lines;
}

}  // namespace

Table report_table(const v1::RunReportResponse& report) {
    Table table;
    std::vector<int> columns;
    for (int i = 0; i < report.columns_size(); ++i) {
        const auto& rows = report.rows();
        if (std::any_of(rows.begin(), rows.end(), [&](const auto& row) {
                return !row.values(i).empty();
            })) {
            columns.push_back(i);
            auto title = report.columns(i).title();
            std::transform(title.begin(), title.end(), title.begin(), [](char c) {
                return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
            });
            table.headers.push_back(std::move(title));
        }
    }
    for (const auto& row : report.rows()) {
        auto& cells = table.rows.emplace_back();
        for (const int i : columns) {
            const bool name = report.columns(i).kind() == v1::REPORT_COLUMN_KIND_NAME;
            cells.push_back(or_dash(name ? bare(row.values(i)) : row.values(i)));
        }
    }
    return table;
}

std::string report_text(const v1::RunReportResponse& report) {
    std::ostringstream text;
    text << heading(report.query()) << "\n\n";
    const auto table = report_table(report);
    if (table.rows.empty()) {
        text << "none\n";
    } else {
        print_wide_table(text, table);
    }
    if (!report.sums().empty() || !report.compared_sums().empty()) {
        text << '\n';
        for (const auto& line : sum_lines(report)) {
            text << line << '\n';
        }
    }
    if (report.query().compare()) {
        text << '\n' << difference_heading(report) << '\n';
        for (const auto& line : difference_lines(report)) {
            text << "  " << line << '\n';
        }
    }
    text << '\n';
    for (const auto& note : report.notes()) {
        text << "note: " << note << '\n';
    }
    for (const auto& line : provenance_lines(report)) {
        text << line << '\n';
    }
    return text.str();
}

std::string report_csv(const v1::RunReportResponse& report) {
    std::ostringstream text;
    const auto comment = [&](const std::string& line) { text << "# " << line << "\r\n"; };
    comment(heading(report.query()));
    for (const auto& line : provenance_lines(report)) {
        comment(line);
    }
    for (const auto& line : sum_lines(report)) {
        comment("sum: " + line);
    }
    if (report.query().compare()) {
        comment(difference_heading(report));
        for (const auto& line : difference_lines(report)) {
            comment(line);
        }
    }
    for (const auto& note : report.notes()) {
        comment("note: " + note);
    }
    Table table;
    table.headers.emplace_back("key");
    for (const auto& column : report.columns()) {
        table.headers.push_back(column.id());
    }
    for (const auto& row : report.rows()) {
        auto& cells = table.rows.emplace_back();
        cells.push_back(row.key());
        cells.insert(cells.end(), row.values().begin(), row.values().end());
    }
    print_csv(text, table);
    return text.str();
}

}  // namespace ladder::cli

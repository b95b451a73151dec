// Reading an import: rows become figures, or reasons.
#include "engine/evidence/import.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "engine/definition/suggest.hpp"
#include "engine/evidence/csv.hpp"
#include "engine/evidence/import_cells.hpp"
#include "engine/evidence/import_columns.hpp"

namespace ladder::evidence {
namespace {

constexpr std::string_view bodies_prefix = "bodies/";
constexpr std::size_t rejected_text_bytes_max = std::size_t{8} * 1024;

struct RowProblem {
    std::size_t field = 0;
    std::string message;
    std::string fix;
};
using RowResult = std::optional<RowProblem>;  // none: the row is good

// What a row says a figure of. Two rows with the same key contradict each other.
struct Key {
    std::uint64_t key = 0;
    std::int32_t line = 0;
    std::uint32_t column = 0;  // into ImportColumns::values
    bool empty = false;
};

// The parts of a row that all its figures share.
struct RowHead {
    std::uint32_t body_number = 0;
    std::string_view body;
    base::Date period_end;
    base::Date published_on;
};

v1::TextIssue text_issue(
    std::string_view file, CsvPosition position, std::string message, std::string fix
) {
    v1::TextIssue issue;
    issue.set_file(printable(file, 200));
    issue.set_line(position.line);
    issue.set_column(position.column);
    issue.set_message(std::move(message));
    issue.set_fix(std::move(fix));
    return issue;
}

class Import {
public:
    Import(
        std::string_view text,
        std::string_view file_name,
        const v1::ImportLayout& layout,
        const definition::Ruleset& ruleset,
        const BodyNames& bodies,
        base::Date today
    )
        : text_{text}, file_{file_name}, layout_{layout}, today_{today}, csv_{text} {
        for (const auto& name : bodies) {
            std::string_view id = name;
            if (id.starts_with(bodies_prefix)) {
                id.remove_prefix(bodies_prefix.size());
            }
            bodies_.emplace(id, Body{static_cast<std::uint32_t>(bodies_.size()), name});
        }
        if (layout.marking() != v1::MARKING_UNSPECIFIED) {
            reading_.marking = layout.marking();
        }
        if (read_header(ruleset)) {
            read_rows();
        }
        if (reading_.file_issues.empty()) {
            reject_repeated();
        }
        if (!reading_.file_issues.empty()) {
            reading_.figures.clear();
        }
    }

    ImportReading take() { return std::move(reading_); }

private:
    struct Body {
        std::uint32_t number = 0;
        std::string_view name;
    };

    void file_issue(CsvPosition position, std::string message, std::string fix) {
        reading_.file_issues.push_back(
            text_issue(file_, position, std::move(message), std::move(fix))
        );
    }

    bool read_header(const definition::Ruleset& ruleset) {
        if (!csv_.next()) {
            file_issue({1, 1}, "the file is empty", "send a CSV file with one header row");
            return false;
        }
        if (const auto* problem = csv_.problem()) {
            file_issue(problem->position, problem->message, problem->fix);
            return false;
        }
        std::vector<HeaderProblem> problems;
        columns_ = match_columns(csv_, layout_, ruleset, problems);
        for (auto& problem : problems) {
            file_issue(problem.position, std::move(problem.message), std::move(problem.fix));
        }
        return problems.empty();
    }

    void read_rows() {
        while (csv_.next()) {
            if (const auto* problem = csv_.problem()) {
                if (problem->ends_reading) {
                    file_issue(problem->position, problem->message, problem->fix);
                    return;
                }
                ++reading_.rows;
                reject(problem->position, problem->message, problem->fix);
            } else {
                ++reading_.rows;
                read_row();
            }
            if (reading_.rejected.size() >= import_rejected_max) {
                too_many_rejected();
                return;
            }
        }
        if (reading_.rows == 0) {
            file_issue({csv_.line() + 1, 1}, "the file has no rows", "send the rows as well");
        }
    }

    void too_many_rejected() {
        file_issue(
            {csv_.line(), 1},
            fmt::format("{} rows can't be taken", import_rejected_max),
            "this is no file of the layout: check the file and the layout"
        );
    }

    void reject(CsvPosition position, std::string message, std::string fix) {
        reading_.rejected.push_back(
            {text_issue(file_, position, std::move(message), std::move(fix)),
             printable(csv_.text(), rejected_text_bytes_max)}
        );
    }

    // Takes all figures of a row or none.
    void read_row() {
        const auto figures = reading_.figures.size();
        const auto keys = keys_.size();
        auto problem = read_cells();
        if (!problem) {
            return;
        }
        reading_.figures.resize(figures);
        keys_.resize(keys);
        reject(
            problem->field < csv_.fields().size() ? csv_.position_of(problem->field)
                                                  : CsvPosition{csv_.line(), 1},
            std::move(problem->message),
            std::move(problem->fix)
        );
    }

    RowResult read_cells() {
        const auto cells = csv_.fields();
        if (cells.size() != columns_.count) {
            return wrong_size(cells.size());
        }
        RowHead head;
        if (auto problem = read_body(head)) {
            return problem;
        }
        if (auto problem = read_period(head)) {
            return problem;
        }
        if (!columns_.indicator) {
            for (std::size_t i = 0; i < columns_.values.size(); ++i) {
                if (auto problem = read_value(head, i)) {
                    return problem;
                }
            }
            return {};
        }
        const auto content = cells[*columns_.indicator];
        const auto found = columns_.by_content.find(content);
        if (found == columns_.by_content.end()) {
            return unknown_content(content);
        }
        return found->second ? read_value(head, *found->second) : RowResult{};
    }

    RowResult wrong_size(std::size_t size) const {
        if (csv_.text().empty()) {
            return RowProblem{0, "an empty line", "take it out"};
        }
        return RowProblem{
            size > columns_.count ? columns_.count : size,
            fmt::format("{} columns, where the header has {}", size, columns_.count),
            size > columns_.count
                ? "put fields that hold commas in quotes"
                : "write every column, empty where there is no figure; if the file was cut short, "
                  "send the whole of it"};
    }

    RowResult read_body(RowHead& head) {
        const auto cell = csv_.fields()[columns_.body];
        if (last_body_ == nullptr || cell != last_body_->first) {
            const auto found = bodies_.find(cell);
            if (found == bodies_.end()) {
                return RowProblem{
                    columns_.body,
                    cell.empty() ? std::string{"the body is missing"}
                                 : fmt::format("no body {} is registered", in_quotes(cell)),
                    suggest_body(cell)};
            }
            last_body_ = &*found;
        }
        head.body_number = last_body_->second.number;
        head.body = last_body_->second.name;
        return {};
    }

    // Suggestions compare with every word, so only the rows that an answer shows get one.
    bool suggests() const { return reading_.rejected.size() < import_issues_max; }

    std::string suggest_body(std::string_view cell) const {
        if (suggests()) {
            std::vector<std::string> ids;
            for (const auto& [id, body] : bodies_) {
                ids.emplace_back(id);
            }
            std::sort(ids.begin(), ids.end());
            if (auto meant = definition::nearest(cell, ids); !meant.empty()) {
                return fmt::format("did you mean '{}'?", meant);
            }
        }
        return "write the id of a registered body, such as 'west-midlands', or register this one";
    }

    RowResult unknown_content(std::string_view content) const {
        std::vector<std::string> known;
        if (suggests()) {
            for (const auto& [text, index] : columns_.by_content) {
                known.emplace_back(text);
            }
            std::sort(known.begin(), known.end());
        }
        const auto meant = definition::nearest(content, known);
        return RowProblem{
            *columns_.indicator,
            fmt::format(
                "the layout '{}' knows no {} {}",
                layout_.id(),
                layout_.indicator_column(),
                in_quotes(content)
            ),
            meant.empty() ? "write it as the layout does, or add it to the layout's values"
                          : fmt::format("did you mean '{}'?", meant)};
    }

    RowResult read_period(RowHead& head) {
        const auto cell = csv_.fields()[columns_.period_end];
        const auto date = layout_.period_end_of_year().empty()
                              ? read_date(cell)
                              : read_year(cell, layout_.period_end_of_year());
        if (!date) {
            return RowProblem{columns_.period_end, date.error().message, date.error().fix};
        }
        head.period_end = *date;
        if (head.period_end > today_) {
            return RowProblem{
                columns_.period_end,
                fmt::format("the period is not over: it ends on {}", base::to_string(*date)),
                "import figures of periods that are over; correct the date if it is a slip"};
        }
        if (columns_.published) {
            return read_published(head);
        }
        // The file is here, so what it holds is known today at the latest.
        head.published_on =
            std::min(head.period_end + std::chrono::days{layout_.published_lag_days()}, today_);
        return {};
    }

    RowResult read_published(RowHead& head) {
        const auto date = read_date(csv_.fields()[*columns_.published]);
        if (!date) {
            return RowProblem{*columns_.published, date.error().message, date.error().fix};
        }
        head.published_on = *date;
        if (*date < head.period_end || *date > today_) {
            return RowProblem{
                *columns_.published,
                fmt::format(
                    "published on {}, {}",
                    base::to_string(*date),
                    *date > today_
                        ? "a day to come"
                        : "before the period ended on " + base::to_string(head.period_end)
                ),
                "write the day on which the figure was published"};
        }
        return {};
    }

    RowResult read_value(const RowHead& head, std::size_t index) {
        const auto& at = columns_.values[index];
        const auto& indicator = *at.indicator;
        const auto fitting = fitting_period_end(indicator.period(), head.period_end);
        if (fitting != head.period_end) {
            return RowProblem{
                columns_.period_end,
                fmt::format(
                    "no period of the indicator '{}' ends on {}",
                    indicator.id(),
                    base::to_string(head.period_end)
                ),
                fmt::format(
                    "write the last day of the period, such as {}", base::to_string(fitting)
                )};
        }
        const auto cells = csv_.fields();
        keys_.push_back(
            {key_of(at, head),
             csv_.line(),
             static_cast<std::uint32_t>(index),
             cells[at.value].empty()}
        );
        if (cells[at.value].empty()) {
            return without_value(at);
        }
        ImportedFigure figure;
        figure.indicator = indicator.id();
        figure.body = head.body;
        figure.period_end = head.period_end;
        figure.published_on = head.published_on;
        figure.line = csv_.line();
        const auto number = read_number(cells[at.value]);
        if (!number) {
            return RowProblem{at.value, number.error().message, number.error().fix};
        }
        figure.value = number->value;
        if (indicator.statistic() == v1::STATISTIC_COUNT) {
            if (auto problem = check_count(at, figure)) {
                return problem;
            }
        }
        if (indicator.statistic() == v1::STATISTIC_PROPORTION) {
            if (auto problem = read_parts(at, *number, figure)) {
                return problem;
            }
        }
        reading_.figures.push_back(figure);
        return {};
    }

    static std::uint64_t key_of(const ValueColumns& at, const RowHead& head) {
        constexpr base::Date first{std::chrono::year{1900} / 1 / 1};
        const auto day = static_cast<std::uint64_t>((head.period_end - first).count());
        return std::uint64_t{at.indicator_number} << 44U | std::uint64_t{head.body_number} << 20U |
               day;
    }

    // An empty value is a figure not published; its numerator or denominator alone is a slip.
    RowResult without_value(const ValueColumns& at) {
        for (const auto& part : {at.numerator, at.denominator}) {
            if (part && !csv_.fields()[*part].empty()) {
                return RowProblem{
                    at.value,
                    "the value is missing beside its numerator or denominator",
                    "write the value, or leave all three empty if it was not published"};
            }
        }
        return {};
    }

    RowResult check_count(const ValueColumns& at, ImportedFigure& figure) {
        if (figure.value != std::trunc(figure.value)) {
            return RowProblem{
                at.value,
                fmt::format(
                    "'{}' counts {}, and {} is not a whole number",
                    at.indicator->id(),
                    at.indicator->unit(),
                    in_quotes(csv_.fields()[at.value])
                ),
                "write the count itself, not a rate or an average"};
        }
        if (figure.value < 0) {
            figure.quality = v1::QUALITY_NEGATIVE_COUNT;
            warn_of_negative(at, figure);
        }
        return {};
    }

    void warn_of_negative(const ValueColumns& at, const ImportedFigure& figure) {
        if (reading_.warnings.size() < import_issues_max) {
            reading_.warnings.push_back(text_issue(
                file_,
                csv_.position_of(at.value),
                fmt::format(
                    "a negative count, {}, of '{}' for {} at {}",
                    figure.value,
                    figure.indicator,
                    figure.body,
                    base::to_string(figure.period_end)
                ),
                "kept as published (cancelled records), marked, and never judged"
            ));
        }
    }

    RowResult read_parts(const ValueColumns& at, const CellNumber& value, ImportedFigure& figure) {
        if (!at.numerator || !at.denominator) {
            return {};  // a proportion of unknown size: kept, and not tested
        }
        const auto cells = csv_.fields();
        const auto numerator = read_number(cells[*at.numerator]);
        if (!numerator) {
            return RowProblem{*at.numerator, numerator.error().message, numerator.error().fix};
        }
        const auto denominator = read_number(cells[*at.denominator]);
        if (!denominator) {
            return RowProblem{
                *at.denominator, denominator.error().message, denominator.error().fix};
        }
        figure.numerator = numerator->value;
        figure.denominator = denominator->value;
        if (figure.denominator <= 0) {
            return RowProblem{
                *at.denominator,
                "the denominator is not above zero",
                "write how many were asked or counted; leave value, numerator and denominator "
                "empty if there were none"};
        }
        if (figure.numerator < 0 || figure.numerator > figure.denominator) {
            return RowProblem{
                *at.numerator,
                "the numerator is not between zero and the denominator",
                "write how many of those counted were such"};
        }
        return check_proportion(at, value, figure);
    }

    // The value must be the proportion, as closely as its last written digit tells.
    RowResult check_proportion(
        const ValueColumns& at, const CellNumber& value, const ImportedFigure& figure
    ) const {
        const auto& unit = at.indicator->unit();
        const bool per_cent = unit == "per cent" || unit == "percentage" || unit == "%";
        const double exact = (per_cent ? 100 : 1) * figure.numerator / figure.denominator;
        const double tolerance = 0.5 * std::pow(10, -std::min(value.decimals, 12)) * 1.000001;
        if (std::abs(exact - value.value) <= tolerance) {
            return {};
        }
        return RowProblem{
            at.value,
            fmt::format(
                "{} does not agree with {} of {}, which is {:.{}f}",
                in_quotes(csv_.fields()[at.value]),
                figure.numerator,
                figure.denominator,
                exact,
                std::clamp(value.decimals, 1, 12)
            ),
            fmt::format("correct the one that is wrong; the unit is {}", unit)};
    }

    // Of rows that give the same figure none is taken: which is right can't be told.
    void reject_repeated() {
        const auto by_key = [](const Key& a, const Key& b) {
            return std::pair{a.key, a.line} < std::pair{b.key, b.line};
        };
        std::sort(keys_.begin(), keys_.end(), by_key);
        std::unordered_map<std::int32_t, std::pair<std::int32_t, std::uint32_t>> other_line;
        for (std::size_t i = 1; i < keys_.size(); ++i) {
            const auto& a = keys_[i - 1];
            const auto& b = keys_[i];
            if (a.key == b.key) {
                other_line.emplace(b.line, std::pair{a.line, b.column});
                other_line.emplace(a.line, std::pair{b.line, a.column});
            }
        }
        for (const auto& key : keys_) {
            reading_.empty_cells += key.empty && !other_line.contains(key.line) ? 1 : 0;
        }
        if (other_line.empty()) {
            return;
        }
        if (reading_.rejected.size() + other_line.size() >= import_rejected_max) {
            too_many_rejected();
            return;
        }
        const auto repeated = [&](std::int32_t line) { return other_line.contains(line); };
        std::erase_if(reading_.figures, [&](const auto& figure) { return repeated(figure.line); });
        std::erase_if(reading_.warnings, [&](const auto& issue) { return repeated(issue.line()); });
        reject_lines(other_line);
    }

    // Reads the text once more, for the rows that turned out to be repeated.
    void reject_lines(
        const std::unordered_map<std::int32_t, std::pair<std::int32_t, std::uint32_t>>& lines
    ) {
        csv_ = CsvReader{text_};
        while (csv_.next()) {
            const auto found = lines.find(csv_.line());
            if (found == lines.end()) {
                continue;
            }
            const auto [other, column] = found->second;
            const auto& at = columns_.values[column];
            reject(
                csv_.position_of(at.value),
                other == csv_.line()
                    ? fmt::format("'{}' stands twice in this row", at.indicator->id())
                    : fmt::format(
                          "'{}' for the same body and period also stands in line {}",
                          at.indicator->id(),
                          other
                      ),
                "keep one of the two: which is right can't be told from here"
            );
        }
        std::stable_sort(
            reading_.rejected.begin(),
            reading_.rejected.end(),
            [](const auto& a, const auto& b) { return a.issue.line() < b.issue.line(); }
        );
    }

    std::string_view text_;
    std::string_view file_;
    const v1::ImportLayout& layout_;
    base::Date today_;
    CsvReader csv_;
    ImportColumns columns_;
    std::unordered_map<std::string_view, Body> bodies_;
    const std::pair<const std::string_view, Body>* last_body_ = nullptr;
    std::vector<Key> keys_;
    ImportReading reading_;
};

}  // namespace

std::vector<v1::TextIssue> ImportReading::issues() const {
    std::vector<v1::TextIssue> all = file_issues;
    for (const auto& row : rejected) {
        all.push_back(row.issue);
    }
    all.resize(std::min(all.size(), import_issues_max));
    return all;
}

ImportReading read_import(
    std::string_view text,
    std::string_view file_name,
    const v1::ImportLayout& layout,
    const definition::Ruleset& ruleset,
    const BodyNames& bodies,
    base::Date today
) {
    auto reading = Import{text, file_name, layout, ruleset, bodies, today}.take();
    reading.warning_count =
        std::count_if(reading.figures.begin(), reading.figures.end(), [](const auto& figure) {
            return figure.quality == v1::QUALITY_NEGATIVE_COUNT;
        });
    return reading;
}

}  // namespace ladder::evidence

// Reading an import: rows become figures, or reasons.
#include "engine/evidence/import.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "engine/evidence/csv.hpp"
#include "engine/evidence/import_cells.hpp"
#include "engine/evidence/import_columns.hpp"
#include "engine/evidence/import_row.hpp"

namespace ladder::evidence {
namespace {

constexpr std::size_t rejected_text_bytes_max = std::size_t{8} * 1024;

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
        : text_{text},
          file_{file_name},
          layout_{layout},
          csv_{text},
          rows_{columns_, layout, bodies, today} {
        reading_.bodies_present.resize(bodies.size());
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
        reading_.dated = columns_.published.has_value();
        for (const auto name : csv_.fields()) {
            reading_.columns.push_back(printable(name, 200));
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
        const bool suggests = reading_.rejected.size() < import_issues_max;
        auto problem = rows_.read(csv_, suggests, reading_.figures, keys_);
        if (!problem) {
            if (const auto body = rows_.last_body_number()) {
                reading_.bodies_present[*body] = true;
            }
            warn_of_negatives(figures, keys);
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

    // Warns of the counts below zero among the figures and keys that were added from these on.
    void warn_of_negatives(std::size_t figure, std::size_t key) {
        for (; key < keys_.size(); ++key) {
            if (keys_[key].empty) {
                continue;
            }
            const auto& added = reading_.figures[figure++];
            if (added.quality == v1::QUALITY_NEGATIVE_COUNT &&
                reading_.warnings.size() < import_issues_max) {
                warn_of_negative(columns_.values[keys_[key].column].value, added);
            }
        }
    }

    void warn_of_negative(std::size_t field, const ImportedFigure& figure) {
        reading_.warnings.push_back(text_issue(
            file_,
            csv_.position_of(field),
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

    // Of rows that give the same figure none is taken: which is right can't be told.
    void reject_repeated() {
        sort_by_key(keys_, [](const FigureKey& a, const FigureKey& b) {
            return std::pair{a.key, a.line} < std::pair{b.key, b.line};
        });
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
    CsvReader csv_;
    ImportColumns columns_;
    RowReader rows_;
    std::vector<FigureKey> keys_;
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

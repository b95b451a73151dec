#include "services/cli/assessment_csv.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "engine/definition/issues.hpp"
#include "engine/definition/suggest.hpp"
#include "engine/evidence/csv.hpp"
#include "services/cli/words.hpp"

namespace ladder::cli {

namespace {

using Put = std::string (*)(v1::Assessment&, std::string_view);

// "a-b" of " A b ": what files write as they speak, enumerations know as words.
std::string word_in(std::string_view text) {
    std::string word;
    for (const char c : text) {
        word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c == ' ' ? '_' : c;
    }
    return word;
}

std::string put_score(v1::Assessment& assessment, std::string_view text) {
    double score = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), score);
    if (error != std::errc{} || end != text.data() + text.size()) {
        return "is a number";
    }
    assessment.set_score(score);
    return {};
}

std::string put_direction(v1::Assessment& assessment, std::string_view text) {
    const auto value = parse_word<v1::DirectionOfTravel>(word_in(text), "direction");
    if (!value) {
        return "is improved, stable or deteriorated";
    }
    assessment.set_direction(*value);
    return {};
}

std::string put_marking(v1::Assessment& assessment, std::string_view text) {
    const auto value = parse_word<v1::Marking>(word_in(text), "marking");
    if (!value) {
        return "is a marking such as restricted";
    }
    assessment.set_marking(*value);
    return {};
}

template <void (*set)(v1::Assessment&, std::string)>
std::string put_text(v1::Assessment& assessment, std::string_view text) {
    set(assessment, std::string{text});
    return {};
}

struct Column {
    std::string_view name;
    Put put;
    bool required = false;
};

// clang-format off
constexpr std::array csv_columns{
    Column{"assessment", put_text<[](v1::Assessment& a, std::string t) { a.set_definition(std::move(t)); }>, true},
    Column{"body", put_text<[](v1::Assessment& a, std::string t) { a.set_body(full("bodies", t)); }>, true},
    Column{"area", put_text<[](v1::Assessment& a, std::string t) { a.set_area(std::move(t)); }>},
    Column{"grade", put_text<[](v1::Assessment& a, std::string t) { a.set_grade(std::move(t)); }>},
    Column{"score", put_score},
    Column{"direction", put_direction},
    Column{"finding", put_text<[](v1::Assessment& a, std::string t) { a.set_finding(std::move(t)); }>},
    Column{"assessed_on", put_text<[](v1::Assessment& a, std::string t) { a.set_assessed_on(std::move(t)); }>, true},
    Column{"published_on", put_text<[](v1::Assessment& a, std::string t) { a.set_published_on(std::move(t)); }>},
    Column{"report", put_text<[](v1::Assessment& a, std::string t) { a.set_report(std::move(t)); }>},
    Column{"marking", put_marking},
};
// clang-format on

// The columns of the file, in its order; null for one that is wrong.
std::vector<const Column*> read_header(
    const std::string& file, const evidence::CsvReader& reader, definition::Issues& issues
) {
    std::vector<std::string> names;
    names.reserve(csv_columns.size());
    for (const auto& column : csv_columns) {
        names.emplace_back(column.name);
    }
    std::vector<const Column*> found;
    for (std::size_t i = 0; i < reader.fields().size(); ++i) {
        const auto name = reader.fields()[i];
        const auto* column =
            std::find_if(csv_columns.begin(), csv_columns.end(), [&](const auto& one) {
                return one.name == name;
            });
        const bool known = column != csv_columns.end();
        if (!known || std::find(found.begin(), found.end(), column) != found.end()) {
            const auto place = reader.position_of(i);
            issues.add(
                file,
                place.line,
                place.column,
                fmt::format("the column '{}' is {}", name, known ? "there twice" : "unknown"),
                known ? "keep one" : definition::suggest(name, names)
            );
        }
        found.push_back(known ? column : nullptr);
    }
    for (const auto& column : csv_columns) {
        if (column.required && std::find(found.begin(), found.end(), &column) == found.end()) {
            issues.add(
                file, 1, 1, fmt::format("the column '{}' is missing", column.name), "add it"
            );
        }
    }
    return found;
}

void read_row(
    const std::string& file,
    const evidence::CsvReader& reader,
    const std::vector<const Column*>& header,
    AssessmentRows& rows,
    definition::Issues& issues
) {
    if (reader.fields().size() != header.size()) {
        issues.add(
            file,
            reader.line(),
            1,
            fmt::format(
                "the row has {} fields, the header {}", reader.fields().size(), header.size()
            ),
            "give each column a field"
        );
        return;
    }
    v1::Assessment assessment;
    for (std::size_t i = 0; i < header.size(); ++i) {
        const auto field = reader.fields()[i];
        if (header[i] == nullptr || field.empty()) {
            continue;
        }
        if (auto fault = header[i]->put(assessment, field); !fault.empty()) {
            const auto place = reader.position_of(i);
            issues.add(
                file,
                place.line,
                place.column,
                fmt::format("'{}' can't be the {}", field.substr(0, 60), header[i]->name),
                "it " + fault
            );
        }
    }
    rows.assessments.push_back(std::move(assessment));
    rows.lines.push_back(reader.line());
}

}  // namespace

base::Result<AssessmentRows> read_assessments(const std::string& file, std::string_view text) {
    definition::Issues issues;
    AssessmentRows rows;
    evidence::CsvReader reader{text};
    std::optional<std::vector<const Column*>> header;
    while (reader.next()) {
        if (const auto* problem = reader.problem()) {
            issues.add(
                file,
                problem->position.line,
                problem->position.column,
                problem->message,
                problem->fix
            );
        } else if (!header) {
            header = read_header(file, reader, issues);
        } else {
            read_row(file, reader, *header, rows, issues);
        }
    }
    if (!header && issues.empty()) {
        issues.add(file, 1, 1, "the file is empty", "begin with a header row");
    }
    if (!issues.empty()) {
        return issues.to_error();
    }
    return rows;
}

base::Error at_lines(base::Error error, const std::string& file, const std::vector<int>& lines) {
    for (auto& detail : error.details) {
        const auto* violation = std::get_if<v1::FieldViolation>(&detail);
        constexpr std::string_view list = "assessments[";
        if (violation == nullptr || !violation->field().starts_with(list)) {
            continue;
        }
        const auto& field = violation->field();
        std::size_t index = lines.size();
        const auto [end, failed] =
            std::from_chars(field.data() + list.size(), field.data() + field.size(), index);
        if (failed != std::errc{} || index >= lines.size()) {
            continue;
        }
        const std::string_view rest{
            end, static_cast<std::size_t>(field.data() + field.size() - end)};
        v1::TextIssue issue;
        issue.set_file(file);
        issue.set_line(lines[index]);
        issue.set_message(fmt::format(
            "{}{}",
            rest.size() > 2 ? std::string{rest.substr(2)} + ": " : "",
            violation->description()
        ));
        detail = std::move(issue);
    }
    return error;
}

}  // namespace ladder::cli

#include "services/console/auditor/report_table.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "services/console/auditor/frame.hpp"

namespace ladder::auditor {

namespace {

using console::Cell;
using console::Column;
using console::Table;
using console::Visit;

// What other cells say already, or what is an id and nothing else.
constexpr std::array said_elsewhere{
    std::string_view{"decision"},
    std::string_view{"proposal"},
    std::string_view{"begun_by"},
    std::string_view{"ended_by"},
    std::string_view{"capacity"},
    std::string_view{"entered_later"},
    std::string_view{"from"}};

template <class Ids>
bool is_one_of(const Ids& ids, std::string_view id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

int column_of(const v1::RunReportResponse& report, std::string_view id) {
    for (int i = 0; i < report.columns_size(); ++i) {
        if (report.columns(i).id() == id) {
            return i;
        }
    }
    return -1;
}

std::string value_of(
    const v1::RunReportResponse& report, const v1::ReportRow& row, std::string_view id
) {
    const auto column = column_of(report, id);
    return column < 0 || column >= row.values_size() ? std::string{} : row.values(column);
}

bool says_something(const v1::RunReportResponse& report, int column) {
    return std::any_of(report.rows().begin(), report.rows().end(), [&](const auto& row) {
        return !row.values(column).empty();
    });
}

std::vector<int> columns_shown(const v1::RunReportResponse& report) {
    std::vector<int> columns;
    for (int i = 0; i < report.columns_size(); ++i) {
        if (!is_one_of(said_elsewhere, report.columns(i).id()) && says_something(report, i)) {
            columns.push_back(i);
        }
    }
    const auto body = std::find(columns.begin(), columns.end(), column_of(report, "body"));
    if (body != columns.end()) {
        std::rotate(columns.begin(), body, body + 1);
    }
    return columns;
}

std::string word_for(const Visit& visit, std::string_view word) {
    const auto key = fmt::format("report.word.{}", word);
    const auto& templates = visit.desk->templates;
    return templates.has_text("common", key) ? templates.text("common", key) : std::string{word};
}

Cell name_cell(const Visit& visit, const Titles& titles, const std::string& name) {
    if (name.starts_with("bodies/")) {
        return {titles.body(name), path_of_record(visit, name)};
    }
    const auto* kind = name.starts_with("cases/") ? "case" : "record";
    return {word_for(visit, name.empty() ? std::string_view{} : kind), path_of_record(visit, name)};
}

Cell text_cell(
    const Visit& visit, const Titles& titles, const std::string& id, const std::string& value
) {
    static constexpr std::array stages{
        std::string_view{"stage"}, std::string_view{"proposed"}, std::string_view{"decided"}};
    if (is_one_of(stages, id)) {
        return {titles.stage(value)};
    }
    if (id == "trigger") {
        return {titles.trigger(value)};
    }
    if (id == "indicator") {
        return {titles.indicator(value)};
    }
    return {word_for(visit, value)};
}

Cell cell_of(
    const Visit& visit,
    const Titles& titles,
    const v1::RunReportResponse& report,
    const v1::ReportRow& row,
    int index
) {
    const auto& column = report.columns(index);
    const auto& value = row.values(index);
    Cell cell;
    switch (column.kind()) {
        case v1::REPORT_COLUMN_KIND_DATE:
            cell = {console::day_in_words(value)};
            cell.order = value;
            break;
        case v1::REPORT_COLUMN_KIND_NAME:
            cell = name_cell(visit, titles, value);
            break;
        case v1::REPORT_COLUMN_KIND_NUMBER:
            cell = {value};
            cell.number = value.empty() ? std::optional<double>{} : std::stod(value);
            break;
        default:
            cell = text_cell(visit, titles, column.id(), value);
            break;
    }
    if (column.id() == "decided_on" && !value.empty()) {
        cell.link = path_of_key(visit, row.key());
    } else if (column.id() == "decider" || column.id() == "asked_by") {
        const auto capacity = value_of(report, row, "capacity");
        cell.text = titles.people().title(value);
        cell.note = capacity.empty() ? std::string{} : titles.words().role(capacity);
    } else if (column.id() == "recorded_on" && value_of(report, row, "entered_later") == "yes") {
        cell.note = word_for(visit, "entered_later");
    } else if (column.id() == "stage" && value_of(report, row, "outcome") == "moved") {
        cell.note = fmt::format(
            "{} {}", word_for(visit, "from"), titles.stage(value_of(report, row, "from"))
        );
    }
    return cell;
}

std::string part_of_query(const Visit& visit, std::string_view key, const std::string& value) {
    console::Data values{console::Data::type::object};
    values.set("value", value);
    return visit.desk->templates.text("common", fmt::format("report.query.{}", key), values);
}

}  // namespace

Table shown_table(const Visit& visit, const Titles& titles, const v1::RunReportResponse& report) {
    Table table;
    const auto columns = columns_shown(report);
    for (const auto index : columns) {
        const auto& column = report.columns(index);
        table.columns.push_back({column.id(), column.kind() == v1::REPORT_COLUMN_KIND_NUMBER});
    }
    for (const auto& row : report.rows()) {
        auto& cells = table.rows.emplace_back();
        for (const auto index : columns) {
            cells.push_back(cell_of(visit, titles, report, row, index));
        }
    }
    return table;
}

Table raw_table(const v1::RunReportResponse& report) {
    Table table{{{"key"}}, {}};
    for (const auto& column : report.columns()) {
        table.columns.push_back({column.id()});
    }
    for (const auto& row : report.rows()) {
        auto& cells = table.rows.emplace_back();
        cells.push_back({row.key()});
        for (const auto& value : row.values()) {
            cells.push_back({value});
        }
    }
    return table;
}

std::vector<SumBeside> sums_beside(const v1::RunReportResponse& report) {
    std::vector<SumBeside> sums;
    const auto value_in = [](const auto& all, const std::string& key) {
        const auto found =
            std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.key() == key; });
        return found == all.end() ? 0 : found->value();
    };
    for (const auto& sum : report.sums()) {
        sums.push_back({sum.title(), sum.value(), value_in(report.compared_sums(), sum.key())});
    }
    for (const auto& sum : report.compared_sums()) {
        const auto& all = report.sums();
        if (std::none_of(all.begin(), all.end(), [&](const auto& one) {
                return one.key() == sum.key();
            })) {
            // A total stays last.
            const auto at = sums.empty() || sum.key() == "total" ? sums.end() : sums.end() - 1;
            sums.insert(at, {sum.title(), 0, sum.value()});
        }
    }
    return sums;
}

std::string title_of_difference(
    const Titles& titles,
    const v1::RunReportResponse& report,
    const v1::ReportDifference& difference
) {
    const auto& row = difference.has_compared() ? difference.compared() : difference.then();
    std::string title = titles.body(value_of(report, row, "body"));
    for (int i = 0; i < report.columns_size() && i < row.values_size(); ++i) {
        if (report.columns(i).kind() == v1::REPORT_COLUMN_KIND_DATE && !row.values(i).empty()) {
            return fmt::format("{}, {}", title, console::day_in_words(row.values(i)));
        }
    }
    return title;
}

std::string path_of_key(const Visit& visit, const std::string& key) {
    constexpr std::string_view decisions = "/decisions/";
    const auto at = key.find(decisions);
    if (key.starts_with("cases/") && at != std::string::npos) {
        return path_of_decision(visit, key.substr(0, at), key.substr(at + decisions.size()));
    }
    const auto end = key.find('/', key.find('/') + 1);
    return key.starts_with("cases/") ? path_of_record(visit, key.substr(0, end)) : std::string{};
}

std::string known_then(const Visit& visit, const v1::RunReportResponse& report) {
    const auto at = base::from_timestamp(report.query().known_at());
    return report.query().has_known_at() && at ? known_in_words(*at)
                                               : visit.desk->templates.text("common", "report.now");
}

std::string query_in_words(
    const Visit& visit, const Titles& titles, const v1::RunReportResponse& report
) {
    const auto& query = report.query();
    auto words = visit.desk->templates.text(
        "common", fmt::format("report.kind.{}", static_cast<int>(query.kind()))
    );
    if (!query.from().empty()) {
        words += ' ' + part_of_query(visit, "from", console::day_in_words(query.from()));
    }
    words +=
        ' ' + part_of_query(
                  visit, query.from().empty() ? "up_to" : "to", console::day_in_words(query.to())
              );
    for (const auto& about :
         {query.body().empty() ? std::string{} : titles.body(query.body()),
          query.stage().empty() ? std::string{} : titles.stage(query.stage())}) {
        words += about.empty() ? about : ", " + part_of_query(visit, "about", about);
    }
    words += ", " + part_of_query(visit, "known", known_then(visit, report));
    if (query.compare()) {
        words += ", " + part_of_query(visit, "beside", {});
    }
    return words;
}

}  // namespace ladder::auditor

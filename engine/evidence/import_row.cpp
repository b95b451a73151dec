// Reading rows: bodies and periods that are known, or what was probably meant.
#include "engine/evidence/import_row.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/definition/suggest.hpp"
#include "engine/evidence/import_cells.hpp"

namespace ladder::evidence {
namespace {

constexpr std::string_view bodies_prefix = "bodies/";

}  // namespace

RowReader::RowReader(
    const ImportColumns& columns,
    const v1::ImportLayout& layout,
    const BodyNames& bodies,
    base::Date today
)
    : columns_{columns}, layout_{layout}, today_{today} {
    for (const auto& name : bodies) {
        std::string_view id = name;
        if (id.starts_with(bodies_prefix)) {
            id.remove_prefix(bodies_prefix.size());
        }
        bodies_.emplace(id, Body{static_cast<std::uint32_t>(bodies_.size()), name});
    }
}

RowResult RowReader::read(
    const CsvReader& row,
    bool suggests,
    std::vector<ImportedFigure>& figures,
    std::vector<FigureKey>& keys
) {
    const auto cells = row.fields();
    if (cells.size() != columns_.count) {
        return wrong_size(row);
    }
    Head head;
    if (auto problem = read_body(cells[columns_.body], suggests, head)) {
        return problem;
    }
    if (auto problem = read_period(row, head)) {
        return problem;
    }
    if (!columns_.indicator) {
        for (std::size_t i = 0; i < columns_.values.size(); ++i) {
            if (auto problem = read_value(row, head, i, figures, keys)) {
                return problem;
            }
        }
        return {};
    }
    const auto content = cells[*columns_.indicator];
    const auto found = columns_.by_content.find(content);
    if (found == columns_.by_content.end()) {
        return unknown_content(content, suggests);
    }
    return found->second ? read_value(row, head, *found->second, figures, keys) : RowResult{};
}

RowResult RowReader::wrong_size(const CsvReader& row) const {
    const auto size = row.fields().size();
    if (row.text().empty()) {
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

RowResult RowReader::read_body(std::string_view cell, bool suggests, Head& head) {
    if (last_body_ == nullptr || cell != last_body_->first) {
        const auto found = bodies_.find(cell);
        if (found == bodies_.end()) {
            return RowProblem{
                columns_.body,
                cell.empty() ? std::string{"the body is missing"}
                             : fmt::format("no body {} is registered", in_quotes(cell)),
                suggest_body(cell, suggests)};
        }
        last_body_ = &*found;
    }
    head.body_number = last_body_->second.number;
    head.body = last_body_->second.name;
    return {};
}

std::string RowReader::suggest_body(std::string_view cell, bool suggests) const {
    // Suggestions compare with every word, so only rows that an answer shows get one.
    if (suggests) {
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

RowResult RowReader::unknown_content(std::string_view content, bool suggests) const {
    std::vector<std::string> known;
    if (suggests) {
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

RowResult RowReader::read_period(const CsvReader& row, Head& head) const {
    const auto cell = row.fields()[columns_.period_end];
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
        return read_published(row.fields()[*columns_.published], head);
    }
    // The file is here, so what it holds is known today at the latest.
    head.published_on =
        std::min(head.period_end + std::chrono::days{layout_.published_lag_days()}, today_);
    return {};
}

RowResult RowReader::read_published(std::string_view cell, Head& head) const {
    const auto date = read_date(cell);
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
                *date > today_ ? "a day to come"
                               : "before the period ended on " + base::to_string(head.period_end)
            ),
            "write the day on which the figure was published"};
    }
    return {};
}

RowResult RowReader::read_value(
    const CsvReader& row,
    const Head& head,
    std::size_t index,
    std::vector<ImportedFigure>& figures,
    std::vector<FigureKey>& keys
) const {
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
            fmt::format("write the last day of the period, such as {}", base::to_string(fitting))};
    }
    ImportedFigure figure;
    figure.indicator = indicator.id();
    figure.body = head.body;
    figure.period_end = head.period_end;
    figure.published_on = head.published_on;
    figure.line = row.line();
    figure.field = static_cast<std::uint32_t>(at.value);
    figure.body_number = head.body_number;
    bool present = false;
    if (auto problem = read_figure(at, row.fields(), figure, present)) {
        return problem;
    }
    keys.push_back(
        {figure_key(at.indicator_number, head.body_number, head.period_end),
         row.line(),
         static_cast<std::uint32_t>(index),
         !present}
    );
    if (present) {
        figures.push_back(figure);
    }
    return {};
}

}  // namespace ladder::evidence

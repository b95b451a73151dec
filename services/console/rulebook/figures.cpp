#include "services/console/rulebook/figures.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "services/console/auditor/frame.hpp"
#include "services/console/auditor/look.hpp"
#include "services/console/fields.hpp"

namespace ladder::rulebook {

using console::Data;
using console::Table;
using console::Visit;

Table revision_table(
    const Visit& visit,
    const Titles& titles,
    const std::vector<v1::FigureRevision>& revisions,
    bool with_load
) {
    Table table{{{"body"}, {"indicator"}, {"period"}, {"old", true}, {"new", true}}, {}};
    if (with_load) {
        table.columns.push_back({"load"});
    }
    const auto value_cell = [](const v1::Observation& figure) {
        console::Cell cell{auditor::figure_in_words(figure.value())};
        cell.number = figure.value();
        return cell;
    };
    for (const auto& revision : revisions) {
        const auto& now = revision.now();
        console::Cell period{console::day_in_words(now.period_end())};
        period.order = now.period_end();
        auto& row = table.rows.emplace_back();
        row = {
            {titles.body(now.body()), auditor::path_of_record(visit, now.body())},
            {titles.indicator(now.indicator()),
             visit.link(
                 fmt::format("/figures/{}/{}", auditor::last_part(now.body()), now.indicator())
             )},
            period,
            revision.has_before() ? value_cell(revision.before()) : console::Cell{},
            value_cell(now)};
        if (with_load) {
            row.push_back(
                {visit.desk->templates.text("common", "data.load"),
                 visit.link("/data/" + auditor::last_part(now.import()))}
            );
        }
    }
    return table;
}

Table issue_table(const std::vector<v1::TextIssue>& issues) {
    Table table{{{"line", true}, {"wrong"}, {"fix"}}, {}};
    for (const auto& issue : issues) {
        console::Cell line{issue.line() == 0 ? std::string{} : std::to_string(issue.line())};
        line.number = issue.line();
        table.rows.push_back({line, {issue.message()}, {issue.fix()}});
    }
    return table;
}

Table kept_aside_table(const Visit& visit, const std::vector<v1::QuarantinedRow>& rows) {
    Table table{{{"line", true}, {"wrong"}, {"fix"}, {"row"}, {"load"}}, {}};
    for (const auto& row : rows) {
        console::Cell line{std::to_string(row.issue().line())};
        line.number = row.issue().line();
        table.rows.push_back(
            {line,
             {row.issue().message()},
             {row.issue().fix()},
             {row.text()},
             {row.issue().file(), visit.link("/data/" + auditor::last_part(row.import()))}}
        );
    }
    return table;
}

std::string counts_in_words(
    const Visit& visit, std::int64_t added, std::int64_t revised, std::int64_t unchanged
) {
    Data values{Data::type::object};
    values.set("added", auditor::figure_in_words(static_cast<double>(added)));
    values.set("revised", auditor::figure_in_words(static_cast<double>(revised)));
    values.set("unchanged", auditor::figure_in_words(static_cast<double>(unchanged)));
    return visit.desk->templates.text("common", "data.counts", values);
}

void put_impacts(
    Data& data,
    const Visit& visit,
    const Titles& titles,
    const std::vector<v1::RevisionImpact>& impacts
) {
    std::vector<Data> shown;
    for (const auto& impact : impacts) {
        auto& one = shown.emplace_back(Data::type::object);
        one.set("impact_body", titles.body(impact.body()));
        one.set("impact_text", impact.text());
        one.set("flips", Data{impact.flips()});
        std::vector<Data> decisions;
        for (const auto& decision : impact.decisions()) {
            decisions.emplace_back(Data::type::object)
                .set(
                    "decision_link", auditor::path_of_decision(visit, impact.case_name(), decision)
                );
        }
        one.set("impact_decisions", console::list_of(std::move(decisions)));
    }
    data.set("has_impacts", Data{!shown.empty()});
    data.set("impacts", console::list_of(std::move(shown)));
}

std::string layout_title(const Titles& titles, const std::string& id) {
    if (const auto* ruleset = titles.words().definition()) {
        for (const auto& layout : ruleset->import_layouts()) {
            if (layout.id() == id) {
                return layout.title();
            }
        }
    }
    return id;
}

}  // namespace ladder::rulebook

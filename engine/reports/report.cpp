// Routes to the single reports, and what they share.
#include "engine/reports/report.hpp"

#include <algorithm>

#include "engine/reports/table.hpp"

namespace ladder::reports {

void set_columns(Report& report, std::initializer_list<Column> columns) {
    for (const auto& column : columns) {
        auto& added = report.columns.emplace_back();
        added.set_id(column.id);
        added.set_title(column.title);
        added.set_kind(column.kind);
    }
}

void add_row(Report& report, std::string key, std::vector<std::string> values) {
    auto& row = report.rows.emplace_back();
    row.set_key(std::move(key));
    for (auto& value : values) {
        row.add_values(std::move(value));
    }
}

void add_sum(Report& report, std::string key, std::string title, double value) {
    auto& sum = report.sums.emplace_back();
    sum.set_key(std::move(key));
    sum.set_title(std::move(title));
    sum.set_value(value);
}

void order_rows(Report& report) {
    std::sort(report.rows.begin(), report.rows.end(), [](const auto& a, const auto& b) {
        return std::tie(a.values(0), a.key()) < std::tie(b.values(0), b.key());
    });
}

std::string yes_no(bool value) {
    return value ? "yes" : "no";
}

bool within(const Query& query, const std::string& day) {
    const auto date = base::parse_date(day);
    return date && (!query.from || *date >= *query.from) && *date <= query.to;
}

int days_between(const std::string& from, const std::string& to) {
    const auto first = base::parse_date(from);
    const auto last = base::parse_date(to);
    return first && last ? static_cast<int>((*last - *first).count()) : 0;
}

void StageCounts::add(const Stage& stage, double value) {
    auto& [title, count] = counts_[{stage.rung, stage.id}];
    title = stage.title;
    count += value;
}

void StageCounts::add_sums(Report& report, const std::string& suffix, const std::string& words)
    const {
    for (const auto& [place, count] : counts_) {
        add_sum(report, place.second + suffix, count.first + words, count.second);
    }
}

Report run(const Query& query, const Known& known, const FindRuleset& rulesets) {
    const auto report = [&]() -> Report {
        switch (query.kind) {
            case v1::REPORT_KIND_INTERVENTIONS:
                return interventions(query, known, rulesets);
            case v1::REPORT_KIND_TIME_IN_STAGE:
                return time_in_stage(query, known, rulesets);
            case v1::REPORT_KIND_RE_ENTRY:
                return re_entry(query, known, rulesets);
            case v1::REPORT_KIND_OVERDUE:
                return overdue(query, known, rulesets);
            case v1::REPORT_KIND_DECISIONS_AGAINST_PROPOSALS:
                return decisions_against_proposals(query, known, rulesets);
            case v1::REPORT_KIND_COMMISSIONS:
                return commissions(query, known, rulesets);
            default:  // the generated enum is open
                return {};
        }
    };
    auto made = report();
    if (made.rows.empty()) {
        made.notes.emplace_back("Nothing is known that this report tells of.");
    }
    return made;
}

}  // namespace ladder::reports

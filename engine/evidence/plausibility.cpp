// Runs the checks, one indicator after the other, and finds the places of what they found.
#include "engine/evidence/plausibility.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/evidence/csv.hpp"
#include "engine/evidence/import_cells.hpp"
#include "engine/evidence/plausible.hpp"

namespace ladder::evidence {
namespace {

bool has_news(const SeenIndicator& indicator) {
    return std::any_of(indicator.figures.begin(), indicator.figures.end(), [](const auto& figure) {
        return figure.figure != not_of_file;
    });
}

// The checks of one indicator's own figures. What is doubted as a whole, a period whose unit
// changed or rows that slipped, is not doubted one by one.
void find_own_doubts(const Seen& seen, const SeenIndicator& indicator, std::vector<Doubt>& doubts) {
    std::vector<base::Date> columns;
    std::vector<std::size_t> slipped;
    doubt_units(seen, indicator, doubts, columns);
    doubt_rows(seen, indicator, columns, doubts, slipped);
    std::vector<Doubt> single;
    if (is_population(*indicator.definition, seen.ruleset)) {
        doubt_populations(seen, indicator, single);
    } else {
        doubt_jumps(seen, indicator, single);
    }
    doubt_rates(seen, indicator, single);
    for (auto& doubt : single) {
        const auto period_end = seen.figures[doubt.figure].period_end;
        if (std::find(columns.begin(), columns.end(), period_end) == columns.end() &&
            std::find(slipped.begin(), slipped.end(), doubt.figure) == slipped.end()) {
            doubts.push_back(std::move(doubt));
        }
    }
}

}  // namespace

const SeenIndicator* Seen::find(std::string_view id) const {
    const auto found = std::find_if(indicators.begin(), indicators.end(), [&](const auto& one) {
        return one.definition->id() == id;
    });
    return found == indicators.end() ? nullptr : &*found;
}

Expectation expectation_of(const v1::IndicatorDefinition& indicator) {
    Expectation expected;
    // Shares lie between 0 and 100 (or 1): what is small in them is no accident of small numbers.
    if (indicator.statistic() == v1::STATISTIC_PROPORTION) {
        expected.small = 0;
    }
    if (indicator.plausibility().ratio_max() > 0) {
        expected.ratio_max = indicator.plausibility().ratio_max();
    }
    if (indicator.plausibility().small() > 0) {
        expected.small = indicator.plausibility().small();
    }
    return expected;
}

double times(double value, double expected, double small) {
    const double above = std::max(value, small);
    const double below = std::max(expected, small);
    return value >= 0 && expected >= 0 && above > 0 && below > 0 ? above / below : no_figure;
}

std::string_view id_of_body(std::string_view name) {
    const auto slash = name.rfind('/');
    return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

bool series_breaks_between(
    const v1::IndicatorDefinition& indicator, base::Date earlier, base::Date later
) {
    return std::any_of(
        indicator.series_breaks().begin(),
        indicator.series_breaks().end(),
        [&](const v1::SeriesBreak& gap) {
            const auto from = base::parse_date(gap.from());
            const auto to = base::parse_date(gap.to());
            return from && later >= *from && (to ? earlier <= *to : earlier < *from);
        }
    );
}

std::vector<std::string> checked_with(
    const std::vector<std::string>& indicators, const definition::Ruleset& ruleset
) {
    std::set<std::string> others;
    std::set<std::string_view> totals;
    for (const auto& id : indicators) {
        const auto* indicator = ruleset.indicator(id);
        if (indicator == nullptr) {
            continue;
        }
        others.insert(indicator->population());
        others.insert(indicator->part_of());
        totals.insert(id);
        totals.insert(indicator->part_of());
    }
    for (const auto& other : ruleset.definition().indicators()) {
        if (!other.part_of().empty() && totals.contains(other.part_of())) {
            others.insert(other.id());
        }
    }
    others.erase("");
    for (const auto& id : indicators) {
        others.erase(id);
    }
    return {others.begin(), others.end()};
}

std::vector<Doubt> find_doubts(const Seen& seen) {
    std::vector<Doubt> doubts;
    for (const auto& indicator : seen.indicators) {
        if (has_news(indicator)) {
            find_own_doubts(seen, indicator, doubts);
        }
        doubt_totals(seen, indicator, doubts);
    }
    std::stable_sort(doubts.begin(), doubts.end(), [&](const Doubt& a, const Doubt& b) {
        const auto& first = seen.figures[a.figure];
        const auto& second = seen.figures[b.figure];
        return std::pair(first.line, a.figure) < std::pair(second.line, b.figure);
    });
    const auto repeated = [](const Doubt& a, const Doubt& b) { return a.figure == b.figure; };
    doubts.erase(std::unique(doubts.begin(), doubts.end(), repeated), doubts.end());
    return doubts;
}

std::vector<v1::TextIssue> place_doubts(
    const std::vector<Doubt>& doubts,
    const ImportReading& reading,
    std::string_view text,
    std::string_view file_name
) {
    const auto count = std::min(doubts.size(), import_issues_max);
    std::vector<v1::TextIssue> issues(count);
    std::multimap<int, std::size_t> by_line;
    for (std::size_t i = 0; i < count; ++i) {
        const auto& figure = reading.figures[doubts[i].figure];
        const auto& column =
            figure.field < reading.columns.size() ? reading.columns[figure.field] : std::string{};
        issues[i].set_file(printable(file_name, 200));
        issues[i].set_line(figure.line);
        issues[i].set_message(fmt::format("column '{}': {}", column, doubts[i].message));
        issues[i].set_fix(doubts[i].fix);
        by_line.emplace(figure.line, i);
    }
    CsvReader csv{text};
    while (!by_line.empty() && csv.next()) {
        const auto [first, last] = by_line.equal_range(csv.line());
        for (auto found = first; found != last; ++found) {
            const auto field = reading.figures[doubts[found->second].figure].field;
            issues[found->second].set_column(csv.position_of(field).column);
        }
        by_line.erase(first, last);
    }
    return issues;
}

}  // namespace ladder::evidence

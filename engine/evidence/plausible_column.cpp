// The bodies of one period beside each other: a unit that changed, rows that slipped.
#include <algorithm>
#include <cmath>
#include <span>

#include <fmt/format.h>

#include "engine/evidence/plausible.hpp"
#include "engine/evidence/words.hpp"

namespace ladder::evidence {
namespace {

constexpr std::size_t bodies_shown_max = 3;

// A figure of the file with what it was last.
struct ColumnCell {
    base::Date period_end;
    std::int32_t line = 0;
    std::size_t figure = 0;
    double value = no_figure;
    double last = no_figure;  // no_figure: nothing to compare with
};

// The figures of the file by period end, in order of line.
std::vector<ColumnCell> cells_of(const Seen& seen, const SeenIndicator& indicator) {
    std::vector<ColumnCell> cells;
    const auto& figures = indicator.figures;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const auto& figure = figures[i];
        if (figure.figure == not_of_file) {
            continue;
        }
        auto last = figure.before;
        if (std::isnan(last) && i > 0 && figures[i - 1].body == figure.body &&
            !series_breaks_between(
                *indicator.definition, figures[i - 1].period_end, figure.period_end
            )) {
            last = figures[i - 1].value;
        }
        cells.push_back(
            {figure.period_end, seen.figures[figure.figure].line, figure.figure, figure.value, last}
        );
    }
    std::sort(cells.begin(), cells.end(), [](const ColumnCell& a, const ColumnCell& b) {
        return std::pair(a.period_end, a.line) < std::pair(b.period_end, b.line);
    });
    return cells;
}

// Calls `each` with the cells of one period end after another.
template <class Each>
void for_each_column(const std::vector<ColumnCell>& cells, Each&& each) {
    for (auto first = cells.begin(); first != cells.end();) {
        const auto last = std::find_if(first, cells.end(), [&](const ColumnCell& cell) {
            return cell.period_end != first->period_end;
        });
        each(std::span<const ColumnCell>(first, last));
        first = last;
    }
}

// How far apart two figures are, by ratio: 0 where they are equal.
double distance(double a, double b) {
    return std::abs(std::log(a / b));
}

std::string change_of(const Seen& seen, const ColumnCell& cell) {
    return fmt::format(
        "{} {} after {}",
        id_of_body(seen.figures[cell.figure].body),
        number(cell.value, doubt_decimals),
        number(cell.last, doubt_decimals)
    );
}

// The factor by which a column changed as a whole; 0 if there is none.
double common_factor(std::span<const ColumnCell> column, double ratio_max, std::size_t& fitting) {
    constexpr std::size_t bodies_min = 5;
    constexpr double share_min = 0.8;
    constexpr double factor_min = 5;
    const double near = std::log(1.5);
    std::vector<double> changes;
    for (const auto& cell : column) {
        if (cell.value > 0 && cell.last > 0) {
            changes.push_back(std::log(cell.value / cell.last));
        }
    }
    if (changes.size() < bodies_min) {
        return 0;
    }
    const auto middle = changes.begin() + static_cast<std::ptrdiff_t>(changes.size() / 2);
    std::nth_element(changes.begin(), middle, changes.end());
    const auto median = *middle;
    fitting =
        static_cast<std::size_t>(std::count_if(changes.begin(), changes.end(), [&](double change) {
            return std::abs(change - median) <= near;
        }));
    // A tenfold change with a little growth on it must still be told from none: half the ratio.
    const bool large = std::abs(median) >= std::log(std::max(factor_min, ratio_max / 2));
    const bool common =
        static_cast<double>(fitting) >= share_min * static_cast<double>(changes.size());
    return large && common && fitting >= bodies_min ? std::exp(median) : 0;
}

// Which of the cells of a column fit a neighbour's history and not their own.
class Slips {
public:
    Slips(std::span<const ColumnCell> column, double small) : column_(column), small_(small) {
        for (std::size_t i = 0; i < column.size(); ++i) {
            kinds_.push_back(kind_of(i));
        }
    }

    // The cells that slipped, in runs of at least two with none between that fits itself alone.
    std::vector<std::size_t> runs() const {
        std::vector<std::size_t> slipped;
        std::vector<std::size_t> run;
        const auto end_run = [&] {
            if (run.size() > 1) {
                slipped.insert(slipped.end(), run.begin(), run.end());
            }
            run.clear();
        };
        for (std::size_t i = 0; i < kinds_.size(); ++i) {
            if (kinds_[i] == Kind::slipped) {
                run.push_back(i);
            } else if (kinds_[i] == Kind::own) {
                end_run();
            }
        }
        end_run();
        return slipped;
    }

    // The neighbour whose history the cell fits best.
    std::size_t neighbour(std::size_t i) const {
        const auto before = i > 0 ? fit(i, i - 1) : no_figure;
        const auto after = i + 1 < column_.size() ? fit(i, i + 1) : no_figure;
        return std::isnan(after) || before <= after ? i - 1 : i + 1;
    }

private:
    enum class Kind { own, slipped, either };

    // How far the cell's figure lies from what another's was last; no_figure where it can't be
    // told.
    double fit(std::size_t i, std::size_t other) const {
        const auto value = column_[i].value;
        const auto last = column_[other].last;
        return value >= small_ && last >= small_ && value > 0 && last > 0 ? distance(value, last)
                                                                          : no_figure;
    }

    Kind kind_of(std::size_t i) const {
        const double far = std::log(1.5);     // a body's figure seldom changes so much
        const double close = std::log(1.25);  // a neighbour's fits if it changes no more than so
        const auto own = fit(i, i);
        auto other = no_figure;
        for (const auto neighbour : {i - 1, i + 1}) {  // i - 1 of 0 wraps, and is no index
            if (neighbour < column_.size()) {
                other = std::fmin(other, fit(i, neighbour));
            }
        }
        if (std::isnan(own) || std::isnan(other)) {
            return Kind::own;
        }
        if (own >= far && other <= close && other * 4 <= own) {
            return Kind::slipped;
        }
        return own < far && other <= close ? Kind::either : Kind::own;
    }

    std::span<const ColumnCell> column_;
    double small_;
    std::vector<Kind> kinds_;
};

}  // namespace

void doubt_units(
    const Seen& seen,
    const SeenIndicator& indicator,
    std::vector<Doubt>& doubts,
    std::vector<base::Date>& columns
) {
    const auto expected = expectation_of(*indicator.definition);
    const auto cells = cells_of(seen, indicator);
    for_each_column(cells, [&](std::span<const ColumnCell> column) {
        std::size_t fitting = 0;
        const auto factor = common_factor(column, expected.ratio_max, fitting);
        if (factor == 0) {
            return;
        }
        const auto shown = std::find_if(column.begin(), column.end(), [](const ColumnCell& cell) {
            return cell.value > 0 && cell.last > 0;
        });
        columns.push_back(column.front().period_end);
        doubts.push_back(
            {shown->figure,
             fmt::format(
                 "{} of {} figures of '{}' at {} are about {} times what they were last ({}): the "
                 "unit looks changed; expected: {}",
                 fitting,
                 column.size(),
                 indicator.definition->id(),
                 base::to_string(column.front().period_end),
                 factor >= 1 ? number(factor, 0) : fmt::format("{:.2g}", factor),
                 change_of(seen, *shown),
                 indicator.definition->unit()
             ),
             "kept as they stand; check the unit of the column"}
        );
    });
}

void doubt_rows(
    const Seen& seen,
    const SeenIndicator& indicator,
    const std::vector<base::Date>& skipped,
    std::vector<Doubt>& doubts,
    std::vector<std::size_t>& figures
) {
    const auto expected = expectation_of(*indicator.definition);
    const auto cells = cells_of(seen, indicator);
    for_each_column(cells, [&](std::span<const ColumnCell> column) {
        if (std::find(skipped.begin(), skipped.end(), column.front().period_end) != skipped.end()) {
            return;
        }
        const Slips slips{column, expected.small};
        const auto slipped = slips.runs();
        if (slipped.empty()) {
            return;
        }
        for (const auto i : slipped) {
            figures.push_back(column[i].figure);
        }
        std::vector<std::string> shown;
        for (const auto i : slipped) {
            if (shown.size() == bodies_shown_max) {
                break;
            }
            const auto& other = column[slips.neighbour(i)];
            shown.push_back(fmt::format(
                "{}, where {} had {}",
                change_of(seen, column[i]),
                id_of_body(seen.figures[other.figure].body),
                number(other.last, doubt_decimals)
            ));
        }
        doubts.push_back(
            {column[slipped.front()].figure,
             fmt::format(
                 "the figures of {} bodies of '{}' at {} fit a neighbouring row's history and not "
                 "their own ({}); expected: figures like each body's last",
                 slipped.size(),
                 indicator.definition->id(),
                 base::to_string(column.front().period_end),
                 fmt::join(shown, "; ")
             ),
             "kept as they stand; check whether the column slipped by a row"}
        );
    });
}

}  // namespace ladder::evidence

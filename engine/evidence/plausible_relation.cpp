// An indicator beside others: totals beside their parts, counts beside populations.
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "engine/evidence/plausible.hpp"
#include "engine/evidence/words.hpp"

namespace ladder::evidence {
namespace {

bool comes_before(const SeenFigure& figure, std::uint32_t body, base::Date period_end) {
    return std::pair(figure.body, figure.period_end) < std::pair(body, period_end);
}

// The figure of a body and period; null if there is none.
const SeenFigure* figure_at(
    const SeenIndicator& indicator, std::uint32_t body, base::Date period_end
) {
    const auto found = std::lower_bound(
        indicator.figures.begin(),
        indicator.figures.end(),
        period_end,
        [body](const SeenFigure& figure, base::Date end) { return comes_before(figure, body, end); }
    );
    return found != indicator.figures.end() && found->body == body &&
                   found->period_end == period_end
               ? &*found
               : nullptr;
}

// The body's newest population by the end of a period, or else its first; 0 if there is none.
double population_of(const SeenIndicator& population, std::uint32_t body, base::Date period_end) {
    const auto& figures = population.figures;
    auto found = std::lower_bound(
        figures.begin(),
        figures.end(),
        period_end + std::chrono::days{1},
        [body](const SeenFigure& figure, base::Date end) { return comes_before(figure, body, end); }
    );
    if (found != figures.begin() && std::prev(found)->body == body) {
        --found;
    }
    return found != figures.end() && found->body == body ? std::max(found->value, 0.0) : 0;
}

// A body's rate at a period.
struct Rate {
    const SeenFigure* figure = nullptr;
    double rate = 0;  // per 1,000
    double population = 0;
};

// The rates of one period after another, ascending, without bodies whose rate means nothing.
std::map<base::Date, std::vector<Rate>> rates_of(
    const SeenIndicator& indicator, const SeenIndicator& population, const Seen& seen
) {
    std::map<base::Date, std::vector<Rate>> rates;
    for (const auto& figure : indicator.figures) {
        if (figure.figure != not_of_file) {
            rates[figure.period_end];
        }
    }
    const auto& left_out = indicator.definition->no_rate();
    for (const auto& figure : indicator.figures) {
        const auto found = rates.find(figure.period_end);
        const auto people = population_of(population, figure.body, figure.period_end);
        if (found == rates.end() || people <= 0 || figure.value < 0) {
            continue;
        }
        const bool means_nothing =
            std::any_of(left_out.begin(), left_out.end(), [&](const v1::NoRate& one) {
                return one.body() == seen.bodies[figure.body];
            });
        if (!means_nothing) {
            found->second.push_back({&figure, 1000 * figure.value / people, people});
        }
    }
    for (auto& [period_end, column] : rates) {
        std::sort(column.begin(), column.end(), [](const Rate& a, const Rate& b) {
            return a.rate < b.rate;
        });
    }
    return rates;
}

void doubt_rate(
    const Seen& seen,
    const SeenIndicator& indicator,
    const std::vector<Rate>& column,
    std::size_t index,
    double small,
    std::vector<Doubt>& doubts
) {
    constexpr double beyond = 3;
    const auto& one = column[index];
    const auto least = (index == 0 ? column[1] : column.front()).rate;
    const auto greatest = (index + 1 == column.size() ? column[index - 1] : column.back()).rate;
    const auto from = least / beyond * one.population / 1000;
    const auto to = greatest * beyond * one.population / 1000;
    const auto value = one.figure->value;
    if (one.figure->figure == not_of_file || (value >= from && value <= std::max(to, small)) ||
        (value < from && from < small)) {
        return;
    }
    doubts.push_back(
        {one.figure->figure,
         fmt::format(
             "{} of '{}' for {} at {} is {} per 1,000 of a population of {}, where the others have "
             "{} to {}; expected: {} to {}",
             number(value, doubt_decimals),
             indicator.definition->id(),
             id_of_body(seen.bodies[one.figure->body]),
             base::to_string(one.figure->period_end),
             rate(one.rate),
             number(one.population, 0),
             rate(least),
             rate(greatest),
             number(from, 0),
             number(to, 0)
         ),
         "kept as it stands; check the figure, and the body's population"}
    );
}

}  // namespace

void doubt_rates(const Seen& seen, const SeenIndicator& indicator, std::vector<Doubt>& doubts) {
    constexpr std::size_t bodies_min = 6;  // the body and five others
    const auto* population = seen.find(indicator.definition->population());
    if (population == nullptr) {
        return;
    }
    const auto small = expectation_of(*indicator.definition).small;
    for (const auto& [period_end, column] : rates_of(indicator, *population, seen)) {
        for (std::size_t i = 0; column.size() >= bodies_min && i < column.size(); ++i) {
            doubt_rate(seen, indicator, column, i, small, doubts);
        }
    }
}

void doubt_totals(const Seen& seen, const SeenIndicator& total, std::vector<Doubt>& doubts) {
    std::vector<const SeenIndicator*> parts;
    for (const auto& other : seen.indicators) {
        if (other.definition->part_of() == total.definition->id()) {
            parts.push_back(&other);
        }
    }
    if (parts.empty()) {
        return;
    }
    for (const auto& figure : total.figures) {
        auto news = figure.figure;
        double sum = 0;
        std::vector<std::string> shown;
        for (const auto* part : parts) {
            const auto* found = figure_at(*part, figure.body, figure.period_end);
            if (found == nullptr || found->value < 0) {
                continue;
            }
            sum += found->value;
            shown.push_back(
                fmt::format("{} {}", part->definition->id(), number(found->value, doubt_decimals))
            );
            news = news == not_of_file ? found->figure : news;
        }
        // Sums of decimals may be off by their last bits.
        if (news == not_of_file || figure.value >= sum * (1 - 1e-9)) {
            continue;
        }
        doubts.push_back(
            {news,
             fmt::format(
                 "{} of '{}' for {} at {} is below the sum of its parts ({}); expected: {} or more",
                 number(figure.value, doubt_decimals),
                 total.definition->id(),
                 id_of_body(seen.bodies[figure.body]),
                 base::to_string(figure.period_end),
                 fmt::join(shown, ", "),
                 number(sum, doubt_decimals)
             ),
             "kept as it stands; check the total and its parts"}
        );
    }
}

}  // namespace ladder::evidence

// An indicator's figures as judgements read them: levels, exposures, breaks.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/base/dates.hpp"
#include "engine/evidence/change_totals.hpp"
#include "engine/evidence/panels.hpp"
#include "ladder/v1/definition.pb.h"

namespace ladder::evidence {

// How much older than the period judged a population figure may be.
inline constexpr int population_age_months_max = 24;

// The definition and the panels are borrowed and outlive the series. For one thread.
class Series {
public:
    // `panel` and `population` may be null: no figures. `bodies` are those of the panels.
    Series(
        const v1::IndicatorDefinition& definition,
        const Panel* panel,
        const Panel* population,
        const std::vector<BodyEntry>& bodies
    );

    const v1::IndicatorDefinition& definition() const { return *definition_; }
    const Panel& panel() const { return *panel_; }

    // A count that is compared by its rate per 1,000 of a population.
    bool by_rate() const;
    // The rate of this body means nothing.
    bool no_rate(std::size_t body) const { return no_rate_[body] != 0; }
    // Why it means nothing; empty if it does not.
    std::string_view no_rate_reason(std::string_view body) const;

    // There is a figure, and it is not negative.
    bool usable(std::size_t cell) const { return panel_->value[cell] >= 0; }
    // What levels compare: the rate per 1,000, or the value. no_figure where it can't be told:
    // no usable figure, no rate, or no population figure.
    double level(std::size_t cell) const { return level_[cell]; }
    // What the test of a level counts, and out of how much: the count and its population (1 where
    // there is none), or numerator and denominator. no_figure where unknown.
    double events(std::size_t cell) const;
    double exposure(std::size_t cell) const;

    // What a share is multiplied by to give the value: 100 where the unit is per cent, else 1.
    double share_scale() const;

    // What events out of an exposure are multiplied by to be a level: 1000 for rates, share_scale()
    // for shares, else 1.
    double level_scale() const;
    // Levels have an exposure of their own: rates and shares do.
    bool sampled() const {
        return by_rate() || definition_->statistic() == v1::STATISTIC_PROPORTION;
    }
    // By how much the variance of shares exceeds that of a simple random sample; else 1.
    double design_factor() const;

    // The population panel and the cell within it whose figure is this cell's exposure.
    const Panel* population() const { return population_; }
    std::optional<std::size_t> population_period(std::size_t body, base::Date period_end) const;

    // The break that keeps a period from any comparison, or two periods from theirs; null: none.
    const v1::SeriesBreak* transition_at(base::Date period_end) const;
    const v1::SeriesBreak* break_between(base::Date earlier, base::Date later) const;

    // Totals over all bodies at a period and at its baseline, taken once.
    const ChangeTotals::ByKind& change_totals(std::size_t period, std::size_t baseline) const {
        return change_totals_.of(*panel_, *bodies_, period, baseline);
    }

    // Takes a figure of the panel in that was changed from `old_value`: the level of one cell.
    void refill(std::size_t body, std::size_t period, double old_value);

    // Months by which one steps back so that two values share no time.
    int step_months() const;

private:
    struct Break {
        base::Date from;
        std::optional<base::Date> to;
        const v1::SeriesBreak* source;
    };

    // The population periods, by index, from which an exposure may come: [first, end).
    struct Window {
        std::size_t first = 0;
        std::size_t end = 0;
    };

    Window population_window(base::Date period_end) const;
    std::optional<std::size_t> newest_population(std::size_t body, Window window) const;
    void fill_level(std::size_t body, std::size_t period, Window window);

    const v1::IndicatorDefinition* definition_;
    const Panel* panel_;
    const Panel* population_;
    std::vector<char> no_rate_;     // by body
    std::vector<double> level_;     // by cell
    std::vector<double> exposure_;  // by cell; empty unless by_rate()
    std::vector<Break> breaks_;
    const std::vector<BodyEntry>* bodies_;
    mutable ChangeTotals change_totals_;
};

}  // namespace ladder::evidence

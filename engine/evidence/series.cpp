#include "engine/evidence/series.hpp"

#include <algorithm>

namespace ladder::evidence {

namespace {

const Panel no_panel{};

}  // namespace

Series::Series(
    const v1::IndicatorDefinition& definition,
    const Panel* panel,
    const Panel* population,
    const std::vector<BodyEntry>& bodies
)
    : definition_{&definition},
      panel_{panel == nullptr ? &no_panel : panel},
      population_{population},
      no_rate_(bodies.size(), 0),
      level_(panel_->value.size(), no_figure),
      bodies_{&bodies} {
    for (const auto& source : definition.series_breaks()) {
        // A definition that passed check() has dates here.
        if (const auto from = base::parse_date(source.from())) {
            const auto to = base::parse_date(source.to());
            breaks_.push_back({*from, to ? std::optional{*to} : std::nullopt, &source});
        }
    }
    if (by_rate()) {
        exposure_.assign(panel_->value.size(), no_figure);
        for (std::size_t body = 0; body < bodies.size(); ++body) {
            no_rate_[body] = !no_rate_reason(bodies[body].name).empty() ? 1 : 0;
        }
    }
    for (std::size_t period = 0; period < panel_->periods.size(); ++period) {
        const auto window = population_window(panel_->periods[period]);
        for (std::size_t body = 0; body < panel_->bodies; ++body) {
            fill_level(body, period, window);
        }
    }
}

void Series::fill_level(std::size_t body, std::size_t period, Window window) {
    const auto cell = panel_->at(body, period);
    level_[cell] = no_figure;
    if (!usable(cell)) {
        return;
    }
    if (!by_rate()) {
        level_[cell] = panel_->value[cell];
    } else if (const auto at = newest_population(body, window)) {
        exposure_[cell] = population_->value[population_->at(body, *at)];
        if (no_rate_[body] == 0) {
            level_[cell] = 1000 * panel_->value[cell] / exposure_[cell];
        }
    }
}

void Series::refill(std::size_t body, std::size_t period, double old_value) {
    change_totals_.take_in(*panel_, *bodies_, body, period, old_value);
    fill_level(body, period, population_window(panel_->periods[period]));
}

bool Series::by_rate() const {
    return definition_->statistic() == v1::STATISTIC_COUNT && !definition_->population().empty();
}

std::string_view Series::no_rate_reason(std::string_view body) const {
    for (const auto& entry : definition_->no_rate()) {
        if (entry.body() == body) {
            return entry.reason().empty() ? "its rate per head means nothing"
                                          : std::string_view{entry.reason()};
        }
    }
    return {};
}

double Series::events(std::size_t cell) const {
    return definition_->statistic() == v1::STATISTIC_PROPORTION ? panel_->numerator[cell]
                                                                : panel_->value[cell];
}

double Series::exposure(std::size_t cell) const {
    if (definition_->statistic() == v1::STATISTIC_PROPORTION) {
        // A share outside [0, 1] is no share.
        const bool share =
            panel_->numerator[cell] >= 0 && panel_->numerator[cell] <= panel_->denominator[cell];
        return share && panel_->denominator[cell] > 0 ? panel_->denominator[cell] : no_figure;
    }
    return by_rate() ? exposure_[cell] : 1;
}

double Series::share_scale() const {
    const auto& unit = definition_->unit();
    return unit == "%" || unit == "per cent" || unit == "percentage" ? 100 : 1;
}

double Series::level_scale() const {
    if (by_rate()) {
        return 1000;
    }
    return definition_->statistic() == v1::STATISTIC_PROPORTION ? share_scale() : 1;
}

double Series::design_factor() const {
    const bool survey =
        definition_->statistic() == v1::STATISTIC_PROPORTION && definition_->design_factor() > 0;
    return survey ? definition_->design_factor() : 1;
}

std::optional<std::size_t> Series::population_period(std::size_t body, base::Date period_end)
    const {
    return newest_population(body, population_window(period_end));
}

Series::Window Series::population_window(base::Date period_end) const {
    if (population_ == nullptr) {
        return {};
    }
    const auto& periods = population_->periods;
    const auto oldest = base::add_months(period_end, -population_age_months_max);
    const auto first = std::lower_bound(periods.begin(), periods.end(), oldest);
    const auto end = std::upper_bound(first, periods.end(), period_end);
    return {
        static_cast<std::size_t>(first - periods.begin()),
        static_cast<std::size_t>(end - periods.begin())};
}

std::optional<std::size_t> Series::newest_population(std::size_t body, Window window) const {
    for (auto at = window.end; at-- > window.first;) {
        if (population_->value[population_->at(body, at)] > 0) {
            return at;
        }
    }
    return std::nullopt;
}

const v1::SeriesBreak* Series::transition_at(base::Date period_end) const {
    for (const auto& each : breaks_) {
        if (each.to && period_end >= each.from && period_end <= *each.to) {
            return each.source;
        }
    }
    return nullptr;
}

const v1::SeriesBreak* Series::break_between(base::Date earlier, base::Date later) const {
    for (const auto& each : breaks_) {
        const bool touches = each.to && ((earlier >= each.from && earlier <= *each.to) ||
                                         (later >= each.from && later <= *each.to));
        if (touches || (earlier < each.from && later >= each.from)) {
            return each.source;
        }
    }
    return nullptr;
}

int Series::step_months() const {
    return definition_->period() == v1::PERIOD_KIND_QUARTER ? 3 : 12;
}

}  // namespace ladder::evidence

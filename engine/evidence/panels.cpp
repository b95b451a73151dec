#include "engine/evidence/panels.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace ladder::evidence {

namespace {

Panel empty_panel(std::size_t bodies, std::vector<base::Date> periods) {
    std::sort(periods.begin(), periods.end());
    periods.erase(std::unique(periods.begin(), periods.end()), periods.end());
    Panel panel;
    panel.periods = std::move(periods);
    panel.bodies = bodies;
    const auto cells = bodies * panel.periods.size();
    panel.value.assign(cells, no_figure);
    panel.numerator.assign(cells, no_figure);
    panel.denominator.assign(cells, no_figure);
    panel.revision.assign(cells, 0);
    panel.published_on.assign(cells, base::Date{});
    panel.quality.assign(cells, v1::QUALITY_UNSPECIFIED);
    return panel;
}

void put(Panel& panel, std::size_t body, const Figure& figure) {
    const auto period = panel.period_index(figure.period_end);
    if (!period) {
        return;
    }
    const auto cell = panel.at(body, *period);
    panel.value[cell] = figure.value;
    panel.numerator[cell] = figure.numerator;
    panel.denominator[cell] = figure.denominator;
    panel.revision[cell] = figure.revision;
    panel.published_on[cell] = figure.published_on;
    panel.quality[cell] = figure.quality;
}

}  // namespace

std::optional<std::size_t> Panel::period_index(base::Date period_end) const {
    const auto found = std::lower_bound(periods.begin(), periods.end(), period_end);
    if (found == periods.end() || *found != period_end) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - periods.begin());
}

std::optional<std::size_t> Panels::body_index(std::string_view name) const {
    const auto found =
        std::lower_bound(bodies.begin(), bodies.end(), name, [](const auto& entry, auto wanted) {
            return entry.name < wanted;
        });
    if (found == bodies.end() || found->name != name) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - bodies.begin());
}

Panels build_panels(
    std::vector<BodyEntry> bodies,
    const std::vector<std::string>& indicators,
    const std::vector<Figure>& figures,
    std::vector<v1::PeerGroupSet> peer_group_sets
) {
    // Figures name a body by its place in the caller's list, which need not be in order.
    std::vector<std::size_t> order(bodies.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](auto a, auto b) {
        return bodies[a].name < bodies[b].name;
    });
    std::vector<std::size_t> place(bodies.size());
    Panels panels;
    panels.bodies.reserve(bodies.size());
    for (std::size_t at = 0; at < order.size(); ++at) {
        place[order[at]] = at;
        panels.bodies.push_back(std::move(bodies[order[at]]));
    }
    panels.peer_group_sets = std::move(peer_group_sets);

    std::vector<std::vector<base::Date>> periods(indicators.size());
    for (const auto& figure : figures) {
        auto& seen = periods[figure.indicator];
        if (seen.empty() || seen.back() != figure.period_end) {
            seen.push_back(figure.period_end);
        }
    }
    std::vector<Panel*> by_index;
    by_index.reserve(indicators.size());
    for (std::size_t at = 0; at < indicators.size(); ++at) {
        auto& panel = panels.by_indicator[indicators[at]];
        panel = empty_panel(place.size(), std::move(periods[at]));
        by_index.push_back(&panel);
    }
    for (const auto& figure : figures) {
        put(*by_index[figure.indicator], place[figure.body], figure);
    }
    return panels;
}

}  // namespace ladder::evidence

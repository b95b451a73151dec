#include "engine/evidence/peer_table.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/evidence/funnel.hpp"
#include "engine/evidence/judgement_text.hpp"
#include "engine/evidence/judgement_words.hpp"
#include "engine/evidence/level_text.hpp"
#include "engine/evidence/readings.hpp"

namespace ladder::evidence {

namespace {

base::Error no_such_period(const Series& series, base::Date period_end) {
    const auto& periods = series.panel().periods;
    const auto after = std::upper_bound(periods.begin(), periods.end(), period_end);
    std::vector<std::string> nearest;
    if (after != periods.begin()) {
        nearest.push_back(base::to_string(*std::prev(after)));
    }
    if (after != periods.end()) {
        nearest.push_back(base::to_string(*after));
    }
    return base::field_error(
        "periodEnd",
        nearest.empty() ? fmt::format("'{}' has no figure at all", series.definition().id())
                        : fmt::format(
                              "no figure of '{}' ends on {}; the nearest end on {}",
                              series.definition().id(),
                              base::to_string(period_end),
                              fmt::join(nearest, " and ")
                          )
    );
}

// Why a level is missing: the first of what obstacle_in_words() can tell.
Obstacle missing_because(const Series& series, std::size_t body, std::size_t cell) {
    const double value = series.panel().value[cell];
    if (std::isnan(value)) {
        return Obstacle::missing_figure;
    }
    if (value < 0) {
        return Obstacle::negative;
    }
    return series.no_rate(body) ? Obstacle::no_rate : Obstacle::no_population;
}

// One group at one period being told.
class PeerTable {
public:
    PeerTable(const Series& series, const Readings& readings, std::size_t body, std::size_t period)
        : series_{series}, readings_{readings}, body_{body}, period_{period} {}

    v1::ComparePeersResponse of(const std::vector<std::size_t>& peers, bool overdispersed) const {
        v1::ComparePeersResponse response;
        response.set_unit(unit_of_level(series_));
        add_standing(response, body_);
        double sum = 0;
        int known = 0;
        for (const auto peer : in_order(peers)) {
            add_standing(response, peer);
            if (has_level(peer)) {
                sum += level(peer);
                ++known;
            }
        }
        if (known > 0) {
            response.set_mean(sum / known);
        }
        draw_funnel(response, peers, overdispersed);
        return response;
    }

private:
    std::size_t cell(std::size_t body) const { return series_.panel().at(body, period_); }
    double level(std::size_t body) const { return series_.level(cell(body)); }
    bool has_level(std::size_t body) const { return !std::isnan(level(body)); }
    bool has_sample(std::size_t body) const {
        return series_.sampled() && has_level(body) && !std::isnan(series_.exposure(cell(body)));
    }
    base::Date period_end() const { return series_.panel().periods[period_]; }

    std::vector<std::size_t> in_order(std::vector<std::size_t> peers) const {
        const bool low_first = series_.definition().polarity() == v1::POLARITY_HIGHER_IS_BETTER;
        std::stable_sort(peers.begin(), peers.end(), [&](auto a, auto b) {
            if (!has_level(a) || !has_level(b)) {
                return has_level(a) && !has_level(b);
            }
            return low_first ? level(a) < level(b) : level(a) > level(b);
        });
        return peers;
    }

    void add_standing(v1::ComparePeersResponse& response, std::size_t body) const {
        const auto& entry = readings_.panels().bodies[body];
        const auto& panel = series_.panel();
        auto& standing = *response.add_standings();
        standing.set_body(entry.name);
        standing.set_title(entry.title);
        if (!std::isnan(panel.value[cell(body)])) {
            *standing.mutable_input() =
                input_of(series_.definition().id(), panel, entry.name, cell(body), period_);
        }
        if (!has_level(body)) {
            standing.set_missing_reason(obstacle_in_words(
                missing_because(series_, body, cell(body)),
                series_,
                readings_,
                {},
                body,
                period_end()
            ));
            return;
        }
        standing.set_value(level(body));
        if (has_sample(body)) {
            standing.set_exposure(series_.exposure(cell(body)));
        }
    }

    std::string no_funnel_reason(std::size_t members) const {
        if (!series_.sampled()) {
            return "the indicator is neither a rate nor a share";
        }
        if (series_.definition().low_count()) {
            return "counts are too low for any test; they are shown and not judged";
        }
        if (series_.transition_at(period_end()) != nullptr) {
            return "the period lies within a break in the series";
        }
        return members < 2 ? "fewer than two of the group have figures to pool" : "";
    }

    void draw_funnel(
        v1::ComparePeersResponse& response,
        const std::vector<std::size_t>& peers,
        bool overdispersed
    ) const {
        FunnelMembers members;
        const auto add = [&](std::size_t body) {
            if (has_sample(body)) {
                members.push_back({series_.events(cell(body)), series_.exposure(cell(body))});
            }
        };
        add(body_);
        std::for_each(peers.begin(), peers.end(), add);
        response.set_no_funnel_reason(no_funnel_reason(members.size()));
        if (members.empty()) {
            return;
        }
        const bool shares = series_.definition().statistic() == v1::STATISTIC_PROPORTION;
        const auto funnel = funnel_of(
            {members.data(), members.size()}, shares, series_.design_factor(), overdispersed
        );
        response.set_pooled(series_.level_scale() * funnel.centre);
        if (!response.no_funnel_reason().empty()) {
            return;
        }
        for (auto& standing : *response.mutable_standings()) {
            if (standing.exposure() > 0) {
                *standing.mutable_funnel() = funnel_limits(
                    funnel, bounds_at(funnel, standing.exposure()), series_.level_scale()
                );
            }
        }
    }

    const Series& series_;
    const Readings& readings_;
    std::size_t body_;
    std::size_t period_;
};

std::vector<std::size_t> bodies_like(const Panels& panels, std::size_t body) {
    std::vector<std::size_t> others;
    for (std::size_t other = 0; other < panels.bodies.size(); ++other) {
        if (other != body && panels.bodies[other].kind == panels.bodies[body].kind) {
            others.push_back(other);
        }
    }
    return others;
}

}  // namespace

base::Result<v1::ComparePeersResponse> compare_peers(
    const definition::Ruleset& ruleset, const Panels& panels, const PeersAsked& asked
) {
    Readings readings{ruleset, panels};
    const auto* series = readings.series(asked.indicator);
    if (series == nullptr) {
        return base::Error{
            base::Code::not_found,
            fmt::format("the ruleset has no indicator '{}'", asked.indicator),
            {}};
    }
    const auto body = panels.body_index(asked.body);
    if (!body) {
        return base::Error{
            base::Code::not_found, fmt::format("there is no body '{}'", asked.body), {}};
    }
    const auto period = series->panel().period_index(asked.period_end);
    if (!period) {
        return no_such_period(*series, asked.period_end);
    }
    const std::string_view group = asked.group.empty() ? "most_similar" : asked.group;
    const PeerSet* set = nullptr;
    auto peers = bodies_like(panels, *body);
    if (group != group_of_all) {
        set = readings.peer_sets().in_force(group, asked.period_end);
        if (set == nullptr || set->peers[*body].empty()) {
            return base::Error{
                base::Code::failed_precondition,
                fmt::format(
                    "no group '{}' is in force for {} on {}; compare with the group 'all'",
                    group,
                    panels.bodies[*body].title,
                    base::to_string(asked.period_end)
                ),
                {}};
        }
        peers = set->peers[*body];
    }
    auto response = PeerTable{*series, readings, *body, *period}.of(peers, asked.overdispersed);
    response.set_group(group_in_words(group, set));
    return response;
}

}  // namespace ladder::evidence

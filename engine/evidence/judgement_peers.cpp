// Comparisons with peers: their sums, means and changes.
#include <algorithm>
#include <cmath>

#include "engine/evidence/judgement.hpp"

namespace ladder::evidence {

namespace {

bool opposes(const Test& test, double gap) {
    return gap * (test.x1 * test.n2 - test.x2 * test.n1) < 0;
}

}  // namespace

bool PeriodJudge::has_change(std::size_t body) const {
    const auto& panel = series_->panel();
    return baseline_ && series_->usable(panel.at(body, period_)) &&
           series_->usable(panel.at(body, *baseline_));
}

bool PeriodJudge::has_level(std::size_t body) const {
    return !std::isnan(series_->level(series_->panel().at(body, period_)));
}

bool PeriodJudge::has_sample(std::size_t body) const {
    return has_level(body) && !std::isnan(series_->exposure(series_->panel().at(body, period_)));
}

bool PeriodJudge::counts_as_peer(std::size_t body) const {
    if (condition_->versus() != v1::COMPARISON_PEERS) {
        return has_change(body);
    }
    return condition_->weighted() ? has_sample(body) : has_level(body);
}

void PeriodJudge::add_level(Sums& sums, std::size_t body) const {
    sums.possible += series_->no_rate(body) ? 0 : 1;
    if (!has_level(body)) {
        return;
    }
    const auto cell = series_->panel().at(body, period_);
    ++sums.members;
    sums.level += series_->level(cell);
    // A peer without numerator and denominator is in the mean, and not in the test.
    if (!std::isnan(series_->exposure(cell))) {
        ++sums.sampled;
        sums.events += series_->events(cell);
        sums.exposure += series_->exposure(cell);
    }
}

// The body's group, with the body in it where the condition says so; the group "all" always holds
// it, as published totals do.
ChangeTotal PeriodJudge::change_total(std::size_t body) const {
    if (of_all()) {
        return (*changes_by_kind_)[kind_index(readings_->panels().bodies[body])];
    }
    const auto& panel = series_->panel();
    ChangeTotal total;
    const auto add = [&](std::size_t one) {
        total.add(panel.value[panel.at(one, period_)], panel.value[panel.at(one, *baseline_)]);
    };
    const auto& peers = peer_set_->peers[body];
    std::for_each(peers.begin(), peers.end(), add);
    if (condition_->include_self()) {
        add(body);
    }
    return total;
}

void PeriodJudge::sum_all_levels() {
    const auto& bodies = readings_->panels().bodies;
    all_by_kind_.resize(kinds_max);
    levels_below_.resize(bodies.size());
    levels_above_.resize(bodies.size());
    for (std::size_t body = 0; body < bodies.size(); ++body) {
        auto& sums = all_by_kind_[kind_index(bodies[body])];
        levels_below_[body] = sums.level;
        add_level(sums, body);
    }
    std::vector<double> above(kinds_max, 0);
    for (auto body = bodies.size(); body-- > 0;) {
        auto& sum = above[kind_index(bodies[body])];
        levels_above_[body] = sum;
        if (has_level(body)) {
            sum += series_->level(series_->panel().at(body, period_));
        }
    }
}

// The sums over the body's peers, itself left out.
PeriodJudge::Sums PeriodJudge::level_sums(std::size_t body) const {
    Sums sums;
    if (!of_all()) {
        for (const auto peer : peer_set_->peers[body]) {
            add_level(sums, peer);
        }
        return sums;
    }
    const auto cell = series_->panel().at(body, period_);
    sums = all_by_kind_[kind_index(readings_->panels().bodies[body])];
    --sums.possible;
    --sums.members;
    sums.level = levels_below_[body] + levels_above_[body];
    if (!std::isnan(series_->exposure(cell))) {
        --sums.sampled;
        sums.events -= series_->events(cell);
        sums.exposure -= series_->exposure(cell);
    }
    return sums;
}

std::vector<std::size_t> PeriodJudge::peers_used(std::size_t body) const {
    std::vector<std::size_t> peers;
    if (of_all()) {
        const auto& bodies = readings_->panels().bodies;
        for (std::size_t peer = 0; peer < bodies.size(); ++peer) {
            if (peer != body && bodies[peer].kind == bodies[body].kind && counts_as_peer(peer)) {
                peers.push_back(peer);
            }
        }
    } else if (peer_set_ != nullptr) {
        for (const auto peer : peer_set_->peers[body]) {
            if (counts_as_peer(peer)) {
                peers.push_back(peer);
            }
        }
    }
    return peers;
}

Comparand PeriodJudge::with_peers(std::size_t body) const {
    if (const auto obstacle = obstacle_of_level(body); obstacle != Obstacle::none) {
        return refused(obstacle);
    }
    if (!of_all() && (peer_set_ == nullptr || peer_set_->peers[body].empty())) {
        return refused(Obstacle::no_peer_group);
    }
    const auto cell = series_->panel().at(body, period_);
    const auto others = level_sums(body);
    const bool self = condition_->include_self();
    const auto members = condition_->weighted() ? others.sampled : others.members;
    if (members < 1 || 2 * members < others.possible) {
        return refused(Obstacle::too_few_peer_figures);
    }
    Comparand comparand;
    comparand.value = series_->level(cell);
    comparand.peers = members + (self ? 1 : 0);
    if (condition_->weighted()) {
        comparand.comparator = series_->level_scale() *
                               (others.events + (self ? series_->events(cell) : 0)) /
                               (others.exposure + (self ? series_->exposure(cell) : 0));
    } else {
        comparand.comparator = (others.level + (self ? comparand.value : 0)) / comparand.peers;
    }
    if (!(comparand.comparator > 0)) {
        return refused(Obstacle::comparator_zero);
    }
    comparand.gap = per_cent_of(comparand.value - comparand.comparator, comparand.comparator);
    if (!tested() && !funnelled()) {
        return comparand;
    }
    if (!(others.exposure > 0)) {
        return refused(Obstacle::no_sample);
    }
    if (tested()) {
        const bool count = series_->definition().statistic() == v1::STATISTIC_COUNT;
        comparand.test =
            (count ? compare_counts : compare_shares
            )(series_->events(cell),
              series_->exposure(cell),
              others.events,
              others.exposure,
              variance(body));
        comparand.test_opposes = opposes(comparand.test, comparand.gap);
    }
    if (condition_->funnel() != v1::FUNNEL_LEVEL_UNSPECIFIED && large_enough(comparand)) {
        comparand.outside_funnel = outside_funnel(body, comparand);
    }
    return comparand;
}

Comparand PeriodJudge::with_peers_change(std::size_t body) const {
    if (const auto obstacle = obstacle_of_baseline(body); obstacle != Obstacle::none) {
        return refused(obstacle);
    }
    if (!of_all() && (peer_set_ == nullptr || peer_set_->peers[body].empty())) {
        return refused(Obstacle::no_peer_group);
    }
    const auto& panel = series_->panel();
    const double now = panel.value[panel.at(body, period_)];
    const double before = panel.value[panel.at(body, *baseline_)];
    const auto group = change_total(body);
    const bool holds_body = of_all() || condition_->include_self();
    const std::int32_t own = holds_body ? 1 : 0;
    if (group.members - own < 1 || 2 * (group.members - own) < group.possible - own) {
        return refused(Obstacle::too_few_peer_figures);
    }
    if (!(group.before > 0)) {
        return refused(Obstacle::comparator_zero);
    }
    Comparand comparand;
    comparand.value = per_cent_of(now - before, before);
    comparand.comparator = per_cent_of(group.now - group.before, group.before);
    comparand.gap = comparand.value - comparand.comparator;
    comparand.peers = group.members;
    comparand.total_now = group.now;
    comparand.total_before = group.before;
    if (tested()) {
        const double others_now = group.now - (holds_body ? now : 0);
        const double others_before = group.before - (holds_body ? before : 0);
        if (!(others_now + others_before > 0)) {
            return refused(Obstacle::comparator_zero);
        }
        comparand.test = compare_shares(now, now + before, others_now, others_now + others_before);
    }
    return comparand;
}

}  // namespace ladder::evidence

// One comparison of a value: the numbers, without any words.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/base/truth.hpp"
#include "engine/evidence/change_totals.hpp"
#include "engine/evidence/funnel.hpp"
#include "engine/evidence/interval.hpp"
#include "engine/evidence/readings.hpp"
#include "engine/evidence/statistics.hpp"
#include "ladder/v1/explanation.pb.h"

namespace ladder::evidence {

// Why a value can't be judged.
enum class Obstacle : std::uint8_t {
    none,
    neither_direction,     // the indicator has no good direction
    low_count,             // counts too low for any test
    missing_figure,        // the body has none for the period
    negative,              // the figure is below zero
    in_transition,         // the period lies within a series break
    months_overlap,        // a rolling year against one that shares months with it
    no_baseline_figure,    // none for the baseline period
    negative_baseline,     // the baseline figure is below zero
    series_break,          // a break lies between period and baseline
    baseline_zero,         // no percentage can be taken of it
    no_rate,               // the body's rate per head means nothing
    no_population,         // no population figure near enough
    no_peer_group,         // no set of peer groups in force has one for the body
    too_few_peer_figures,  // fewer than half of the peers can be compared
    comparator_zero,       // no percentage can be taken of it
    no_target,             // the indicator has none
    no_test,               // a p-value is asked for and the statistic has no test
    no_sample,             // numerator or denominator is missing, and what is asked for needs them
    no_exposure,           // weights or a funnel are asked for, and there is nothing to weigh by
};

// Gaps are compared but for this much, in per cent or points: a mean of rates carries the rounding
// of doubles, about 1e-13 of it, and a gap that is the threshold on paper must count.
inline constexpr double gap_rounding = 1e-10;

inline double per_cent_of(double difference, double base) {
    return 100 * difference / base;
}

// The numbers of one comparison. All are 0 where there is an obstacle before them.
struct Comparand {
    Obstacle obstacle = Obstacle::none;
    // For peers_change the changes in per cent; else levels, or counts against the own baseline.
    double value = 0;
    double comparator = 0;
    // Per cent of the comparator, or percentage points for peers_change. Positive: higher.
    double gap = 0;
    Test test;  // Method::none where none was asked for
    // The mean of the peers' values (which the gap is of) and their pooled rate (which the test is
    // of) can lie on either side of the body: then the test does not speak for the gap.
    bool test_opposes = false;
    // The gap is large enough to count, and the value lies outside the limits of the funnel that
    // was asked for, on the side of its gap.
    bool outside_funnel = false;
    std::int32_t peers = 0;   // bodies that the comparator is made of
    double total_now = 0;     // peers_change: the group's sum in the period
    double total_before = 0;  // and in the baseline period
};

inline Comparand refused(Obstacle obstacle) {
    Comparand comparand;
    comparand.obstacle = obstacle;
    return comparand;
}

// Judges one condition for any body at one period of its indicator. Sums over the group are taken
// once, so a column of bodies costs little more than one.
class PeriodJudge {
public:
    // `period` indexes series.panel().periods. Everything is borrowed and outlives this.
    PeriodJudge(
        const Series& series,
        const Readings& readings,
        const v1::JudgementCondition& condition,
        std::size_t period
    );

    Comparand compare(std::size_t body) const;

    // Which way it points. Tests are made only where the gap is large enough to count.
    v1::JudgementResult result(const Comparand& comparand) const;
    // Whether it points as the condition asks; unknown if it can't be judged.
    base::Truth truth(const Comparand& comparand) const;

    // truth(compare(body)) of each body, into every `stride`-th cell.
    void truths(std::span<const std::size_t> bodies, base::Truth* cells, std::size_t stride) const;

    // The peers that the comparator is made of, in order; for the group "all" those other than the
    // body.
    std::vector<std::size_t> peers_used(std::size_t body) const;
    // The set of peer groups in force; null for the group "all" or if there is none.
    const PeerSet* peer_set() const { return peer_set_; }
    std::optional<std::size_t> baseline_period() const { return baseline_; }
    base::Date baseline_end() const;

    // The condition asks for a funnel, or for overdispersion.
    bool funnelled() const;
    // The funnel of the body's group: its peers and itself. Only where funnelled(), and compare()
    // met no obstacle.
    Funnel funnel(std::size_t body) const;
    // 95% interval of value less comparator, where both are counts, rates or shares of known size
    // and the comparator is no change.
    std::optional<Interval> gap_interval(std::size_t body, const Comparand& comparand) const;

private:
    bool versus_peers() const;
    bool of_all() const;
    bool tested() const { return condition_->p_at_most() > 0; }
    bool needs_sample() const { return tested() || condition_->weighted() || funnelled(); }
    Obstacle obstacle_of_all() const;
    Obstacle obstacle_of_figure(std::size_t body) const;
    Obstacle obstacle_of_baseline(std::size_t body) const;
    Obstacle obstacle_of_level(std::size_t body) const;
    bool has_change(std::size_t body) const;
    bool has_level(std::size_t body) const;
    bool has_sample(std::size_t body) const;
    bool counts_as_peer(std::size_t body) const;
    void sum_all_levels();

    bool plainly_against_target() const;
    Comparand with_baseline(std::size_t body) const;
    Comparand with_peers(std::size_t body) const;
    Comparand with_peers_change(std::size_t body) const;
    Comparand with_target(std::size_t body) const;

    v1::JudgementResult direction(const Comparand& comparand) const;
    bool large_enough(const Comparand& comparand) const;
    bool counts_for(const Comparand& comparand) const;

    // Sums over bodies; for the group "all" by kind of body.
    struct Sums {
        std::int32_t possible = 0;  // bodies that might be compared
        std::int32_t members = 0;   // of these, those that can
        std::int32_t sampled = 0;   // of these, those with events and exposure
        double level = 0;
        double events = 0;
        double exposure = 0;
    };
    void add_level(Sums& sums, std::size_t body) const;
    ChangeTotal change_total(std::size_t body) const;
    Sums level_sums(std::size_t body) const;
    void make_funnels_of_all();
    Funnel funnel_of_members(std::span<const FunnelMember> members) const;
    void add_member(FunnelMembers& members, std::size_t body) const;
    bool outside_funnel(std::size_t body, const Comparand& comparand) const;
    double variance(std::size_t body) const;
    Weighed weighed(double weight, double events, double exposure, double variance) const;

    const Series* series_;
    const Readings* readings_;
    const v1::JudgementCondition* condition_;
    std::size_t period_;
    std::optional<std::size_t> baseline_;
    const PeerSet* peer_set_ = nullptr;
    Obstacle obstacle_;                                      // of every body alike
    std::vector<Sums> all_by_kind_;                          // for the group "all"
    const ChangeTotals::ByKind* changes_by_kind_ = nullptr;  // of the group "all"
    std::vector<double> levels_below_;     // sums of levels over bodies of the kind before this one
    std::vector<double> levels_above_;     // and after it: no subtraction, so no rounding of one
    std::vector<Funnel> funnels_by_kind_;  // for the group "all", where funnelled()
};

// Months from a value back to its baseline.
int baseline_months(const v1::JudgementCondition& condition);

// k of n periods: what a condition asks for, with its defaults filled in.
struct PeriodsAsked {
    int at_least = 1;
    int of = 1;
};
PeriodsAsked periods_asked(const v1::JudgementCondition& condition);

}  // namespace ladder::evidence

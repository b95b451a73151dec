#include "engine/evidence/judgement_text.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "engine/evidence/judgement_words.hpp"
#include "engine/evidence/level_text.hpp"
#include "engine/evidence/words.hpp"

namespace ladder::evidence {

namespace {

// One judgement being told.
class Telling {
public:
    Telling(
        const Series& series,
        const Readings& readings,
        const v1::JudgementCondition& condition,
        std::size_t body,
        std::size_t period
    )
        : series_{series},
          readings_{readings},
          condition_{condition},
          body_{body},
          period_{period},
          judge_{series, readings, condition, period},
          comparand_{judge_.compare(body)},
          interval_{judge_.gap_interval(body, comparand_)} {}

    base::Truth truth() const { return judge_.truth(comparand_); }
    Obstacle obstacle() const { return comparand_.obstacle; }

    void fill(v1::Judgement& judgement) const;
    std::string text() const;

private:
    base::Date period_end() const { return series_.panel().periods[period_]; }
    std::string period_text(base::Date end) const {
        return period_in_words(series_.definition().period(), end);
    }
    const BodyEntry& entry(std::size_t body) const { return readings_.panels().bodies[body]; }
    bool versus_peers() const {
        return condition_.versus() == v1::COMPARISON_PEERS ||
               condition_.versus() == v1::COMPARISON_PEERS_CHANGE;
    }
    bool of_all() const { return condition_.group() == group_of_all; }
    bool of_change() const {
        return condition_.versus() == v1::COMPARISON_BASELINE ||
               condition_.versus() == v1::COMPARISON_PEERS_CHANGE;
    }

    std::string figure(double value) const { return figure_in_words(series_, value); }
    std::string level(double value) const { return level_in_words(series_, value); }
    std::string unit() const { return unit_of_level(series_); }
    std::string own_change() const;
    std::string group_change() const;
    std::string comparison() const;
    std::string test() const;
    std::string interval() const;
    v1::FunnelLimits limits() const;
    std::string unit_of_gap() const;
    std::string peers_mean() const;
    std::string peers() const;

    void add_input(v1::Judgement& judgement, std::size_t body, std::size_t period) const;
    void add_inputs(v1::Judgement& judgement, std::size_t body) const;

    const Series& series_;
    const Readings& readings_;
    const v1::JudgementCondition& condition_;
    std::size_t body_;
    std::size_t period_;
    PeriodJudge judge_;
    Comparand comparand_;
    std::optional<Interval> interval_;  // of the gap
};

std::string Telling::own_change() const {
    const auto& panel = series_.panel();
    return fmt::format(
        "from {} ({}) to {} ({})",
        figure(panel.value[panel.at(body_, *judge_.baseline_period())]),
        period_text(judge_.baseline_end()),
        figure(panel.value[panel.at(body_, period_)]),
        period_text(period_end())
    );
}

std::string Telling::group_change() const {
    const auto change = signed_number(comparand_.comparator, 0);
    const auto totals =
        fmt::format("from {} to {}", figure(comparand_.total_before), figure(comparand_.total_now));
    const auto kind = kind_in_words(entry(body_).kind, comparand_.peers != 1);
    if (of_all()) {
        return fmt::format(
            "all {} {} together changed by {}% ({})", comparand_.peers, kind, change, totals
        );
    }
    return fmt::format(
        "its {} together changed by {}% ({})",
        condition_.include_self() ? fmt::format("group of {}, itself included,", comparand_.peers)
                                  : counted(comparand_.peers, "peer", "peers"),
        change,
        totals
    );
}

std::string Telling::peers_mean() const {
    const auto others = comparand_.peers - (condition_.include_self() ? 1 : 0);
    const auto whom = of_all()
                          ? counted(
                                others,
                                fmt::format("other {}", kind_in_words(entry(body_).kind, false)),
                                fmt::format("other {}", kind_in_words(entry(body_).kind, true))
                            )
                          : counted(others, "peer", "peers");
    return fmt::format(
        "{} of {}{}",
        condition_.weighted() ? "pooled rate" : "mean",
        condition_.include_self() ? "itself and " : "",
        whom
    );
}

std::string Telling::comparison() const {
    const auto& title = entry(body_).title;
    const auto gap = signed_number(comparand_.gap, condition_.by_at_least());
    switch (condition_.versus()) {
        case v1::COMPARISON_BASELINE:
            return fmt::format("{} went {}, {}%", title, own_change(), gap);
        case v1::COMPARISON_PEERS_CHANGE:
            return fmt::format(
                "{} changed by {}%, {}, while {}: a gap of {} points",
                title,
                signed_number(comparand_.value, 0),
                own_change(),
                group_change(),
                gap
            );
        case v1::COMPARISON_PEERS:
            return fmt::format(
                "{} stood at {} {} ({}) against {}, the {}: {}%",
                title,
                level(comparand_.value),
                unit(),
                period_text(period_end()),
                level(comparand_.comparator),
                peers_mean(),
                gap
            );
        default: {
            const auto& source = series_.definition().target().source();
            return fmt::format(
                "{} stood at {} {} ({}) against the target of {}{}: {}%",
                title,
                level(comparand_.value),
                unit(),
                period_text(period_end()),
                level(comparand_.comparator),
                source.empty() ? "" : fmt::format(" ({})", source),
                gap
            );
        }
    }
}

std::string Telling::test() const {
    if (comparand_.test.method == Method::none) {
        return {};
    }
    auto text = fmt::format(
        " {}: {}; at most {} counts.",
        sentence_case(std::string{in_words(comparand_.test.method)}),
        p_in_words(p_value(comparand_.test), condition_.p_at_most()),
        fmt::format("{:g}", condition_.p_at_most())
    );
    if (comparand_.test_opposes) {
        text +=
            " The peers' pooled rate lies on the other side of the body than their mean does, "
            "so the test does not speak for this gap.";
    }
    return text;
}

// The most similar peers by title with their values, and those that could not be counted.
std::string Telling::peers() const {
    const auto* set = judge_.peer_set();
    if (set == nullptr) {
        return {};
    }
    const bool levels = condition_.versus() == v1::COMPARISON_PEERS;
    const auto& panel = series_.panel();
    const auto used = judge_.peers_used(body_);
    std::vector<std::string> values;
    for (const auto peer : used) {
        const auto now = panel.at(peer, period_);
        values.push_back(
            levels ? fmt::format("{} {}", entry(peer).title, level(series_.level(now)))
                   : fmt::format(
                         "{} {} to {}",
                         entry(peer).title,
                         figure(panel.value[panel.at(peer, *judge_.baseline_period())]),
                         figure(panel.value[now])
                     )
        );
    }
    std::vector<std::string> left_out;
    for (const auto peer : set->peers[body_]) {
        if (std::find(used.begin(), used.end(), peer) == used.end()) {
            left_out.push_back(entry(peer).title);
        }
    }
    auto text = fmt::format(" Peers ({}): {}.", set->source->method(), listed(values));
    if (!left_out.empty()) {
        text += fmt::format(" Left out, without a figure to compare: {}.", listed(left_out));
    }
    return text;
}

std::string Telling::text() const {
    return fmt::format(
        "{}; {}.{}{}{}{}",
        comparison(),
        clause_in_words(condition_, series_.definition().polarity()),
        peers(),
        test(),
        judge_.funnelled() ? funnel_in_words(series_, limits(), condition_.funnel()) : "",
        interval()
    );
}

// How sure the gap is, where that is asked for.
std::string Telling::interval() const {
    if (!interval_ || (condition_.p_at_most() <= 0 && !judge_.funnelled())) {
        return {};
    }
    const bool over_time = condition_.versus() == v1::COMPARISON_BASELINE;
    const auto signed_text = [&](double value) {
        return (value > 0 ? "+" : "") + (over_time ? figure(value) : level(value));
    };
    return fmt::format(
        " 95% interval of the gap: {} to {} {}{}.",
        signed_text(interval_->lower),
        signed_text(interval_->upper),
        unit_of_gap(),
        over_time ? "; direction of travel: " + travel_in_words(judge_.result(comparand_)) : ""
    );
}

v1::FunnelLimits Telling::limits() const {
    const auto funnel = judge_.funnel(body_);
    const auto exposure = series_.exposure(series_.panel().at(body_, period_));
    return funnel_limits(funnel, bounds_at(funnel, exposure), series_.level_scale());
}

// The unit of value and comparator.
std::string Telling::unit_of_gap() const {
    switch (condition_.versus()) {
        case v1::COMPARISON_PEERS_CHANGE:
            return "%";
        case v1::COMPARISON_BASELINE:
            return series_.definition().unit();
        default:
            return unit();
    }
}

void Telling::add_input(v1::Judgement& judgement, std::size_t body, std::size_t period) const {
    const auto add = [&](std::string_view indicator, const Panel& panel, std::size_t at) {
        const auto cell = panel.at(body, at);
        if (std::isnan(panel.value[cell])) {
            return;
        }
        *judgement.add_inputs() = input_of(indicator, panel, entry(body).name, cell, at);
    };
    add(series_.definition().id(), series_.panel(), period);
    if (!of_change() && series_.by_rate()) {
        const auto at = series_.population_period(body, series_.panel().periods[period]);
        if (at) {
            add(series_.definition().population(), *series_.population(), *at);
        }
    }
}

void Telling::add_inputs(v1::Judgement& judgement, std::size_t body) const {
    add_input(judgement, body, period_);
    if (of_change() && judge_.baseline_period()) {
        add_input(judgement, body, *judge_.baseline_period());
    }
}

void Telling::fill(v1::Judgement& judgement) const {
    judgement.set_result(judge_.result(comparand_));
    judgement.set_method(std::string{id_of(comparand_.test.method)});
    add_inputs(judgement, body_);
    if (versus_peers()) {
        judgement.set_group(group_in_words(condition_.group(), judge_.peer_set()));
    }
    if (comparand_.obstacle != Obstacle::none) {
        return;
    }
    judgement.set_value(comparand_.value);
    judgement.set_comparator(comparand_.comparator);
    judgement.set_gap(comparand_.gap);
    if (comparand_.test.method != Method::none) {
        judgement.set_p_value(p_value(comparand_.test));
    }
    judgement.set_unit(unit_of_gap());
    if (judge_.funnelled()) {
        *judgement.mutable_funnel() = limits();
        if (comparand_.test.method == Method::none) {
            judgement.set_method("funnel_" + judgement.funnel().method());
        }
    }
    if (interval_) {
        judgement.set_interval_lower(interval_->lower);
        judgement.set_interval_upper(interval_->upper);
    }
    judgement.set_peers_count(comparand_.peers);
    if (condition_.versus() == v1::COMPARISON_PEERS_CHANGE) {
        judgement.mutable_totals()->set_now(comparand_.total_now);
        judgement.mutable_totals()->set_before(comparand_.total_before);
    }
    if (versus_peers() && !of_all()) {
        for (const auto peer : judge_.peers_used(body_)) {
            judgement.add_peers(entry(peer).name);
            add_inputs(judgement, peer);
        }
    }
}

std::string verdict(base::Truth truth) {
    return sentence_case(std::string{base::in_words(truth)}) + ".";
}

}  // namespace

v1::Explanation explain_judgement(
    const Series& series,
    const Readings& readings,
    const v1::JudgementCondition& condition,
    std::size_t body,
    base::Date period_end
) {
    v1::Explanation explanation;
    auto& judgement = *explanation.mutable_judgement();
    const auto& title = series.definition().title();
    judgement.set_indicator(series.definition().id());
    judgement.set_body(readings.panels().bodies[body].name);
    judgement.set_period_end(base::to_string(period_end));
    judgement.set_versus(condition.versus());
    judgement.set_by_at_least(condition.by_at_least());
    judgement.set_p_at_most(condition.p_at_most());
    judgement.set_weighted(condition.weighted());
    judgement.set_design_factor(series.definition().design_factor());
    judgement.set_method(std::string{id_of(Method::none)});
    judgement.set_result(v1::JUDGEMENT_RESULT_NOT_COMPARABLE);

    auto obstacle = Obstacle::missing_figure;
    auto truth = base::Truth::unknown;
    if (const auto period = series.panel().period_index(period_end)) {
        const Telling telling{series, readings, condition, body, *period};
        telling.fill(judgement);
        obstacle = telling.obstacle();
        truth = telling.truth();
        if (obstacle == Obstacle::none) {
            explanation.set_text(fmt::format("{}: {} {}", title, telling.text(), verdict(truth)));
        }
    }
    if (obstacle != Obstacle::none) {
        auto reason = obstacle_in_words(obstacle, series, readings, condition, body, period_end);
        explanation.set_text(fmt::format(
            "{}: {} can't be judged: {}. {}",
            title,
            readings.panels().bodies[body].title,
            reason,
            verdict(truth)
        ));
        judgement.set_not_comparable_reason(std::move(reason));
    }
    explanation.set_truth(base::to_proto(truth));
    return explanation;
}

}  // namespace ladder::evidence

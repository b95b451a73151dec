#include "engine/evidence/judgement_text.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

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
          comparand_{judge_.compare(body)} {}

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

    std::string figure(double value) const;
    std::string level(double value) const;
    std::string unit() const;
    std::string own_change() const;
    std::string group_change() const;
    std::string comparison() const;
    std::string clause() const;
    std::string test() const;
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
};

// A value as published: counts whole, others to one decimal.
std::string Telling::figure(double value) const {
    return number(value, series_.definition().statistic() == v1::STATISTIC_COUNT ? 0 : 1);
}

// A value as levels compare it, rates to two decimals.
std::string Telling::level(double value) const {
    return series_.by_rate() ? rate(value) : figure(value);
}

std::string Telling::unit() const {
    return series_.definition().unit() + (series_.by_rate() ? " per 1,000 population" : "");
}

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
    return condition_.include_self() ? fmt::format("mean of itself and {}", whom)
                                     : fmt::format("mean of {}", whom);
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

// What the condition asks of the gap: "at least +5% counts".
std::string Telling::clause() const {
    if (condition_.is() == v1::JUDGEMENT_RESULT_IN_LINE) {
        return condition_.by_at_least() > 0
                   ? fmt::format("less than {}% counts", number(condition_.by_at_least(), 2))
                   : "no gap counts";
    }
    const bool higher_is_better = series_.definition().polarity() == v1::POLARITY_HIGHER_IS_BETTER;
    const bool higher = higher_is_better == (condition_.is() == v1::JUDGEMENT_RESULT_BETTER);
    if (condition_.by_at_least() == 0) {
        const auto* what = condition_.versus() == v1::COMPARISON_BASELINE
                               ? (higher ? "rise" : "fall")
                               : (higher ? "gap upwards" : "gap downwards");
        return fmt::format("any {} counts", what);
    }
    const bool points = condition_.versus() == v1::COMPARISON_PEERS_CHANGE;
    return fmt::format(
        "{}{}{} counts",
        higher ? "at least +" : "at most -",
        number(condition_.by_at_least(), 2),
        points ? " points" : "%"
    );
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
    return fmt::format("{}; {}.{}{}", comparison(), clause(), peers(), test());
}

void Telling::add_input(v1::Judgement& judgement, std::size_t body, std::size_t period) const {
    const auto add = [&](std::string_view indicator, const Panel& panel, std::size_t at) {
        const auto cell = panel.at(body, at);
        if (std::isnan(panel.value[cell])) {
            return;
        }
        auto& input = *judgement.add_inputs();
        input.set_indicator(std::string{indicator});
        input.set_body(entry(body).name);
        input.set_period_end(base::to_string(panel.periods[at]));
        input.set_value(panel.value[cell]);
        input.set_revision(panel.revision[cell]);
        input.set_published_on(base::to_string(panel.published_on[cell]));
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
        const auto* set = judge_.peer_set();
        const auto& name = set == nullptr ? std::string{} : set->source->name();
        judgement.set_group(
            set == nullptr
                ? condition_.group()
                : fmt::format("{} ({})", condition_.group(), name.substr(name.find('/') + 1))
        );
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
    judgement.set_unit(
        condition_.versus() == v1::COMPARISON_PEERS_CHANGE ? "%"
        : condition_.versus() == v1::COMPARISON_BASELINE   ? series_.definition().unit()
                                                           : unit()
    );
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

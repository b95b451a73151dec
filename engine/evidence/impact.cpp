#include "engine/evidence/impact.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/evidence/counterfactual.hpp"
#include "engine/evidence/evaluate.hpp"
#include "engine/evidence/explain.hpp"
#include "engine/evidence/peers.hpp"
#include "engine/evidence/readings.hpp"
#include "engine/evidence/words.hpp"

namespace ladder::evidence {

namespace {

// How the trigger stands on some figures.
struct Footing {
    v1::Explanation explanation;   // of its standing, with counterfactuals
    std::optional<double> margin;  // none where no value of its own figure turns a condition
    std::string clause;            // that turns first
};

using CellName = std::tuple<std::string, std::string, std::string>;  // indicator, body, period

struct Footprint {
    std::set<CellName> figures;
    std::vector<std::pair<double, double>> totals;  // now and before, in the order of the clauses

    void add(const v1::Input& input) {
        figures.emplace(input.indicator(), input.body(), input.period_end());
    }
    void add(const v1::Explanation& explanation) {
        for (const auto& input : explanation.judgement().inputs()) {
            add(input);
        }
        for (const auto& point : explanation.chart().points()) {
            add(point.input());
        }
        if (explanation.judgement().has_totals()) {
            const auto& sums = explanation.judgement().totals();
            totals.emplace_back(sums.now(), sums.before());
        } else if (explanation.judgement().group() == group_of_all) {
            totals.emplace_back(explanation.judgement().comparator(), 0);
        }
        for (const auto& part : explanation.parts()) {
            add(part);
        }
    }
};

Footprint footprint_of(const v1::Explanation& explanation) {
    Footprint footprint;
    footprint.add(explanation);
    return footprint;
}

// The figure as the panels have it; null: there is none.
struct Found {
    const Panel* panel = nullptr;
    std::size_t cell = 0;
};

Found find_figure(const Panels& panels, const CellName& name) {
    const auto& [indicator, body, period_end] = name;
    const auto panel = panels.by_indicator.find(indicator);
    const auto row = panels.body_index(body);
    const auto end = base::parse_date(period_end);
    if (panel == panels.by_indicator.end() || !row || !end) {
        return {};
    }
    const auto period = panel->second.period_index(*end);
    if (!period || std::isnan(panel->second.value[panel->second.at(*row, *period)])) {
        return {};
    }
    return {&panel->second, panel->second.at(*row, *period)};
}

void describe_figure(v1::Observation& observation, const CellName& name, const Found& found) {
    observation.set_indicator(std::get<0>(name));
    observation.set_body(std::get<1>(name));
    observation.set_period_end(std::get<2>(name));
    observation.set_value(found.panel->value[found.cell]);
    observation.set_revision(found.panel->revision[found.cell]);
    observation.set_published_on(base::to_string(found.panel->published_on[found.cell]));
}

// The figures under either explanation that are not the same in both panels, its own first; a side
// that has none is left empty.
std::vector<v1::FigureRevision> revisions_between(
    const Panels& before, const Panels& now, const Footprint& footprint, std::string_view own
) {
    std::vector<v1::FigureRevision> revisions;
    for (const auto& name : footprint.figures) {
        const auto old = find_figure(before, name);
        const auto latest = find_figure(now, name);
        const bool same = old.panel != nullptr && latest.panel != nullptr &&
                          old.panel->revision[old.cell] == latest.panel->revision[latest.cell];
        if (same || (old.panel == nullptr && latest.panel == nullptr)) {
            continue;
        }
        auto& revision = revisions.emplace_back();
        if (old.panel != nullptr) {
            describe_figure(*revision.mutable_before(), name, old);
        }
        if (latest.panel != nullptr) {
            describe_figure(*revision.mutable_now(), name, latest);
        }
    }
    std::stable_partition(revisions.begin(), revisions.end(), [&](const auto& revision) {
        return revision.now().body() == own || revision.before().body() == own;
    });
    return revisions;
}

// The newest of the body's own figures of the indicator that the counterfactuals name.
std::string newest_period(const v1::Explanation& explanation, const Ground& ground) {
    std::string newest;
    for (const auto& found : explanation.counterfactuals()) {
        if (found.figure().indicator() == ground.indicator) {
            newest = std::max(newest, found.figure().period_end());
        }
    }
    return newest;
}

// Sets the margin by the counterfactual that lies nearest.
void set_margin(Footing& footing, const Ground& ground) {
    const auto period_end = newest_period(footing.explanation, ground);
    for (const auto& found : footing.explanation.counterfactuals()) {
        const auto& figure = found.figure();
        if (figure.indicator() != ground.indicator || figure.period_end() != period_end) {
            continue;
        }
        const double threshold = std::abs(found.bound() == 0 ? figure.value() : found.bound());
        const double margin = 100 * std::abs(figure.value() - found.bound()) / threshold;
        if (!footing.margin || margin < std::abs(*footing.margin)) {
            footing.margin = footing.explanation.truth() == v1::TRUTH_TRUE ? margin : -margin;
            footing.clause = found.clause();
        }
    }
}

std::string in_words(std::optional<double> margin) {
    return margin ? fmt::format("{:+.2f}%", *margin) : std::string{"no margin of its own"};
}

std::string_view now_in_words(v1::Truth truth, bool flips) {
    switch (truth) {
        case v1::TRUTH_TRUE:
            return flips ? "it would stand raised" : "it would still stand raised";
        case v1::TRUTH_FALSE:
            return flips ? "it would not stand raised" : "it would still not stand raised";
        default:
            return "it can't be told whether it would stand raised";
    }
}

// The trigger on some figures.
class Stand {
public:
    Stand(const definition::Ruleset& ruleset, const Panels& panels, const Ground& ground)
        : readings_{ruleset, panels},
          ground_{ground},
          series_{readings_.series(ground.indicator)},
          body_{panels.body_index(ground.body)} {
        EvaluateOptions only;
        only.include_quiet = true;
        only.body = ground.body;
        only.trigger = ground.trigger.id();
        only.indicator = ground.indicator;
        auto findings = evaluate(ruleset, panels, ground.period_end, only).findings;
        if (!findings.empty()) {
            known_ = true;
            footing_.explanation = std::move(*findings.front().mutable_explanation());
        }
    }

    bool known() const { return known_; }
    const v1::Explanation& explanation() const { return footing_.explanation; }
    const v1::IndicatorDefinition& indicator() const { return series_->definition(); }
    const std::string& body_title() const { return readings_.panels().bodies[*body_].title; }

    // With its margin. What does not stand has no counterfactuals yet.
    Footing measured() {
        if (footing_.explanation.truth() != v1::TRUTH_TRUE) {
            add_what_would_raise_it();
        }
        set_margin(footing_, ground_);
        return std::move(footing_);
    }

private:
    void add_what_would_raise_it() {
        const auto& raise = ground_.trigger.raise_when();
        const auto& ends = series_->panel().periods;
        const auto after = std::upper_bound(ends.begin(), ends.end(), ground_.period_end);
        if (after == ends.begin()) {
            return;
        }
        const auto end = *std::prev(after);
        const auto told = explain(raise, *series_, readings_, *body_, end, "raise_when");
        if (told.truth() != v1::TRUTH_FALSE) {
            return;
        }
        const Explained asked{raise, *series_, *body_, end, told, "It would be raised"};
        for (auto& found : counterfactuals(asked, readings_)) {
            *footing_.explanation.add_counterfactuals() = std::move(found);
        }
    }

    Readings readings_;
    const Ground& ground_;
    const Series* series_;
    std::optional<std::size_t> body_;
    bool known_ = false;
    Footing footing_;
};

v1::RevisionImpact tell(
    const Ground& ground,
    const Stand& stand,
    const Footing& before,
    const Footing& now,
    std::vector<v1::FigureRevision> revisions
) {
    const bool flips = before.explanation.truth() != now.explanation.truth();
    v1::RevisionImpact told;
    told.set_body(std::string{ground.body});
    told.set_trigger(ground.trigger.id());
    told.set_indicator(std::string{ground.indicator});
    told.set_period_end(base::to_string(ground.period_end));
    told.set_flips(flips);
    told.set_before(before.explanation.truth());
    told.set_now(now.explanation.truth());
    told.set_clause(now.clause.empty() ? before.clause : now.clause);
    told.set_margin_before(before.margin.value_or(0));
    told.set_margin_now(now.margin.value_or(0));
    for (auto& revision : revisions) {
        *told.add_revisions() = std::move(revision);
    }
    *told.mutable_explanation() = now.explanation;
    told.set_text(fmt::format(
        "{}, {} ({}): '{}' rests on figures that were revised; on those known now {} (margin {}, "
        "it was {}).",
        stand.body_title(),
        stand.indicator().title(),
        period_in_words(stand.indicator().period(), ground.period_end),
        ground.trigger.title(),
        now_in_words(now.explanation.truth(), flips),
        in_words(now.margin),
        in_words(before.margin)
    ));
    return told;
}

}  // namespace

Weighing weigh(
    const definition::Ruleset& ruleset,
    const Panels& before,
    const Panels& now,
    const Ground& ground
) {
    Stand then{ruleset, before, ground};
    Stand later{ruleset, now, ground};
    if (!then.known() || !later.known()) {
        return {};
    }
    auto footprint = footprint_of(then.explanation());
    const auto totals = std::exchange(footprint.totals, {});
    footprint.add(later.explanation());
    auto revisions = revisions_between(before, now, footprint, ground.body);
    const bool flips = then.explanation().truth() != later.explanation().truth();
    if (!flips && revisions.empty() && totals == footprint.totals) {
        return {};
    }
    const auto old_footing = then.measured();
    const auto new_footing = later.measured();
    const bool halved = old_footing.margin && new_footing.margin &&
                        2 * std::abs(*new_footing.margin) <= std::abs(*old_footing.margin);
    if (!flips && !halved) {
        return {true, std::nullopt};
    }
    return {true, tell(ground, later, old_footing, new_footing, std::move(revisions))};
}

void RevisedFigures::add(
    std::string_view indicator, std::string_view body, std::string_view period_end
) {
    figures_.emplace(indicator, body, period_end);
    periods_.emplace(indicator, period_end);
}

bool RevisedFigures::holds(const v1::Input& input, bool of_all) const {
    return figures_.contains({input.indicator(), input.body(), input.period_end()}) ||
           (of_all && periods_.contains({input.indicator(), input.period_end()}));
}

bool RevisedFigures::under(const v1::Explanation& explanation) const {
    const auto& judgement = explanation.judgement();
    const bool of_all = judgement.group() == group_of_all;
    const auto& inputs = judgement.inputs();
    const auto& points = explanation.chart().points();
    const auto& parts = explanation.parts();
    return std::any_of(
               inputs.begin(), inputs.end(), [&](const auto& one) { return holds(one, of_all); }
           ) ||
           std::any_of(
               points.begin(),
               points.end(),
               [&](const auto& point) { return holds(point.input(), false); }
           ) ||
           std::any_of(parts.begin(), parts.end(), [&](const auto& part) { return under(part); });
}

}  // namespace ladder::evidence

#include "engine/evidence/evaluate.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "engine/evidence/asked.hpp"
#include "engine/evidence/counterfactual.hpp"
#include "engine/evidence/episodes.hpp"
#include "engine/evidence/explain.hpp"
#include "engine/evidence/finding.hpp"
#include "engine/evidence/grid.hpp"

namespace ladder::evidence {

namespace {

// Months after which a new figure of the indicator is due.
int cadence_months(v1::PeriodKind kind) {
    return kind == v1::PERIOD_KIND_QUARTER || kind == v1::PERIOD_KIND_ROLLING_YEAR ? 3 : 12;
}

// The standing between two periods of the indicator: what was new then is so no longer, and once
// the next figure is overdue nothing is known but what stands raised.
Episode carried(Episode episode, v1::PeriodKind kind, base::Date settled, base::Date asked) {
    if (settled == asked) {
        return episode;
    }
    const bool overdue = asked >= base::add_months(settled, cadence_months(kind));
    switch (episode.outcome) {
        case v1::EPISODE_OUTCOME_RAISED:
            episode.outcome = v1::EPISODE_OUTCOME_HELD;
            break;
        case v1::EPISODE_OUTCOME_CLEARED:
        case v1::EPISODE_OUTCOME_QUIET:
            episode.outcome = overdue ? v1::EPISODE_OUTCOME_UNKNOWN : v1::EPISODE_OUTCOME_QUIET;
            break;
        default:
            break;
    }
    return episode;
}

bool looks_at(const v1::TriggerDefinition& trigger, v1::BodyKind kind) {
    const auto& kinds = trigger.body_kinds();
    return std::find(kinds.begin(), kinds.end(), static_cast<int>(kind)) != kinds.end();
}

// One evaluation of all triggers at one period.
class Run {
public:
    Run(const definition::Ruleset& ruleset,
        const Panels& panels,
        base::Date period_end,
        const EvaluateOptions& options)
        : readings_{ruleset, panels},
          period_end_{period_end},
          options_{options},
          grids_{readings_, rows(panels, options), period_end} {}

    Evaluation evaluate() {
        for (const auto& trigger : readings_.ruleset().definition().triggers()) {
            if (!admits(options_.trigger, trigger.id())) {
                continue;
            }
            for (const auto& id : trigger.indicators()) {
                const auto* series =
                    admits(options_.indicator, id) ? readings_.series(id) : nullptr;
                if (series != nullptr) {
                    run(trigger, *series);
                }
            }
        }
        sort();
        return std::move(evaluation_);
    }

private:
    static bool admits(std::string_view only, std::string_view id) {
        return only.empty() || only == id;
    }

    static std::vector<std::size_t> rows(const Panels& panels, const EvaluateOptions& options) {
        std::vector<std::size_t> rows;
        if (!options.body.empty()) {
            if (const auto body = panels.body_index(options.body)) {
                rows.push_back(*body);
            }
            return rows;
        }
        for (std::size_t body = 0; body < panels.bodies.size(); ++body) {
            rows.push_back(body);
        }
        return rows;
    }

    void run(const v1::TriggerDefinition& trigger, const Series& series) {
        const auto raise = grids_.evaluate(trigger.raise_when(), series);
        const auto clear = grids_.evaluate(trigger.clear_when(), series);
        for (std::size_t row = 0; row < grids_.rows().size(); ++row) {
            const auto body = grids_.rows()[row];
            if (!looks_at(trigger, readings_.panels().bodies[body].kind)) {
                continue;
            }
            Standing standing{trigger, series, body, period_end_, {}, std::nullopt};
            if (raise.periods > 0) {
                const auto at = row * raise.periods;
                standing.settled = raise.periods - 1;
                standing.episode = carried(
                    fold(&raise.cells[at], &clear.cells[at], raise.periods, trigger.hold()),
                    series.definition().period(),
                    series.panel().periods[*standing.settled],
                    period_end_
                );
            }
            count(standing.episode.outcome);
            if (wanted(standing.episode.outcome)) {
                evaluation_.findings.push_back(
                    tell_finding(standing, readings_, options_.explain_quiet)
                );
            }
        }
    }

    void count(v1::EpisodeOutcome outcome) {
        ++evaluation_.looked_at;
        evaluation_.quiet += outcome == v1::EPISODE_OUTCOME_QUIET ? 1 : 0;
        evaluation_.unknown += outcome == v1::EPISODE_OUTCOME_UNKNOWN ? 1 : 0;
    }

    bool wanted(v1::EpisodeOutcome outcome) const {
        return options_.include_quiet ||
               (outcome != v1::EPISODE_OUTCOME_QUIET && outcome != v1::EPISODE_OUTCOME_UNKNOWN);
    }

    // Most serious first, then news before what stands; ties in the order of names, so that the
    // same figures give the same list on any machine.
    void sort() {
        const auto rank = [](const v1::Finding& f) {
            return std::tuple{
                -static_cast<int>(f.severity()),
                news_rank(f.outcome()),
                std::string_view{f.body()},
                std::string_view{f.trigger()},
                std::string_view{f.indicator()}};
        };
        std::stable_sort(
            evaluation_.findings.begin(),
            evaluation_.findings.end(),
            [&](const auto& a, const auto& b) { return rank(a) < rank(b); }
        );
    }

    static int news_rank(v1::EpisodeOutcome outcome) {
        switch (outcome) {
            case v1::EPISODE_OUTCOME_RAISED:
                return 0;
            case v1::EPISODE_OUTCOME_HELD:
                return 1;
            case v1::EPISODE_OUTCOME_CLEARED:
                return 2;
            case v1::EPISODE_OUTCOME_UNKNOWN:
                return 3;
            default:
                return 4;
        }
    }

    Readings readings_;
    base::Date period_end_;
    EvaluateOptions options_;
    ConditionGrids grids_;
    Evaluation evaluation_;
};

}  // namespace

Evaluation evaluate(
    const definition::Ruleset& ruleset,
    const Panels& panels,
    base::Date period_end,
    const EvaluateOptions& options
) {
    return Run{ruleset, panels, period_end, options}.evaluate();
}

base::Result<v1::Explanation> judge(
    const definition::Ruleset& ruleset,
    const Panels& panels,
    std::string_view body,
    base::Date period_end,
    const v1::JudgementCondition& condition
) {
    if (const auto sound = check_asked(condition); !sound) {
        return sound.error();
    }
    Readings readings{ruleset, panels};
    const auto* series = readings.series(condition.indicator());
    if (series == nullptr) {
        return base::Error{
            base::Code::not_found,
            fmt::format("the ruleset has no indicator '{}'", condition.indicator()),
            {}};
    }
    const auto row = panels.body_index(body);
    if (!row) {
        return base::Error{base::Code::not_found, fmt::format("there is no body '{}'", body), {}};
    }
    auto told = explain_periods(condition, *series, readings, *row, period_end, "judgement");
    v1::Condition whole;
    *whole.mutable_judgement() = condition;
    const auto* otherwise =
        told.truth() == v1::TRUTH_TRUE ? "It would not be met" : "It would be met";
    for (auto& found :
         counterfactuals({whole, *series, *row, period_end, told, otherwise}, readings)) {
        *told.add_counterfactuals() = std::move(found);
    }
    return told;
}

}  // namespace ladder::evidence

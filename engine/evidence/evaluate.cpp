#include "engine/evidence/evaluate.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "engine/evidence/episodes.hpp"
#include "engine/evidence/explain.hpp"
#include "engine/evidence/grid.hpp"
#include "engine/evidence/words.hpp"

namespace ladder::evidence {

namespace {

// Where a body stands at the period asked for, and at which of the panel's periods that was last
// settled.
struct Standing {
    Episode episode;
    std::optional<std::size_t> settled;  // index into the panel's periods; none: there are none
};

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

bool stands_raised(v1::EpisodeOutcome outcome) {
    return outcome == v1::EPISODE_OUTCOME_RAISED || outcome == v1::EPISODE_OUTCOME_HELD;
}

bool stands_or_just_stood(v1::EpisodeOutcome outcome) {
    return stands_raised(outcome) || outcome == v1::EPISODE_OUTCOME_CLEARED;
}

bool looks_at(const v1::TriggerDefinition& trigger, v1::BodyKind kind) {
    const auto& kinds = trigger.body_kinds();
    return std::find(kinds.begin(), kinds.end(), static_cast<int>(kind)) != kinds.end();
}

v1::Truth truth_of(v1::EpisodeOutcome outcome) {
    switch (outcome) {
        case v1::EPISODE_OUTCOME_RAISED:
        case v1::EPISODE_OUTCOME_HELD:
            return v1::TRUTH_TRUE;
        case v1::EPISODE_OUTCOME_CLEARED:
        case v1::EPISODE_OUTCOME_QUIET:
            return v1::TRUTH_FALSE;
        default:
            return v1::TRUTH_UNKNOWN;
    }
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
            for (const auto& id : trigger.indicators()) {
                if (const auto* series = readings_.series(id)) {
                    run(trigger, *series);
                }
            }
        }
        sort();
        return std::move(evaluation_);
    }

private:
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
            Standing standing;
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
                evaluation_.findings.push_back(finding(trigger, series, body, standing));
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

    v1::Finding finding(
        const v1::TriggerDefinition& trigger,
        const Series& series,
        std::size_t body,
        const Standing& standing
    ) {
        v1::Finding finding;
        finding.set_body(readings_.panels().bodies[body].name);
        finding.set_trigger(trigger.id());
        finding.set_indicator(series.definition().id());
        finding.set_outcome(standing.episode.outcome);
        finding.set_severity(trigger.severity());
        finding.set_proposes(trigger.proposes());
        if (stands_or_just_stood(standing.episode.outcome)) {
            finding.set_since(base::to_string(series.panel().periods[*standing.episode.since]));
        }
        *finding.mutable_explanation() = explanation(trigger, series, body, standing);
        return finding;
    }

    // The conditions as they stand at the period, and what raised the episode where that is not
    // to be seen in them.
    v1::Explanation explanation(
        const v1::TriggerDefinition& trigger,
        const Series& series,
        std::size_t body,
        const Standing& standing
    ) {
        v1::Explanation top;
        top.set_truth(truth_of(standing.episode.outcome));
        top.set_clause(trigger.id());
        top.set_text(summary(trigger, series, body, standing));
        const auto& periods = series.panel().periods;
        const auto& episode = standing.episode;
        const auto add = [&](const v1::Condition& condition, base::Date at, auto clause, auto said
                         ) {
            add_part(top, condition, series, body, at, clause, said);
            return top.parts().rbegin()->truth() == v1::TRUTH_TRUE;
        };
        if (episode.ended) {
            add(trigger.clear_when(), periods[*episode.ended], "clear_when", "What cleared it");
            add(trigger.raise_when(), periods[*episode.since], "raise_when", "What raised it");
            if (episode.outcome == v1::EPISODE_OUTCOME_CLEARED) {
                return top;
            }
        } else if (!options_.explain_quiet && !stands_raised(episode.outcome)) {
            return top;
        }
        const auto settled = standing.settled ? periods[*standing.settled] : period_end_;
        const bool raises_now = add(trigger.raise_when(), settled, "raise_when", "To raise it");
        if (stands_raised(episode.outcome) && *episode.since != *standing.settled) {
            add(trigger.clear_when(), settled, "clear_when", "To clear it");
            if (!raises_now) {
                add(trigger.raise_when(), periods[*episode.since], "raise_when", "What raised it");
            }
        }
        return top;
    }

    void add_part(
        v1::Explanation& top,
        const v1::Condition& condition,
        const Series& series,
        std::size_t body,
        base::Date at,
        std::string_view clause,
        std::string_view said
    ) {
        auto& part = *top.add_parts();
        part = explain(condition, series, readings_, body, at, clause);
        part.set_text(fmt::format(
            "{} ({}): {}", said, period_in_words(series.definition().period(), at), part.text()
        ));
    }

    std::string summary(
        const v1::TriggerDefinition& trigger,
        const Series& series,
        std::size_t body,
        const Standing& standing
    ) const {
        const auto kind = series.definition().period();
        const auto& periods = series.panel().periods;
        const auto period = [&](std::size_t at) { return period_in_words(kind, periods[at]); };
        std::string what;
        switch (standing.episode.outcome) {
            case v1::EPISODE_OUTCOME_RAISED:
                what = fmt::format(
                    "raised at the {}; it proposes {}",
                    period(*standing.episode.since),
                    stage_title(trigger, body)
                );
                break;
            case v1::EPISODE_OUTCOME_HELD:
                what = fmt::format(
                    "still raised, since the {}; it proposes {}",
                    period(*standing.episode.since),
                    stage_title(trigger, body)
                );
                break;
            case v1::EPISODE_OUTCOME_CLEARED:
                what = fmt::format(
                    "cleared at the {}; it was raised at the {}",
                    period(*standing.settled),
                    period(*standing.episode.since)
                );
                break;
            case v1::EPISODE_OUTCOME_QUIET:
                what = "not raised";
                break;
            default:
                what = "not raised, and it can't be told whether it should be";
        }
        const auto& episode = standing.episode;
        if (episode.ended && episode.outcome != v1::EPISODE_OUTCOME_CLEARED) {
            what += fmt::format(
                "; it was raised at the {} and cleared at the {}",
                period(*episode.since),
                period(*episode.ended)
            );
        }
        auto text = fmt::format(
            "{}, {}: '{}' is {}.",
            readings_.panels().bodies[body].title,
            series.definition().title(),
            trigger.title(),
            what
        );
        if (!standing.settled) {
            text += " There are no figures.";
        } else if (periods[*standing.settled] != period_end_) {
            text += fmt::format(" The newest figures are for the {}.", period(*standing.settled));
        }
        return text;
    }

    std::string stage_title(const v1::TriggerDefinition& trigger, std::size_t body) const {
        const auto subject =
            trigger.subject() == v1::SUBJECT_UNSPECIFIED ? v1::SUBJECT_GENERAL : trigger.subject();
        const auto* ladder =
            readings_.ruleset().ladder_for(readings_.panels().bodies[body].kind, subject);
        const auto* stage =
            ladder == nullptr ? nullptr : definition::find_stage(*ladder, trigger.proposes());
        return stage == nullptr ? trigger.proposes() : stage->title();
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
    return explain_periods(condition, *series, readings, *row, period_end, "judgement");
}

}  // namespace ladder::evidence

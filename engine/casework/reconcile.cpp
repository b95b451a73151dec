#include "engine/casework/reconcile.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/casework/shared.hpp"

namespace ladder::casework {

namespace {

// What one reconciliation is about.
struct Run {
    const v1::Case& state;
    std::string period_end;
    const std::string& ruleset;
    const std::string& evaluation;
    const v1::Case* previous;
    Events events;
    int proposals;  // of the case, with those that the events add
};

void raise(Run& run, const v1::Finding& finding, const std::string& since) {
    v1::Event event;
    auto& raised = *event.mutable_trigger_raised();
    raised.set_id(fmt::format("p{}", ++run.proposals));
    raised.set_trigger(finding.trigger());
    raised.set_indicator(finding.indicator());
    raised.set_proposes(finding.proposes());
    raised.set_severity(finding.severity());
    raised.set_period_end(since);
    *raised.mutable_because() = finding.explanation();
    raised.set_ruleset(run.ruleset);
    raised.set_evaluation(run.evaluation);
    run.events.push_back(std::move(event));
}

void clear(
    Run& run, const v1::Proposal& standing, const std::string& cleared_on, v1::Explanation because
) {
    v1::Event event;
    auto& cleared = *event.mutable_trigger_cleared();
    cleared.set_id(standing.id());
    cleared.set_period_end(cleared_on);
    *cleared.mutable_because() = std::move(because);
    cleared.set_evaluation(run.evaluation);
    run.events.push_back(std::move(event));
}

// Why an episode ended where the finding is about another period than that of its end.
v1::Explanation ended_before(std::string text) {
    v1::Explanation explanation;
    explanation.set_truth(v1::TRUTH_TRUE);
    explanation.set_text(std::move(text));
    explanation.set_clause("clear_when");
    return explanation;
}

void record_raised(Run& run, const v1::Finding& finding, const v1::Proposal* standing) {
    const auto& since = finding.since().empty() ? run.period_end : finding.since();
    // ISO dates sort as text. An episode that began after the one on record is another: the
    // recorded one ended in a period that was not evaluated. One that began earlier is the same,
    // seen by revised figures.
    const bool another = standing != nullptr && since > standing->raised_on();
    if (another) {
        clear(
            run,
            *standing,
            since,
            ended_before(fmt::format(
                "It cleared between {} and {}, when the rule raised it anew.",
                date_words(standing->raised_on()),
                date_words(since)
            ))
        );
    }
    const bool news = standing == nullptr && !answered_before(finding, run.previous);
    if (news || another) {
        raise(run, finding, since);
    }
}

void record_ended(Run& run, const v1::Finding& finding, const v1::Proposal* standing) {
    if (standing == nullptr) {
        return;
    }
    auto because = finding.explanation();
    if (because.text().empty()) {
        because = ended_before(
            fmt::format("By {} the rule stands raised no more.", date_words(run.period_end))
        );
    }
    clear(run, *standing, run.period_end, std::move(because));
}

void record(Run& run, const v1::Finding& finding) {
    const auto* standing = standing_proposal(run.state, finding.trigger(), finding.indicator());
    switch (finding.outcome()) {
        case v1::EPISODE_OUTCOME_RAISED:
        case v1::EPISODE_OUTCOME_HELD:
            return record_raised(run, finding, standing);
        case v1::EPISODE_OUTCOME_CLEARED:
        case v1::EPISODE_OUTCOME_QUIET:
            return record_ended(run, finding, standing);
        default:  // what can't be told changes nothing
            return;
    }
}

}  // namespace

base::Result<v1::Event> open_for_evaluation(
    const v1::Body& body,
    v1::Subject subject,
    const v1::Case* previous,
    const definition::Ruleset& ruleset,
    base::Date since,
    const std::string& evaluation
) {
    const auto* ladder = ruleset.ladder_for(body.kind(), subject);
    if (ladder == nullptr || ladder->stages().empty()) {
        return base::Error{
            base::Code::failed_precondition,
            fmt::format(
                "{} has no ladder for {}, subject {}",
                ruleset.name(),
                body.name(),
                subject_word(subject)
            ),
            {}};
    }
    v1::Event event;
    auto& opened = *event.mutable_case_opened();
    opened.set_body(body.name());
    opened.set_subject(subject);
    opened.set_ladder(ladder->id());
    opened.set_ruleset(ruleset.name());
    opened.set_stage(ladder->stages(0).id());
    opened.set_reasons(
        fmt::format("Opened to hold what the rules propose on the figures ({}).", evaluation)
    );
    opened.set_effective_on(base::to_string(since));
    if (previous != nullptr) {
        opened.set_previous_case(previous->name());
        opened.set_effective_on(std::max(opened.effective_on(), previous->closed_on()));
    }
    return event;
}

bool answered_before(const v1::Finding& finding, const v1::Case* previous) {
    if (previous == nullptr || finding.since().empty()) {
        return false;
    }
    const auto* standing = standing_proposal(*previous, finding.trigger(), finding.indicator());
    return standing != nullptr && finding.since() <= standing->raised_on();
}

Events reconcile(
    const v1::Case& state,
    const std::vector<v1::Finding>& findings,
    base::Date period_end,
    const std::string& ruleset,
    const std::string& evaluation,
    const v1::Case* previous
) {
    Run run{
        state,
        base::to_string(period_end),
        ruleset,
        evaluation,
        previous,
        {},
        state.proposals_size()};
    const bool superseded = state.evaluated_to() > run.period_end ||
                            (previous != nullptr && previous->evaluated_to() > run.period_end);
    if (!state.closed_on().empty() || superseded) {
        return {};
    }
    for (const auto& finding : findings) {
        if (finding.body() == state.body()) {
            record(run, finding);
        }
    }
    if (!run.events.empty() || run.period_end > state.evaluated_to()) {
        v1::Event event;
        event.mutable_case_evaluated()->set_period_end(run.period_end);
        event.mutable_case_evaluated()->set_evaluation(evaluation);
        run.events.push_back(std::move(event));
    }
    return std::move(run.events);
}

const v1::Proposal* standing_proposal(
    const v1::Case& state, std::string_view trigger, std::string_view indicator
) {
    const auto& proposals = state.proposals();
    const auto found = std::find_if(proposals.begin(), proposals.end(), [&](const auto& proposal) {
        return proposal.cleared_on().empty() && proposal.trigger() == trigger &&
               proposal.indicator() == indicator;
    });
    return found == proposals.end() ? nullptr : &*found;
}

}  // namespace ladder::casework

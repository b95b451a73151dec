#include "engine/record/proposals.hpp"

#include <algorithm>
#include <optional>

#include "engine/casework/case.hpp"
#include "engine/casework/reconcile.hpp"
#include "engine/record/names.hpp"

namespace ladder::record {

namespace {

using Findings = std::vector<v1::Finding>;

bool stands_raised(const v1::Finding& finding) {
    return finding.outcome() == v1::EPISODE_OUTCOME_RAISED ||
           finding.outcome() == v1::EPISODE_OUTCOME_HELD;
}

// Whether a case must be opened for a finding: it stands raised, and the body's earlier case did
// not answer it.
bool is_news(const v1::Finding& finding, const v1::Case* previous) {
    return stands_raised(finding) && !casework::answered_before(finding, previous);
}

// The earliest period end at which one of the findings that are news was raised.
base::Date earliest(const Findings& findings, const v1::Case* previous, base::Date period_end) {
    auto since = period_end;
    for (const auto& finding : findings) {
        if (is_news(finding, previous)) {
            if (const auto raised = base::parse_date(finding.since())) {
                since = std::min(since, *raised);
            }
        }
    }
    return since;
}

// The case as it will stand once the opening is recorded: what reconcile() compares with.
v1::Case opened_case(
    const std::string& name,
    const v1::Event& event,
    const EvaluationRecord& record,
    const Stamp& stamp
) {
    v1::Case state;
    state.set_name(name);
    casework::apply(
        state,
        event,
        {stamp.first_position,
         1,
         stamp.recorded_at,
         record.actor,
         base::day_of(stamp.recorded_at),
         false}
    );
    return state;
}

// The opening of a case for a body without one; nothing if there is no news of it, or no ladder.
std::optional<v1::Event> open_where_needed(
    const EvaluationRecord& record,
    const Findings& findings,
    v1::Subject subject,
    const v1::Case* previous,
    const definition::Ruleset& ruleset,
    Aggregates& aggregates
) {
    const auto* body = aggregates.find_body(findings.front().body());
    const bool news = std::any_of(findings.begin(), findings.end(), [&](const auto& finding) {
        return is_news(finding, previous);
    });
    const bool superseded =
        previous != nullptr && previous->evaluated_to() > base::to_string(record.period_end);
    if (body == nullptr || !news || superseded) {
        return std::nullopt;
    }
    auto opened = casework::open_for_evaluation(
        *body,
        subject,
        previous,
        ruleset,
        earliest(findings, previous, record.period_end),
        record.name
    );
    return opened ? std::optional{std::move(*opened)} : std::nullopt;
}

// Makes the quiet finding about an episode that is recorded as ended a cleared one.
void tell_cleared(Findings& findings, const v1::Case& state, const v1::TriggerCleared& cleared) {
    const auto& proposals = state.proposals();
    const auto ended = std::find_if(proposals.begin(), proposals.end(), [&](const auto& proposal) {
        return proposal.id() == cleared.id();
    });
    if (ended == proposals.end()) {
        return;
    }
    for (auto& finding : findings) {
        if (finding.body() == state.body() && finding.trigger() == ended->trigger() &&
            finding.indicator() == ended->indicator() &&
            finding.outcome() == v1::EPISODE_OUTCOME_QUIET) {
            finding.set_outcome(v1::EPISODE_OUTCOME_CLEARED);
            finding.set_since(ended->raised_on());
            *finding.mutable_explanation() = cleared.because();
        }
    }
}

}  // namespace

v1::Subject subject_of(const definition::Ruleset& ruleset, const v1::Finding& finding) {
    const auto* trigger = ruleset.trigger(finding.trigger());
    return trigger == nullptr || trigger->subject() == v1::SUBJECT_UNSPECIFIED ? v1::SUBJECT_GENERAL
                                                                               : trigger->subject();
}

Recording record_findings(
    const EvaluationRecord& record,
    const definition::Ruleset& ruleset,
    Aggregates& aggregates,
    const Stamp& stamp
) {
    Recording recording;
    recording.findings = record.findings;
    std::map<std::pair<std::string, v1::Subject>, Findings> groups;
    for (const auto& finding : record.findings) {
        groups[{finding.body(), subject_of(ruleset, finding)}].push_back(finding);
    }
    for (const auto& [key, findings] : groups) {
        const auto& [body_name, subject] = key;
        const auto* state = aggregates.find_open_case(body_name, subject);
        const auto* previous = state == nullptr ? aggregates.find_newest_case(body_name, subject)
                                                : aggregates.find_case(state->previous_case());
        v1::Case fresh;
        if (state == nullptr) {
            auto opened =
                open_where_needed(record, findings, subject, previous, ruleset, aggregates);
            if (!opened) {
                continue;
            }
            const auto name = next_case_name(body_name, subject, previous);
            fresh = opened_case(name, *opened, record, stamp);
            recording.events.push_back({name, std::move(*opened), record.name});
            state = &fresh;
        }
        recording.cases[key] = state->name();
        for (auto& event : casework::reconcile(
                 *state, findings, record.period_end, ruleset.name(), record.name, previous
             )) {
            if (event.has_trigger_cleared()) {
                tell_cleared(recording.findings, *state, event.trigger_cleared());
            }
            recording.events.push_back({state->name(), std::move(event), record.name});
        }
    }
    return recording;
}

void point_to_proposal(v1::Finding& finding, const v1::Case& state, base::Date period_end) {
    if (state.evaluated_to() > base::to_string(period_end)) {
        finding.set_superseded(true);
        return;
    }
    // The newest episode of this trigger and indicator: proposals stand in order of raising.
    const auto& proposals = state.proposals();
    const auto found =
        std::find_if(proposals.rbegin(), proposals.rend(), [&](const auto& proposal) {
            return proposal.trigger() == finding.trigger() &&
                   proposal.indicator() == finding.indicator();
        });
    const bool tells = stands_raised(finding) || finding.outcome() == v1::EPISODE_OUTCOME_CLEARED;
    if (found != proposals.rend() && tells) {
        finding.set_case_name(state.name());
        finding.set_proposal(found->id());
    }
}

}  // namespace ladder::record

#include "services/api/proposals.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/casework/case.hpp"
#include "engine/casework/reconcile.hpp"
#include "services/api/case_names.hpp"

namespace ladder::api {

namespace {

using Findings = std::vector<v1::Finding>;

bool stands_raised(const v1::Finding& finding) {
    return finding.outcome() == v1::EPISODE_OUTCOME_RAISED ||
           finding.outcome() == v1::EPISODE_OUTCOME_HELD;
}

v1::Event opening(
    const v1::Body& body,
    v1::Subject subject,
    const v1::LadderDefinition& ladder,
    const EvaluationRecord& record,
    const definition::Ruleset& ruleset,
    const db::Stamp& stamp,
    const v1::Case* previous
) {
    v1::Event event;
    auto& opened = *event.mutable_case_opened();
    opened.set_body(body.name());
    opened.set_subject(subject);
    opened.set_ladder(ladder.id());
    opened.set_ruleset(ruleset.name());
    opened.set_stage(ladder.stages(0).id());
    opened.set_reasons(fmt::format(
        "Opened to hold what the rules propose on the figures to {}.",
        base::in_words(record.period_end)
    ));
    opened.set_effective_on(base::to_string(base::day_of(stamp.recorded_at)));
    if (previous != nullptr) {
        opened.set_previous_case(previous->name());
    }
    return event;
}

// The case as it will stand once the opening is recorded: what reconcile() compares with.
v1::Case opened_case(
    const std::string& name,
    const v1::Event& event,
    const EvaluationRecord& record,
    const db::Stamp& stamp
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

}  // namespace

v1::Subject subject_of(const definition::Ruleset& ruleset, const v1::Finding& finding) {
    const auto* trigger = ruleset.trigger(finding.trigger());
    return trigger == nullptr || trigger->subject() == v1::SUBJECT_UNSPECIFIED
               ? v1::SUBJECT_GENERAL
               : trigger->subject();
}

std::vector<db::NewEvent> record_findings(
    const EvaluationRecord& record,
    const definition::Ruleset& ruleset,
    db::Aggregates& aggregates,
    const db::Stamp& stamp,
    CaseOfSubject& cases
) {
    std::map<std::pair<std::string, v1::Subject>, Findings> groups;
    for (const auto& finding : record.findings) {
        groups[{finding.body(), subject_of(ruleset, finding)}].push_back(finding);
    }
    std::vector<db::NewEvent> events;
    for (const auto& [key, findings] : groups) {
        const auto& [body_name, subject] = key;
        const auto* body = aggregates.find_body(body_name);
        const auto* state = aggregates.find_open_case(body_name, subject);
        v1::Case fresh;
        if (state == nullptr) {
            const auto* ladder =
                body == nullptr ? nullptr : ruleset.ladder_for(body->kind(), subject);
            if (ladder == nullptr || std::none_of(findings.begin(), findings.end(), stands_raised)) {
                continue;
            }
            const auto* previous = aggregates.find_newest_case(body_name, subject);
            const auto name = next_case_name(body_name, subject, previous);
            auto event = opening(*body, subject, *ladder, record, ruleset, stamp, previous);
            fresh = opened_case(name, event, record, stamp);
            events.push_back({name, std::move(event), record.name});
            state = &fresh;
        }
        cases[key] = state->name();
        for (auto& event : casework::reconcile(
                 *state, findings, record.period_end, ruleset.name(), record.name
             )) {
            events.push_back({state->name(), std::move(event), record.name});
        }
    }
    return events;
}

void point_to_proposal(v1::Finding& finding, const v1::Case& state, base::Date period_end) {
    if (state.evaluated_to() > base::to_string(period_end)) {
        finding.set_superseded(true);
        return;
    }
    // The newest episode of this trigger and indicator: proposals stand in order of raising.
    const auto& proposals = state.proposals();
    const auto found = std::find_if(proposals.rbegin(), proposals.rend(), [&](const auto& proposal) {
        return proposal.trigger() == finding.trigger() &&
               proposal.indicator() == finding.indicator();
    });
    const bool tells = stands_raised(finding) || finding.outcome() == v1::EPISODE_OUTCOME_CLEARED;
    if (found != proposals.rend() && tells) {
        finding.set_case_name(state.name());
        finding.set_proposal(found->id());
    }
}

}  // namespace ladder::api

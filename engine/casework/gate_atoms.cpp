#include "engine/casework/gate_atoms.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/casework/authorise.hpp"
#include "engine/casework/shared.hpp"

namespace ladder::casework {

namespace {

using base::Truth;

// Whether something begun on one day and perhaps ended on another stood on the day. ISO dates sort
// as text.
bool stood_on(std::string_view day, std::string_view began, std::string_view ended) {
    return began <= day && (ended.empty() || ended > day);
}

std::string fact_title(const definition::Ruleset& ruleset, const std::string& id) {
    const auto* fact = ruleset.fact(id);
    return fact == nullptr || fact->title().empty() ? id
                                                    : fmt::format("'{}' ({})", fact->title(), id);
}

std::string fact_words(const v1::Fact& fact) {
    return fmt::format("{}, {}", fact.id(), date_words(fact.effective_on()));
}

// The record of a fact with the latest effective date by the day; of equals the one recorded last.
const v1::Fact* latest_fact(
    const v1::Case& state, std::string_view id, std::string_view day, bool since_stage
) {
    const v1::Fact* latest = nullptr;
    for (const auto& fact : state.facts()) {
        const bool counts = fact.fact() == id && !fact.withdrawn() && fact.effective_on() <= day &&
                            (!since_stage || fact.version() > state.stage_version());
        if (counts && (latest == nullptr || fact.effective_on() >= latest->effective_on())) {
            latest = &fact;
        }
    }
    return latest;
}

// What more it takes, where it takes more: " 2 more would meet it."
std::string more_words(std::int64_t found, std::int64_t needed) {
    return found < needed ? fmt::format(" {} more would meet it.", needed - found) : std::string{};
}

std::string_view severity_word(v1::Severity severity) {
    switch (severity) {
        case v1::SEVERITY_NOTE:
            return "note";
        case v1::SEVERITY_CONCERN:
            return "concern";
        case v1::SEVERITY_SERIOUS:
            return "serious";
        default:  // the generated enum is open
            return "any";
    }
}

}  // namespace

v1::Subject subject_of(const Circumstances& asked) {
    if (asked.procedure != nullptr && asked.procedure->subject() != v1::SUBJECT_UNSPECIFIED) {
        return asked.procedure->subject();
    }
    return asked.state == nullptr ? v1::SUBJECT_GENERAL : asked.state->subject();
}

bool counts_towards(
    const v1::Recommendation& recommendation,
    const v1::Case& state,
    std::string_view to_stage,
    std::string_view decided_on
) {
    return recommendation.to_stage() == to_stage &&
           recommendation.version() > state.stage_version() &&
           recommendation.effective_on() <= decided_on;
}

Atom ask(const v1::ConcernCondition& condition, const Circumstances& asked) {
    const auto day = base::to_string(asked.effective_on);
    const auto& concerns = asked.state->concerns();
    const auto open = std::count_if(concerns.begin(), concerns.end(), [&](const auto& concern) {
        return stood_on(day, concern.raised_on(), concern.closed_on()) &&
               (condition.domain().empty() || concern.domain() == condition.domain());
    });
    const auto needed = std::max(condition.count(), 1);
    const auto* domain = asked.ruleset.domain(condition.domain());
    const auto where =
        condition.domain().empty()
            ? std::string{}
            : fmt::format(" in {}", domain == nullptr ? condition.domain() : domain->title());
    return Atom{
        base::truth_of(open >= needed),
        fmt::format(
            "{} open{}; at least {} needed.{}",
            counted(static_cast<std::size_t>(open), "concern"),
            where,
            needed,
            more_words(open, needed)
        )};
}

Atom ask(const v1::FactCondition& condition, const Circumstances& asked) {
    const auto day = base::to_string(asked.effective_on);
    const auto title = fact_title(asked.ruleset, condition.id());
    const auto* fact = latest_fact(*asked.state, condition.id(), day, condition.since_stage());
    if (fact == nullptr) {
        return Atom{
            Truth::no,
            fmt::format(
                "Not recorded{} by {}: {}.",
                condition.since_stage() ? " since the present stage began and" : "",
                date_words(day),
                title
            )};
    }
    for (const auto& id : condition.not_before()) {
        const auto* earlier = latest_fact(*asked.state, id, day, false);
        if (earlier != nullptr && fact->effective_on() < earlier->effective_on()) {
            return Atom{
                Truth::no,
                fmt::format(
                    "Recorded too early: {} ({}) is before {} ({}).",
                    title,
                    fact_words(*fact),
                    fact_title(asked.ruleset, id),
                    fact_words(*earlier)
                )};
        }
    }
    return Atom{Truth::yes, fmt::format("Recorded: {} ({}).", title, fact_words(*fact))};
}

Atom ask(const v1::RecommendationCondition& condition, const Circumstances& asked) {
    const auto day = base::to_string(asked.effective_on);
    for (const auto& given : asked.state->recommendations()) {
        const bool by_another = !condition.other_than_decider() ||
                                !same_person(given.recommender().person(), asked.decider.person());
        if (counts_towards(given, *asked.state, asked.to_stage, day) && by_another &&
            contains(condition.by(), given.recommender().capacity())) {
            return Atom{
                Truth::yes,
                fmt::format(
                    "Recommended by {} ({}, {}).",
                    role_words(asked.ruleset, given.recommender().capacity()),
                    given.id(),
                    date_words(given.effective_on())
                )};
        }
    }
    return Atom{
        Truth::no,
        fmt::format(
            "No recommendation to move to {} by {}{} since the present stage began.",
            asked.to_stage,
            roles_words(asked.ruleset, condition.by()),
            condition.other_than_decider() ? ", another person than the decider," : ""
        )};
}

Atom ask(const v1::TriggerCondition& condition, const Circumstances& asked) {
    const auto day = base::to_string(asked.effective_on);
    for (const auto& proposal : asked.state->proposals()) {
        const bool matches = (condition.id().empty() || proposal.trigger() == condition.id()) &&
                             proposal.severity() >= condition.severity();
        if (matches && stood_on(day, proposal.raised_on(), proposal.cleared_on())) {
            return Atom{
                Truth::yes,
                fmt::format(
                    "Stands raised: {} for {} since {} ({}).",
                    proposal.trigger(),
                    proposal.indicator(),
                    date_words(proposal.raised_on()),
                    proposal.id()
                )};
        }
    }
    return Atom{
        Truth::no,
        fmt::format(
            "{} stands raised{}.",
            condition.id().empty() ? "No trigger" : fmt::format("No trigger {}", condition.id()),
            condition.severity() == v1::SEVERITY_UNSPECIFIED
                ? ""
                : fmt::format(" of severity {} or more", severity_word(condition.severity()))
        )};
}

Atom ask(const v1::DecisionCondition& condition, const Circumstances& asked) {
    const auto day = base::to_string(asked.effective_on);
    const auto& decisions = asked.state->decisions();
    const auto made = std::count_if(decisions.begin(), decisions.end(), [&](const auto& decision) {
        return (decision.outcome() == v1::DECISION_OUTCOME_MOVE ||
                decision.outcome() == v1::DECISION_OUTCOME_REMAIN) &&
               decision.to_stage() == condition.stage() && decision.effective_on() <= day;
    });
    const auto needed = std::max(condition.count(), 1);
    return Atom{
        base::truth_of(made >= needed),
        fmt::format(
            "{} to enter or remain at {} so far; at least {} needed.{}",
            counted(static_cast<std::size_t>(made), "decision"),
            condition.stage(),
            needed,
            more_words(made, needed)
        )};
}

Atom ask(const v1::TimeAtStageCondition& condition, const Circumstances& asked) {
    const auto since = base::parse_date(asked.state->stage_since());
    if (!since) {
        return Atom{Truth::unknown, "It is not known since when the case stands at its stage."};
    }
    const auto days = (asked.effective_on - *since).count();
    const auto met_from = *since + std::chrono::days{condition.at_least_days()};
    const bool met = days >= condition.at_least_days();
    return Atom{
        base::truth_of(met),
        fmt::format(
            "At the present stage for {} days, since {}; at least {} needed.{}",
            days,
            base::in_words(*since),
            condition.at_least_days(),
            met ? "" : fmt::format(" Met from {} on.", base::in_words(met_from))
        )};
}

Atom ask(const v1::SubjectCondition& condition, const Circumstances& asked) {
    const auto subject = subject_of(asked);
    const auto& any_of = condition.any_of();
    const bool found = std::find(any_of.begin(), any_of.end(), subject) != any_of.end();
    return Atom{
        base::truth_of(found),
        fmt::format("The subject of the case is {}.", subject_word(subject))};
}

Atom ask(const v1::BodyCondition& condition, const Circumstances& asked) {
    if (asked.around.body == nullptr) {
        return Atom{Truth::unknown, "Nothing is known of the body."};
    }
    const auto& kinds = condition.kinds();
    const auto& countries = condition.countries();
    const auto is_of = [](const auto& accepted, auto value) {
        if (accepted.empty()) {
            return Truth::yes;
        }
        if (static_cast<int>(value) == 0) {
            return Truth::unknown;
        }
        return base::truth_of(std::find(accepted.begin(), accepted.end(), value) != accepted.end());
    };
    const auto truth = base::both(
        is_of(kinds, asked.around.body->kind()), is_of(countries, asked.around.body->country())
    );
    return Atom{
        truth,
        fmt::format(
            "Whether {} is of the kind and country asked for: {}.",
            asked.around.body->title(),
            base::in_words(truth)
        )};
}

}  // namespace ladder::casework

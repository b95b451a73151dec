#include "services/console/subject/timeline.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "services/console/words.hpp"

namespace ladder::subject {

using console::day_in_words;

namespace {

using Told = std::vector<Happening>;

std::string joined(const google::protobuf::RepeatedPtrField<std::string>& evidence) {
    return fmt::format("{}", fmt::join(evidence, "; "));
}

// Names the kind of what was told since there were so many.
void name_kind(Told& told, std::size_t since, std::string_view kind) {
    for (; since < told.size(); ++since) {
        told[since].kind = kind;
    }
}

void tell_concerns(Told& told, const v1::Case& state, const Titles& titles) {
    for (const auto& concern : state.concerns()) {
        told.push_back(
            {concern.raised_on(),
             fmt::format("Concern raised: {}", concern.title()),
             concern.raised_by(),
             fmt::format("{}. {}", titles.domain(concern.domain()), joined(concern.evidence()))}
        );
        if (!concern.closed_on().empty()) {
            told.push_back(
                {concern.closed_on(),
                 fmt::format("Concern closed: {}", concern.title()),
                 concern.closed_by(),
                 concern.closed_reason()}
            );
        }
    }
}

void tell_proposals(Told& told, const v1::Case& state, const Titles& titles) {
    for (const auto& proposal : state.proposals()) {
        const auto what = fmt::format(
            "{}: {}", titles.indicator(proposal.indicator()), titles.trigger(proposal.trigger())
        );
        const auto link = fmt::format(
            "/bodies/{}/triggers?case={}#{}",
            id_of(state.body()),
            id_of(state.name()),
            proposal.id()
        );
        told.push_back(
            {proposal.raised_on(),
             fmt::format("The rules propose {}", titles.stage(state.ladder(), proposal.proposes())),
             {},
             what,
             link}
        );
        if (!proposal.cleared_on().empty()) {
            told.push_back({proposal.cleared_on(), "The trigger cleared", {}, what, link});
        }
    }
}

void tell_facts_and_notes(Told& told, const v1::Case& state, const Titles& titles) {
    for (const auto& fact : state.facts()) {
        const auto title = titles.fact(fact.fact());
        told.push_back(
            {fact.effective_on(),
             fact.withdrawn() ? fmt::format("Recorded in error: {}", title) : title,
             fact.recorded_by(),
             fact.withdrawn() ? fact.withdrawn_because() : joined(fact.evidence())}
        );
    }
    for (const auto& note : state.notes()) {
        told.push_back({note.effective_on(), "Note", note.recorded_by(), note.text()});
    }
}

void tell_diary(Told& told, const google::protobuf::RepeatedPtrField<v1::Deadline>& deadlines) {
    for (const auto& deadline : deadlines) {
        for (const auto& change : deadline.changes()) {
            if (change.what() == "moved") {
                told.push_back(
                    {change.effective_on(),
                     fmt::format("{}: due {}", deadline.title(), day_in_words(change.due_after())),
                     change.authority(),
                     change.reason()}
                );
            } else if (change.what() == "fired") {
                told.push_back(
                    {change.effective_on(), fmt::format("Overdue: {}", deadline.title()), {}, {}}
                );
            }
        }
    }
}

void tell_decisions(Told& told, const v1::Case& state, const Titles& titles) {
    for (const auto& recommendation : state.recommendations()) {
        told.push_back(
            {recommendation.effective_on(),
             fmt::format(
                 "Recommended: {}", titles.stage(state.ladder(), recommendation.to_stage())
             ),
             recommendation.recommender(),
             recommendation.reasons()}
        );
    }
    for (const auto& decision : state.decisions()) {
        auto what = in_words(decision, state.ladder(), titles);
        if (!decision.superseded_by().empty()) {
            what += " (superseded)";
        }
        told.push_back(
            {decision.effective_on(),
             std::move(what),
             decision.decider(),
             decision.reasons(),
             fmt::format("/cases/{}/decisions/{}", id_of(state.name()), decision.id()),
             true}
        );
    }
}

void tell_case(Told& told, const v1::Case& state, const Titles& titles) {
    const auto first = told.size();
    told.push_back(
        {state.opened_on(),
         fmt::format("Case opened: {}", subject_in_words(state.subject())),
         state.opening_reasons().empty() ? v1::Actor{} : state.opened_by(),
         state.opening_reasons()}
    );
    name_kind(told, first, "Case");
    const auto tell = [&](auto teller, const auto& what, std::string_view kind) {
        const auto before = told.size();
        teller(told, what, titles);
        name_kind(told, before, kind);
    };
    tell(tell_concerns, state, "Concerns");
    tell(tell_proposals, state, "Rules");
    tell(tell_facts_and_notes, state, "Facts and notes");
    const auto before = told.size();
    tell_diary(told, state.deadlines());
    name_kind(told, before, "Deadlines");
    tell(tell_decisions, state, "Decisions");
}

void tell_procedure(Told& told, const v1::Procedure& state, const Titles& titles) {
    const auto title = titles.procedure(state.definition());
    const auto first = told.size();
    told.push_back(
        {state.started_on(), fmt::format("{} started", title), state.started_by(), state.reasons()}
    );
    for (const auto& entry : state.entries()) {
        const auto what =
            fmt::format("{}: {}", title, titles.record(state.definition(), entry.record()));
        told.push_back(
            {entry.effective_on(),
             what,
             entry.recorded_by(),
             values_in_words(entry, state.definition(), titles)}
        );
        if (!entry.withdrawn_on().empty()) {
            told.push_back(
                {entry.withdrawn_on(),
                 what + " (withdrawn)",
                 entry.withdrawn_by(),
                 entry.withdrawn_because()}
            );
        }
    }
    for (const auto& step : state.steps()) {
        told.push_back(
            {step.effective_on(),
             fmt::format(
                 "{}: {}", title, titles.procedure_stage(state.definition(), step.to_stage())
             ),
             step.decider(),
             step.reasons()}
        );
    }
    tell_diary(told, state.deadlines());
    name_kind(told, first, title);
}

}  // namespace

std::string in_words(
    const v1::Decision& decision, const std::string& ladder, const Titles& titles
) {
    const auto to = titles.stage(ladder, decision.to_stage());
    const auto review = decision.next_review_on().empty()
                            ? std::string{}
                            : "; next review " + day_in_words(decision.next_review_on());
    switch (decision.outcome()) {
        case v1::DECISION_OUTCOME_MOVE:
            return fmt::format(
                "Moved from {} to {}{}", titles.stage(ladder, decision.from_stage()), to, review
            );
        case v1::DECISION_OUTCOME_REMAIN:
            return fmt::format("Remains at {}{}", to, review);
        case v1::DECISION_OUTCOME_CLOSE:
            return "Case closed";
        case v1::DECISION_OUTCOME_CORRECT:
            return "The words of a decision corrected";
        case v1::DECISION_OUTCOME_MIGRATE:
            return "Case moved to another version of the rules";
        default:
            return {};
    }
}

std::string values_in_words(
    const v1::Entry& entry, const std::string& procedure, const Titles& titles
) {
    std::vector<std::string> values;
    for (const auto& value : entry.values()) {
        // Choices are words of the definition; people's own words stand as they are.
        const bool is_choice = value.value().find_first_of(" /@.") == std::string::npos;
        values.push_back(fmt::format(
            "{}: {}",
            titles.field(procedure, entry.record(), value.field()),
            is_choice ? day_in_words(spaced(value.value())) : titles.person(value.value())
        ));
    }
    if (!entry.note().empty()) {
        values.push_back(entry.note());
    }
    return fmt::format("{}", fmt::join(values, "; "));
}

std::vector<Happening> timeline_of(
    const std::vector<v1::Case>& cases,
    const std::vector<v1::Procedure>& procedures,
    const Titles& titles
) {
    Told told;
    for (const auto& state : cases) {
        tell_case(told, state, titles);
    }
    for (const auto& state : procedures) {
        tell_procedure(told, state, titles);
    }
    // Of one day, what was recorded later comes first.
    std::reverse(told.begin(), told.end());
    std::stable_sort(told.begin(), told.end(), [](const auto& a, const auto& b) {
        return std::tuple{b.day, b.decided} < std::tuple{a.day, a.decided};
    });
    return told;
}

}  // namespace ladder::subject

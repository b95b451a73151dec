// One line for each kind of event in a case.
#include <fmt/format.h>

#include "engine/command/describe_parts.hpp"
#include "engine/command/words.hpp"

namespace ladder::command {

namespace {

// What was done; line_of() adds what it rests on.
std::string act_of(const v1::Decision& decision) {
    const auto who = actor_words(decision.decider());
    const auto when = date_words(decision.effective_on());
    std::string review;
    if (!decision.next_review_on().empty()) {
        review = fmt::format("; next review on {}", date_words(decision.next_review_on()));
    }
    switch (decision.outcome()) {
        case v1::DECISION_OUTCOME_MOVE:
            return fmt::format(
                "Decision {}: {} moved the case from {} to {} with effect from {}{}",
                decision.id(),
                who,
                decision.from_stage(),
                decision.to_stage(),
                when,
                review
            );
        case v1::DECISION_OUTCOME_REMAIN:
            return fmt::format(
                "Decision {}: {} kept the case at {} on {}{}",
                decision.id(),
                who,
                decision.to_stage(),
                when,
                review
            );
        case v1::DECISION_OUTCOME_CLOSE:
            return fmt::format("Decision {}: {} closed the case on {}", decision.id(), who, when);
        case v1::DECISION_OUTCOME_CORRECT:
            return fmt::format(
                "Decision {}: {} corrected the words of decision {} on {}",
                decision.id(),
                who,
                decision.supersedes(),
                when
            );
        default:  // the generated enum is open
            return fmt::format("Decision {} by {} on {}", decision.id(), who, when);
    }
}

std::string line_of(const v1::Decision& decision) {
    const auto figures = decision.figures_size();
    return act_of(decision) + (figures == 0
                                   ? "."
                                   : fmt::format(
                                         "; it rests on {}, as then known.",
                                         counted(static_cast<std::size_t>(figures), "figure")
                                     ));
}

std::string line_of(const v1::CaseOpened& event) {
    return fmt::format(
        "Case opened for {}, subject {}, at {} with effect from {}, under {}.",
        event.body(),
        subject_word(event.subject()),
        event.stage(),
        date_words(event.effective_on()),
        event.ruleset()
    );
}

std::string line_of(const v1::TriggerRaised& event) {
    return fmt::format(
        "Trigger {} raised for {} at {}, proposing {} ({}).",
        event.trigger(),
        event.indicator(),
        date_words(event.period_end()),
        event.proposes(),
        event.id()
    );
}

}  // namespace

std::string case_line(const v1::Event& event) {
    switch (event.kind_case()) {
        case v1::Event::kCaseOpened:
            return line_of(event.case_opened());
        case v1::Event::kConcernRaised:
            return fmt::format(
                "Concern {} raised on {}: {}",
                event.concern_raised().id(),
                date_words(event.concern_raised().effective_on()),
                event.concern_raised().title()
            );
        case v1::Event::kConcernClosed:
            return fmt::format(
                "Concern {} closed on {}.",
                event.concern_closed().id(),
                date_words(event.concern_closed().effective_on())
            );
        case v1::Event::kFactRecorded:
            return fmt::format(
                "Fact {} recorded: {} on {}.",
                event.fact_recorded().id(),
                event.fact_recorded().fact(),
                date_words(event.fact_recorded().effective_on())
            );
        case v1::Event::kFactWithdrawn:
            return fmt::format("Fact {} withdrawn.", event.fact_withdrawn().id());
        case v1::Event::kRecommendationRecorded:
            return fmt::format(
                "Recommendation {}: {} recommended a move to {} on {}.",
                event.recommendation_recorded().id(),
                actor_words(event.recommendation_recorded().recommender()),
                event.recommendation_recorded().to_stage(),
                date_words(event.recommendation_recorded().effective_on())
            );
        case v1::Event::kDecisionRecorded:
            return line_of(event.decision_recorded().decision());
        case v1::Event::kTriggerRaised:
            return line_of(event.trigger_raised());
        case v1::Event::kTriggerCleared:
            return fmt::format(
                "The trigger of proposal {} cleared at {}.",
                event.trigger_cleared().id(),
                date_words(event.trigger_cleared().period_end())
            );
        case v1::Event::kCaseEvaluated:
            return fmt::format(
                "The rules were run over the figures up to {} ({}).",
                date_words(event.case_evaluated().period_end()),
                event.case_evaluated().evaluation()
            );
        case v1::Event::kCaseLinked:
            return fmt::format("Linked with {}.", event.case_linked().other());
        case v1::Event::kCaseUnlinked:
            return fmt::format("No longer linked with {}.", event.case_unlinked().other());
        case v1::Event::kCaseMigrated:
            return fmt::format(
                "Decision {}: {} moved the case to {} on {}.",
                event.case_migrated().decision().id(),
                actor_words(event.case_migrated().decision().decider()),
                event.case_migrated().ruleset(),
                date_words(event.case_migrated().decision().effective_on())
            );
        case v1::Event::kNoteAdded:
            return fmt::format("Note {} added.", event.note_added().note().id());
        default:
            return {};
    }
}

}  // namespace ladder::command

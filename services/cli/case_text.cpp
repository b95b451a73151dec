#include "services/cli/case_text.hpp"

#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "services/cli/explanations.hpp"
#include "services/cli/output.hpp"
#include "services/cli/words.hpp"

namespace ladder::cli {

namespace {

void head(std::ostream& out, const v1::Case& state) {
    out << state.name() << '\n';
    const auto line = [&](std::string_view label, const std::string& value) {
        out << fmt::format("  {:<14}{}\n", label, value);
    };
    line("body", state.body());
    line("subject", word_of(state.subject()));
    line("ladder", fmt::format("{} of {}", state.ladder(), state.ruleset()));
    line("stage", fmt::format("{} since {}", state.stage(), state.stage_since()));
    line("next review", or_dash(state.next_review_on()));
    line("opened", state.opened_on());
    if (!state.closed_on().empty()) {
        line("closed", state.closed_on());
    }
    if (!state.previous_case().empty()) {
        line("before it", state.previous_case());
    }
    for (const auto& other : state.linked_cases()) {
        line("linked with", other);
    }
    line("rules run to", or_dash(state.evaluated_to()));
    line(
        "record",
        fmt::format(
            "{} events, the last by {} at {}; etag {}",
            state.version(),
            in_words(state.updated_by()),
            moment(state.updated_at()),
            state.etag()
        )
    );
}

void section(std::ostream& out, std::string_view title, const Table& table) {
    if (!table.rows.empty()) {
        out << '\n' << title << '\n';
        print_table(out, table);
    }
}

void concerns(std::ostream& out, const v1::Case& state) {
    Table table{{"ID", "DOMAIN", "RAISED", "CLOSED", "TITLE"}, {}};
    for (const auto& concern : state.concerns()) {
        table.rows.push_back(
            {concern.id(),
             concern.domain(),
             concern.raised_on(),
             or_dash(concern.closed_on()),
             concern.title()}
        );
    }
    section(out, "Concerns", table);
}

void facts(std::ostream& out, const v1::Case& state) {
    Table table{{"ID", "FACT", "ON", "BY", "EVIDENCE"}, {}};
    for (const auto& fact : state.facts()) {
        table.rows.push_back(
            {fact.id(),
             fact.fact() + (fact.withdrawn() ? " (withdrawn)" : ""),
             fact.effective_on(),
             in_words(fact.recorded_by()),
             fmt::format("{}", fmt::join(fact.evidence(), "; "))}
        );
    }
    section(out, "Facts", table);
}

void recommendations(std::ostream& out, const v1::Case& state) {
    Table table{{"ID", "TO", "BY", "ON", "REASONS"}, {}};
    for (const auto& recommendation : state.recommendations()) {
        table.rows.push_back(
            {recommendation.id(),
             recommendation.to_stage(),
             in_words(recommendation.recommender()),
             recommendation.effective_on(),
             recommendation.reasons()}
        );
    }
    section(out, "Recommendations", table);
}

void proposals(std::ostream& out, const v1::Case& state, bool explain) {
    Table table{{"ID", "INDICATOR", "PROPOSES", "SEVERITY", "STATE", "RAISED", "CLEARED"}, {}};
    for (const auto& proposal : state.proposals()) {
        table.rows.push_back(
            {proposal.id(),
             proposal.indicator(),
             proposal.proposes(),
             word_of(proposal.severity()),
             word_of(proposal.state()),
             proposal.raised_on(),
             or_dash(proposal.cleared_on())}
        );
    }
    section(out, "Proposals", table);
    if (!explain) {
        return;
    }
    for (const auto& proposal : state.proposals()) {
        out << '\n'
            << proposal.id() << " was raised by " << proposal.trigger() << ":\n"
            << explained(proposal.raised_because());
        if (!proposal.cleared_on().empty()) {
            out << proposal.id() << " cleared:\n" << explained(proposal.cleared_because());
        }
    }
}

void notes(std::ostream& out, const v1::Case& state) {
    Table table{{"ID", "ON", "BY", "MARKING", "TEXT"}, {}};
    for (const auto& note : state.notes()) {
        table.rows.push_back(
            {note.id(),
             note.effective_on(),
             in_words(note.recorded_by()),
             word_of(note.marking()),
             note.text()}
        );
    }
    section(out, "Notes", table);
}

void decisions(std::ostream& out, const v1::Case& state) {
    Table table{{"ID", "OUTCOME", "TO", "BY", "ON", "FIGURES", "REASONS"}, {}};
    for (const auto& decision : state.decisions()) {
        const auto mark = decision.superseded_by().empty()
                              ? std::string{}
                              : fmt::format(" (superseded by {})", decision.superseded_by());
        table.rows.push_back(
            {decision.id(),
             word_of(decision.outcome()) + mark,
             or_dash(decision.to_stage()),
             in_words(decision.decider()),
             decision.effective_on(),
             decision.figures().empty() ? "-" : std::to_string(decision.figures_size()),
             decision.reasons()}
        );
    }
    section(out, "Decisions", table);
}

}  // namespace

std::string head_of(const v1::Case& state) {
    std::ostringstream out;
    head(out, state);
    return out.str();
}

std::string lists_of(const v1::Case& state, bool explain) {
    std::ostringstream out;
    concerns(out, state);
    facts(out, state);
    recommendations(out, state);
    proposals(out, state, explain);
    decisions(out, state);
    notes(out, state);
    return out.str();
}

std::string in_words(const v1::Decision& decision) {
    switch (decision.outcome()) {
        case v1::DECISION_OUTCOME_MOVE:
            return fmt::format(
                "{}: moved from {} to {}", decision.id(), decision.from_stage(), decision.to_stage()
            );
        case v1::DECISION_OUTCOME_REMAIN:
            return fmt::format(
                "{}: remains at {}, next review {}",
                decision.id(),
                decision.from_stage(),
                or_dash(decision.next_review_on())
            );
        case v1::DECISION_OUTCOME_CLOSE:
            return fmt::format("{}: closed at {}", decision.id(), decision.from_stage());
        case v1::DECISION_OUTCOME_CORRECT:
            return fmt::format("{}: corrects {}", decision.id(), decision.supersedes());
        case v1::DECISION_OUTCOME_MIGRATE:
            return fmt::format("{}: moved to {}", decision.id(), decision.ruleset());
        default:
            return decision.id();
    }
}

}  // namespace ladder::cli

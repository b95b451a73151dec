// Where people and rules part: what became of proposals, and moves that no rule proposed.
#include <algorithm>
#include <map>

#include "engine/reports/passages.hpp"
#include "engine/reports/table.hpp"

namespace ladder::reports {

namespace {

const v1::Decision* find_decision(const v1::Case& state, const std::string& id) {
    const auto& decisions = state.decisions();
    const auto found = std::find_if(decisions.begin(), decisions.end(), [&](const auto& decision) {
        return decision.id() == id;
    });
    return found == decisions.end() ? nullptr : &*found;
}

// What became of a proposal: the key of its sum.
std::string answer_to(const v1::Proposal& proposal, const v1::Decision* decision) {
    switch (proposal.state()) {
        case v1::PROPOSAL_STATE_ACCEPTED:
            return decision != nullptr && decision->to_stage() == proposal.proposes()
                       ? "followed"
                       : "accepted_otherwise";
        case v1::PROPOSAL_STATE_DECLINED:
            return "declined";
        case v1::PROPOSAL_STATE_LAPSED:
            return "lapsed";
        default:
            return "unanswered";
    }
}

// Whether a decision answers a proposal, or rests on one.
bool rests_on_a_proposal(const v1::Case& state, const v1::Decision& decision) {
    const auto& evidence = decision.evidence();
    return !decision.settlements().empty() ||
           std::any_of(state.proposals().begin(), state.proposals().end(), [&](const auto& one) {
               return std::find(evidence.begin(), evidence.end(), one.id()) != evidence.end();
           });
}

class Answers {
public:
    Answers(const Query& query, Report& report) : query_{query}, report_{report} {}

    void add(const v1::Case& state, const v1::Proposal& proposal) {
        const auto* decision = find_decision(state, proposal.decision());
        if (within(query_, proposal.raised_on()) &&
            (query_.stage.empty() || proposal.proposes() == query_.stage)) {
            add(state.name() + "/proposals/" + proposal.id(),
                proposal.raised_on(),
                state,
                answer_to(proposal, decision),
                proposal,
                decision);
        }
    }

    void add(const v1::Case& state, const v1::Decision& decision) {
        if (decision.outcome() == v1::DECISION_OUTCOME_MOVE &&
            !rests_on_a_proposal(state, decision) && within(query_, decision.effective_on()) &&
            (query_.stage.empty() || decision.to_stage() == query_.stage)) {
            add(decision_key(state, decision),
                decision.effective_on(),
                state,
                "without_proposal",
                {},
                &decision);
        }
    }

    void add_sums() const {
        constexpr std::pair<const char*, const char*> answers[]{
            {"followed", "Accepted, and moved as proposed"},
            {"accepted_otherwise", "Accepted, and decided otherwise than proposed"},
            {"declined", "Declined"},
            {"unanswered", "Not answered yet"},
            {"lapsed", "Cleared before anyone answered"},
            {"without_proposal", "Moves that no rule proposed"}};
        for (const auto& [key, title] : answers) {
            const auto found = counts_.find(key);
            add_sum(report_, key, title, found == counts_.end() ? 0 : found->second);
        }
    }

private:
    void add(
        const std::string& key,
        const std::string& day,
        const v1::Case& state,
        const std::string& answer,
        const v1::Proposal& proposal,
        const v1::Decision* decision
    ) {
        counts_[answer] += 1;
        add_row(
            report_,
            key,
            {day,
             state.body(),
             answer,
             proposal.proposes(),
             decision == nullptr ? std::string{} : decision->to_stage(),
             proposal.trigger(),
             proposal.indicator(),
             state.name(),
             proposal.id(),
             decision == nullptr ? std::string{} : decision->id(),
             decision == nullptr ? std::string{} : decision->effective_on(),
             decision == nullptr ? std::string{} : decision->decider().person()}
        );
    }

    const Query& query_;
    Report& report_;
    std::map<std::string, double> counts_;
};

}  // namespace

Report decisions_against_proposals(const Query& query, const Known& known, const FindRuleset&) {
    Report report;
    set_columns(
        report,
        {{"day", "Day", v1::REPORT_COLUMN_KIND_DATE},
         {"body", "Body", v1::REPORT_COLUMN_KIND_NAME},
         {"answer", "Answer", v1::REPORT_COLUMN_KIND_TEXT},
         {"proposed", "Proposed", v1::REPORT_COLUMN_KIND_TEXT},
         {"decided", "Decided", v1::REPORT_COLUMN_KIND_TEXT},
         {"trigger", "Trigger", v1::REPORT_COLUMN_KIND_TEXT},
         {"indicator", "Indicator", v1::REPORT_COLUMN_KIND_TEXT},
         {"case", "Case", v1::REPORT_COLUMN_KIND_NAME},
         {"proposal", "Proposal", v1::REPORT_COLUMN_KIND_TEXT},
         {"decision", "Decision", v1::REPORT_COLUMN_KIND_TEXT},
         {"decided_on", "Decided on", v1::REPORT_COLUMN_KIND_DATE},
         {"decider", "Decider", v1::REPORT_COLUMN_KIND_TEXT}}
    );
    Answers answers{query, report};
    for (const auto& state : known.cases) {
        if ((!query.body.empty() && state.body() != query.body) ||
            (!query.ladder.empty() && state.ladder() != query.ladder)) {
            continue;
        }
        for (const auto& proposal : state.proposals()) {
            answers.add(state, proposal);
        }
        for (const auto& decision : state.decisions()) {
            answers.add(state, decision);
        }
    }
    order_rows(report);
    answers.add_sums();
    report.notes.emplace_back(
        "The day of a proposal is the end of the period at which it was raised; that of a move, "
        "the "
        "day it took effect."
    );
    return report;
}

}  // namespace ladder::reports

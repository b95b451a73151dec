// `ladder case decide` and `correct`: what named people decide.
#include <vector>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "services/cli/case_target.hpp"
#include "services/cli/case_text.hpp"
#include "services/cli/commands.hpp"

namespace ladder::cli {

namespace {

struct DecisionOptions {
    std::string to;
    bool remain = false;
    bool close = false;
    std::string decider;
    std::string decider_capacity;
    std::vector<std::string> evidence;
    std::string basis;
    std::string next_review_on;
    std::vector<std::string> overrides;
    std::string exceptional_reason;
    std::vector<std::string> accepted;
    std::vector<std::string> declined;
};

struct CorrectionOptions {
    std::string decision;
    std::string decider;
    std::string decider_capacity;
    std::vector<std::string> evidence;
    std::string basis;
};

// The decider, where another than the caller. Errors: invalid_argument if only half is given.
base::Result<void> set_actor(
    v1::Actor& actor, const std::string& person, const std::string& capacity
) {
    if (person.empty() != capacity.empty()) {
        return base::field_error(
            "--decider", "give both --decider PERSON and --decider-capacity ROLE, or neither"
        );
    }
    actor.set_person(person);
    actor.set_capacity(capacity);
    return {};
}

void settle(
    v1::RecordDecisionRequest& request, const std::vector<std::string>& proposals, bool accepted
) {
    for (const auto& proposal : proposals) {
        auto& settlement = *request.add_settlements();
        settlement.set_proposal(proposal);
        settlement.set_accepted(accepted);
    }
}

base::Result<v1::RecordDecisionRequest> decision_from(
    const Session& session, const DecisionOptions& options
) {
    v1::RecordDecisionRequest request;
    request.set_outcome(
        options.remain  ? v1::DECISION_OUTCOME_REMAIN
        : options.close ? v1::DECISION_OUTCOME_CLOSE
                        : v1::DECISION_OUTCOME_MOVE
    );
    request.set_to_stage(options.to);
    if (!options.decider.empty() || !options.decider_capacity.empty()) {
        if (const auto set =
                set_actor(*request.mutable_decider(), options.decider, options.decider_capacity);
            !set) {
            return set.error();
        }
    }
    request.set_reasons(session.reason);
    request.mutable_evidence()->Assign(options.evidence.begin(), options.evidence.end());
    request.set_basis(options.basis);
    request.set_next_review_on(options.next_review_on);
    request.set_exceptional_reason(options.exceptional_reason);
    settle(request, options.accepted, true);
    settle(request, options.declined, false);
    if (const auto added = add_overrides(*request.mutable_overrides(), options.overrides); !added) {
        return added.error();
    }
    return request;
}

base::Result<int> decide(
    Session& session, const CaseTarget& target, const DecisionOptions& options
) {
    auto request = decision_from(session, options);
    if (!request) {
        return request.error();
    }
    return act_on<v1::RecordDecisionResponse>(
        session,
        target,
        "CaseService/RecordDecision",
        std::move(*request),
        [](const auto& response) { return in_words(response.decision()); }
    );
}

base::Result<int> correct(
    Session& session, const CaseTarget& target, const CorrectionOptions& options
) {
    v1::CorrectDecisionRequest request;
    request.set_decision(options.decision);
    request.set_reasons(session.reason);
    request.mutable_evidence()->Assign(options.evidence.begin(), options.evidence.end());
    request.set_basis(options.basis);
    if (!options.decider.empty() || !options.decider_capacity.empty()) {
        if (const auto set =
                set_actor(*request.mutable_decider(), options.decider, options.decider_capacity);
            !set) {
            return set.error();
        }
    }
    return act_on<v1::CorrectDecisionResponse>(
        session,
        target,
        "CaseService/CorrectDecision",
        std::move(request),
        [](const auto& response) { return in_words(response.decision()); }
    );
}

void add_decide(CLI::App& noun, Session& session) {
    auto& verb =
        *noun.add_subcommand("decide", "record a decision: to move, to remain or to close");
    verb.footer(
        "Refused with everything that is missing named at once; --dry-run says what would happen.\n"
        "Example: ladder case decide west-midlands-general-1 --to peer_support --reason '..' \\\n"
        "  --evidence p1 --accept p1 --next-review 2011-12-01 --actor ann@hmic --capacity hmcic"
    );
    auto target = std::make_shared<CaseTarget>();
    auto options = std::make_shared<DecisionOptions>();
    add_target(verb, target);
    auto& outcome = *verb.add_option_group("outcome", "what is decided: one of");
    outcome.add_option("--to", options->to, "move to this stage");
    outcome.add_flag("--remain", options->remain, "remain, and review next time");
    outcome.add_flag("--close", options->close, "close the case, at the first stage");
    outcome.require_option(1);
    verb.add_option("--decider", options->decider, "who decided [the caller]");
    verb.add_option("--decider-capacity", options->decider_capacity, "in which capacity");
    verb.add_option("--evidence", options->evidence, "p1, c1, f1, or a document; may be repeated")
        ->allow_extra_args(false);
    verb.add_option("--basis", options->basis, "the law or policy [that of the transition]");
    verb.add_option("--next-review", options->next_review_on, "the day of the next review");
    verb.add_option("--override", options->overrides, "GATE=REASON; may be repeated")
        ->allow_extra_args(false);
    verb.add_option("--exceptional", options->exceptional_reason, "why the move is exceptional");
    verb.add_option("--accept", options->accepted, "a proposal that it accepts; may be repeated")
        ->allow_extra_args(false);
    verb.add_option("--decline", options->declined, "a proposal that it declines; may be repeated")
        ->allow_extra_args(false);
    on_run(verb, session, [target, options](Session& now) {
        return decide(now, *target, *options);
    });
}

}  // namespace

void add_case_decision(CLI::App& noun, Session& session) {
    add_decide(noun, session);
    auto& verb =
        *noun.add_subcommand("correct", "correct the words of a decision, by superseding it");
    verb.footer(
        "Example: ladder case correct west-midlands-general-1 d1 --reason 'As it should have read' "
        "--evidence p1"
    );
    auto target = std::make_shared<CaseTarget>();
    auto options = std::make_shared<CorrectionOptions>();
    add_target(verb, target);
    verb.add_option("decision", options->decision, "the decision's id, such as d1")->required();
    verb.add_option("--decider", options->decider, "who corrects [the caller]");
    verb.add_option("--decider-capacity", options->decider_capacity, "in which capacity");
    verb.add_option("--evidence", options->evidence, "as it should have read; may be repeated")
        ->allow_extra_args(false);
    verb.add_option("--basis", options->basis, "as it should have read [as it was]");
    on_run(verb, session, [target, options](Session& now) {
        return correct(now, *target, *options);
    });
}

}  // namespace ladder::cli

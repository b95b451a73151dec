#include "services/cli/decision_options.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "services/cli/case_target.hpp"

namespace ladder::cli {

namespace {

void settle(
    v1::RecordDecisionRequest& request, const std::vector<std::string>& proposals, bool accepted
) {
    for (const auto& proposal : proposals) {
        auto& settlement = *request.add_settlements();
        settlement.set_proposal(proposal);
        settlement.set_accepted(accepted);
    }
}

}  // namespace

void add_decision_options(
    CLI::App& verb, const std::shared_ptr<DecisionOptions>& options, bool needed
) {
    auto& outcome = *verb.add_option_group("outcome", "what is decided: one of");
    outcome.add_option("--to", options->to, "move to this stage");
    outcome.add_flag("--remain", options->remain, "remain, and review next time");
    outcome.add_flag("--close", options->close, "close the case, at the first stage");
    outcome.require_option(needed ? 1 : 0, 1);
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
}

bool is_given(const DecisionOptions& options) {
    return options.remain || options.close || !options.to.empty();
}

base::Result<void> set_decider(
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
                set_decider(*request.mutable_decider(), options.decider, options.decider_capacity);
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

}  // namespace ladder::cli

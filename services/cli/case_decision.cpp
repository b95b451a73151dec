// `ladder case decide` and `correct`: what named people decide.
#include <vector>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "services/cli/case_target.hpp"
#include "services/cli/case_text.hpp"
#include "services/cli/commands.hpp"
#include "services/cli/decision_options.hpp"

namespace ladder::cli {

namespace {

struct CorrectionOptions {
    std::string decision;
    std::string decider;
    std::string decider_capacity;
    std::vector<std::string> evidence;
    std::string basis;
};

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
                set_decider(*request.mutable_decider(), options.decider, options.decider_capacity);
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
        "  --evidence p1 --accept p1 --next-review 2011-12-01 --capacity hmcic"
    );
    auto target = std::make_shared<CaseTarget>();
    auto options = std::make_shared<DecisionOptions>();
    add_target(verb, target);
    add_decision_options(verb, options, true);
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

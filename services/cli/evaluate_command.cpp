// `ladder evaluate`: rules propose.
#include <algorithm>
#include <map>
#include <ostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "ladder/v1/evaluation_service.pb.h"
#include "services/cli/commands.hpp"
#include "services/cli/explanations.hpp"
#include "services/cli/remote.hpp"

namespace ladder::cli {

namespace {

struct EvaluateOptions {
    std::string period_end;
    std::string body;
    bool explain = false;
    bool all = false;
};

// How many findings were not recorded because their cases reach a later period.
std::string superseded(const v1::EvaluateResponse& response) {
    const auto count = std::count_if(
        response.findings().begin(),
        response.findings().end(),
        [](const auto& finding) { return finding.superseded(); }
    );
    return count == 0 ? std::string{}
                      : fmt::format("\n{} not recorded: the case reaches a later period", count);
}

std::string summary(const Session& session, const v1::EvaluateResponse& response) {
    std::map<std::string, int> counts;
    for (const auto& finding : response.findings()) {
        ++counts[word_of(finding.outcome())];
    }
    return fmt::format(
        "{}{} raised, {} held, {} cleared; {} looked at, {} quiet, {} unknown; {}; engine {:.1f} "
        "ms",
        dry_run_mark(session),
        counts["raised"],
        counts["held"],
        counts["cleared"],
        response.looked_at(),
        response.quiet(),
        response.unknown(),
        bare(response.ruleset()),
        static_cast<double>(response.engine_us()) / 1000,
        superseded(response)
    );
}

void explain(Session& session, const v1::EvaluateResponse& response) {
    for (const auto& finding : response.findings()) {
        session.out << '\n'
                    << bare(finding.body()) << ", " << finding.indicator() << ": "
                    << word_of(finding.outcome()) << " by " << finding.trigger() << '\n'
                    << explained(finding.explanation());
    }
}

base::Result<int> evaluate(Session& session, const EvaluateOptions& options) {
    v1::EvaluateRequest request;
    request.set_period_end(options.period_end);
    request.set_body(full("bodies", options.body));
    request.set_include_quiet(options.all);
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    set_mutation(session, request);
    const auto response = ask<v1::EvaluateResponse>(session, "EvaluationService/Evaluate", request);
    if (!response) {
        return response.error();
    }
    Output output{
        &*response,
        pointers_to(response->findings()),
        {{"BODY OR CASE", "ID", "INDICATOR", "OUTCOME", "SINCE", "PROPOSES"}, {}},
        {},
        summary(session, *response)};
    for (const auto& finding : response->findings()) {
        output.table.rows.push_back(
            {bare(finding.case_name().empty() ? finding.body() : finding.case_name()),
             or_dash(finding.proposal()),
             finding.indicator(),
             word_of(finding.outcome()),
             or_dash(finding.since()),
             finding.proposes()}
        );
    }
    print(session.out, session.format, output);
    if (options.explain && session.format == Format::table) {
        explain(session, *response);
    }
    return exit_ok;
}

}  // namespace

void add_evaluate(CLI::App& program, Session& session) {
    auto& verb = *program.add_subcommand("evaluate", "run the rules over the figures of a period");
    verb.fallthrough()->footer(
        "Proposals are recorded in cases, opened at the first stage where there is none; no stage "
        "changes.\nExample: ladder evaluate --period-end 2011-03-31 --body west-midlands --explain "
        "--dry-run"
    );
    auto options = std::make_shared<EvaluateOptions>();
    verb.add_option("--period-end", options->period_end, "the last day of the period")->required();
    verb.add_option("--body", options->body, "only this body");
    verb.add_flag("--explain", options->explain, "with the clauses and figures of each finding");
    verb.add_flag("--all", options->all, "also what is quiet or unknown");
    on_run(verb, session, [options](Session& now) { return evaluate(now, *options); });
}

}  // namespace ladder::cli

// `ladder ruleset propose`, `approve`, `withdraw`, `proposals`: rules that two people make.
#include <memory>
#include <ostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "ladder/v1/ruleset_service.pb.h"
#include "services/cli/commands.hpp"
#include "services/cli/remote.hpp"
#include "services/cli/ruleset_check.hpp"

namespace ladder::cli {

namespace {

base::Result<int> propose(Session& session, const std::string& path, const std::string& etag) {
    const auto checked = check_folder(session, path);
    if (!checked) {
        return checked.error();
    }
    if (!*checked || (*checked)->errors > 0) {
        return exit_failure;
    }
    v1::ProposeRulesetRequest request;
    *request.mutable_definition() = (*checked)->loaded.definition;
    request.set_reasons(session.reason);
    request.set_etag(etag);
    set_mutation(session, request);
    const auto response =
        ask<v1::ProposeRulesetResponse>(session, "RulesetService/ProposeRuleset", request);
    if (!response) {
        return response.error();
    }
    const auto& proposal = response->proposal();
    Output output{&*response, {&*response}, {{"PROPOSAL", "AGAINST"}, {}}, {}, {}};
    output.table.rows.push_back({proposal.name(), proposal.against()});
    output.text = fmt::format(
        "{}{} proposed against {}; another person approves it\n",
        dry_run_mark(session),
        proposal.name(),
        proposal.against()
    );
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> approve(Session& session, const std::string& name) {
    v1::ApproveRulesetRequest request;
    request.set_name(full("rulesetProposals", name));
    request.set_reasons(session.reason);
    set_mutation(session, request);
    const auto response =
        ask<v1::ApproveRulesetResponse>(session, "RulesetService/ApproveRuleset", request);
    if (!response) {
        return response.error();
    }
    const auto& ruleset = response->ruleset();
    Output output{
        &*response, {&*response}, {{"RULESET", "PROPOSED BY", "APPROVED BY"}, {}}, {}, {}};
    output.table.rows.push_back(
        {ruleset.name(), in_words(ruleset.proposed_by()), in_words(ruleset.published_by())}
    );
    output.text = fmt::format("{}{} published\n", dry_run_mark(session), ruleset.name());
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> withdraw(Session& session, const std::string& name) {
    v1::WithdrawRulesetProposalRequest request;
    request.set_name(full("rulesetProposals", name));
    request.set_reasons(session.reason);
    set_mutation(session, request);
    const auto response = ask<v1::WithdrawRulesetProposalResponse>(
        session, "RulesetService/WithdrawRulesetProposal", request
    );
    if (!response) {
        return response.error();
    }
    Output output{&*response, {&*response}, {{"PROPOSAL", "STATE"}, {}}, {}, {}};
    output.table.rows.push_back({response->proposal().name(), word_of(response->proposal().state())}
    );
    output.text =
        fmt::format("{}{} withdrawn\n", dry_run_mark(session), response->proposal().name());
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> proposals(Session& session) {
    v1::ListRulesetProposalsRequest request;
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto all = ask_all<v1::ListRulesetProposalsResponse>(
        session,
        "RulesetService/ListRulesetProposals",
        request,
        [](auto& page) { return page.mutable_proposals(); }
    );
    if (!all) {
        return all.error();
    }
    Output output{
        &*all,
        pointers_to(all->proposals()),
        {{"PROPOSAL", "STATE", "PROPOSED", "BY", "AGAINST", "REASONS"}, {}},
        {},
        {}};
    for (const auto& proposal : all->proposals()) {
        output.table.rows.push_back(
            {bare(proposal.name()),
             word_of(proposal.state()),
             moment(proposal.proposed_at()),
             in_words(proposal.proposed_by()),
             bare(proposal.against()),
             proposal.reasons()}
        );
    }
    print(session.out, session.format, output);
    return exit_ok;
}

}  // namespace

void add_ruleset_proposals(CLI::App& noun, Session& session) {
    auto path = std::make_shared<std::string>();
    auto etag = std::make_shared<std::string>();
    auto& proposed =
        *noun.add_subcommand("propose", "propose a new version, for another person to approve");
    proposed.fallthrough()->footer(
        "Example: ladder ruleset propose rules/landscape-2009 --reason 'Robbery: three quarters'"
    );
    proposed.add_option("path", *path, "the folder that holds ruleset.yaml")->required();
    proposed.add_option(
        "--etag", *etag, "the version that you compared with, such as rulesets/landscape-2009@1"
    );
    on_run(proposed, session, [path, etag](Session& now) { return propose(now, *path, *etag); });

    auto name = std::make_shared<std::string>();
    auto& approved = *noun.add_subcommand("approve", "publish what another person proposed");
    approved.fallthrough()->footer(
        "Look first: ladder ruleset diff rulesets/landscape-2009 "
        "rulesetProposals/landscape-2009-1\n"
        "Example: ladder ruleset approve landscape-2009-1 --reason 'Checked against the backtest'"
    );
    approved.add_option("proposal", *name, "its name, such as landscape-2009-1")->required();
    on_run(approved, session, [name](Session& now) { return approve(now, *name); });

    auto& withdrawn =
        *noun.add_subcommand("withdraw", "take a proposal back, or refuse somebody else's");
    withdrawn.fallthrough()->footer(
        "Example: ladder ruleset withdraw landscape-2009-1 --reason 'The wrong quarter'"
    );
    withdrawn.add_option("proposal", *name, "its name, such as landscape-2009-1")->required();
    on_run(withdrawn, session, [name](Session& now) { return withdraw(now, *name); });

    auto& listed = *noun.add_subcommand("proposals", "the proposed versions, newest first");
    listed.fallthrough()->footer("Example: ladder ruleset proposals");
    on_run(listed, session, proposals);
}

}  // namespace ladder::cli

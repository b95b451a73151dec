// `ladder proposal`: what the rules propose, over all cases.
#include <ostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "ladder/v1/case_service.pb.h"
#include "services/cli/commands.hpp"
#include "services/cli/explanations.hpp"
#include "services/cli/remote.hpp"

namespace ladder::cli {

namespace {

struct ProposalOptions {
    std::string state;
    std::string body;
    bool explain = false;
};

base::Result<int> list_proposals(Session& session, const ProposalOptions& options) {
    v1::ListProposalsRequest request;
    request.set_body(full("bodies", options.body));
    if (!options.state.empty()) {
        const auto state = parse_word<v1::ProposalState>(options.state, "--state");
        if (!state) {
            return state.error();
        }
        request.set_state(*state);
    }
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto all = ask_all<v1::ListProposalsResponse>(
        session,
        "CaseService/ListProposals",
        request,
        [](auto& page) { return page.mutable_proposals(); }
    );
    if (!all) {
        return all.error();
    }
    Output output{
        &*all,
        pointers_to(all->proposals()),
        {{"CASE", "ID", "INDICATOR", "PROPOSES", "STATE", "RAISED", "CLEARED"}, {}},
        {},
        {}};
    for (const auto& proposal : all->proposals()) {
        output.table.rows.push_back(
            {bare(proposal.case_name()),
             proposal.id(),
             proposal.indicator(),
             proposal.proposes(),
             word_of(proposal.state()),
             proposal.raised_on(),
             or_dash(proposal.cleared_on())}
        );
    }
    output.note = tally(
        all->proposals_size(), "proposals", "`ladder evaluate` has the rules look at the figures"
    );
    print(session.out, session.format, output);
    if (options.explain && session.format == Format::table) {
        for (const auto& proposal : all->proposals()) {
            session.out << '\n'
                        << bare(proposal.case_name()) << ' ' << proposal.id() << '\n'
                        << explained(proposal.raised_because());
        }
    }
    return exit_ok;
}

}  // namespace

void add_proposal(CLI::App& program, Session& session) {
    auto& noun = *program.add_subcommand("proposal", "what the rules propose");
    noun.require_subcommand(1)->fallthrough();
    auto& list = *noun.add_subcommand("list", "proposals over all cases, newest first");
    list.fallthrough()->footer("Example: ladder proposal list --state open --explain");
    auto options = std::make_shared<ProposalOptions>();
    list.add_option("--state", options->state, "open, accepted, declined or lapsed");
    list.add_option("--body", options->body, "only this body");
    list.add_flag("--explain", options->explain, "with the clauses and figures of each");
    on_run(list, session, [options](Session& now) { return list_proposals(now, *options); });
}

}  // namespace ladder::cli

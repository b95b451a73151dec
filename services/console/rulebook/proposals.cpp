// `/rules/proposals/{id}`: a proposed version with what it would change, for a second person to
// approve; taken back by its proposer, or refused.
#include <algorithm>

#include <fmt/format.h>

#include "engine/base/hex.hpp"
#include "engine/command/authorise.hpp"
#include "engine/definition/check.hpp"
#include "services/console/auditor/frame.hpp"
#include "services/console/desks.hpp"
#include "services/console/fields.hpp"
#include "services/console/places.hpp"
#include "services/console/rulebook/comparison.hpp"
#include "services/console/rulebook/rulebook.hpp"

namespace ladder::rulebook {

namespace {

using console::Answer;
using console::Data;
using console::Page;
using console::Table;
using console::Visit;

constexpr std::string_view page_name = "rules_proposal";

std::string colour_of(v1::RulesetProposalState state) {
    switch (state) {
        case v1::RULESET_PROPOSAL_STATE_OPEN:
            return "yellow";
        case v1::RULESET_PROPOSAL_STATE_APPROVED:
            return "green";
        default:
            return "grey";
    }
}

// Refused is what somebody else than its proposer withdrew.
std::string state_in_words(
    const console::Templates& templates, const v1::RulesetProposal& proposal
) {
    const bool refused =
        proposal.state() == v1::RULESET_PROPOSAL_STATE_WITHDRAWN &&
        !command::same_person(proposal.ended_by().person(), proposal.proposed_by().person());
    return templates.text(
        page_name, refused ? "state.refused" : fmt::format("state.{}", int{proposal.state()})
    );
}

std::string moment_of(const google::protobuf::Timestamp& timestamp) {
    const auto at = base::from_timestamp(timestamp);
    return at ? console::moment_in_words(*at) : std::string{};
}

base::Result<v1::RulesetProposal> proposal_of(const Visit& visit) {
    v1::GetRulesetProposalRequest request;
    request.set_name("rulesetProposals/" + visit.part(2));
    auto found =
        visit.read<v1::GetRulesetProposalResponse>("RulesetService/GetRulesetProposal", request);
    if (!found) {
        return found.error().code == base::Code::invalid_argument
                   ? base::Error{base::Code::not_found, "there is no such proposal", {}}
                   : found.error();
    }
    return std::move(*found->mutable_proposal());
}

const std::vector<console::Field>& ending_fields() {
    static const std::vector<console::Field> fields{{"reasons", console::Field::Kind::textarea}};
    return fields;
}

// Why the visitor does not approve an open proposal: the key of a text; empty: they do.
std::string why_not(
    const Visit& visit, const v1::RulesetProposal& proposal, const v1::Ruleset& standing
) {
    if (!console::may(visit, v1::PERMISSION_PUBLISH_RULESET)) {
        return "not_your_role";
    }
    const auto actor = visit.who->caller.actor();
    if (command::same_person(actor.person(), proposal.proposed_by().person())) {
        return "your_own";
    }
    const auto& roles = standing.definition().approved_by();
    if (!roles.empty() && std::find(roles.begin(), roles.end(), actor.capacity()) == roles.end()) {
        return "not_your_role";
    }
    return proposal.against() == standing.name() ? "" : "overtaken";
}

void put_people(
    Data& data,
    const Visit& visit,
    const console::RulesetWords& words,
    const v1::RulesetProposal& proposal
) {
    data.set("proposed_at", moment_of(proposal.proposed_at()));
    data.set("proposed_by", auditor::actor_in_words(visit, words, proposal.proposed_by()));
    data.set("proposed_why", proposal.reasons());
    const bool ended = proposal.state() != v1::RULESET_PROPOSAL_STATE_OPEN;
    data.set("ended", Data{ended});
    if (ended) {
        data.set("ended_at", moment_of(proposal.ended_at()));
        data.set("ended_by", auditor::actor_in_words(visit, words, proposal.ended_by()));
        data.set("ended_why", proposal.ended_reasons());
    }
}

// What the visitor may do with it.
void put_acts(
    Data& data, const Visit& visit, const v1::RulesetProposal& proposal, const v1::Ruleset& standing
) {
    const bool open = proposal.state() == v1::RULESET_PROPOSAL_STATE_OPEN && !visit.known;
    const auto obstacle = open ? why_not(visit, proposal, standing) : std::string{};
    data.set("approves", Data{open && obstacle.empty()});
    console::put_text(
        data,
        "obstacle",
        obstacle.empty() ? std::string{} : visit.desk->templates.text(page_name, obstacle)
    );
    data.set("acts", Data{open && console::may(visit, v1::PERMISSION_PUBLISH_RULESET)});
    data.set(
        "own",
        Data{command::same_person(
            visit.who->caller.actor().person(), proposal.proposed_by().person()
        )}
    );
}

Answer proposal_page(
    const Visit& visit, const v1::RulesetProposal& proposal, const console::FieldErrors& errors = {}
) {
    const auto standing = in_force(visit);
    const auto before = standing ? version_of_rules(visit, proposal.against()) : standing;
    if (!before) {
        return before.error();
    }
    const auto& templates = visit.desk->templates;
    Page page{std::string{page_name}};
    page.status = errors.empty() ? 200 : 422;
    page.crumbs = above_rules(visit);
    auto& data = page.data;
    put_holdings(data, proposal.definition());
    data.set("name", auditor::last_part(proposal.name()));
    data.set("path", path_of_proposal(proposal.name()));
    data.set("state", state_in_words(templates, proposal));
    data.set("state_colour", colour_of(proposal.state()));
    data.set("against", auditor::last_part(proposal.against()));
    data.set("digest", base::hex(proposal.digest()));
    if (!proposal.ruleset().empty()) {
        data.set("became", auditor::last_part(proposal.ruleset()));
        data.set(
            "became_link",
            visit.link("/rules?version=" + console::percent_encoded(proposal.ruleset()))
        );
    }
    put_people(data, visit, console::RulesetWords{*visit.desk}, proposal);
    put_changes(data, visit, before->definition(), proposal.definition());
    put_proofs(data, proposal.definition());
    put_warnings(data, visit, definition::check(proposal.definition()));
    put_acts(data, visit, proposal, *standing);
    data.set("request_id", console::new_request_id());
    console::put_form(data, templates, page_name, ending_fields(), visit.form, errors);
    return page;
}

Answer show_proposal(Visit& visit) {
    const auto proposal = proposal_of(visit);
    return proposal ? proposal_page(visit, *proposal) : Answer{proposal.error()};
}

// Back to the page with what is wrong, where that can be mended there.
Answer back_with(const Visit& visit, const base::Error& error) {
    const auto proposal = proposal_of(visit);
    if (!proposal) {
        return proposal.error();
    }
    const auto& templates = visit.desk->templates;
    if (error.code == base::Code::aborted || error.code == base::Code::failed_precondition) {
        return proposal_page(visit, *proposal, {{{}, templates.text(page_name, "moved_on")}});
    }
    if (error.code != base::Code::invalid_argument) {
        return error;
    }
    return proposal_page(
        visit,
        *proposal,
        console::errors_of(templates, page_name, ending_fields(), visit.form, error)
    );
}

template <class Request>
Request request_of(const Visit& visit) {
    Request request;
    request.set_name("rulesetProposals/" + visit.part(2));
    request.set_reasons(visit.form.value("reasons"));
    request.set_request_id(visit.form.value("request_id"));
    return request;
}

Answer approve(Visit& visit) {
    const auto made = visit.call<v1::ApproveRulesetResponse>(
        "RulesetService/ApproveRuleset", request_of<v1::ApproveRulesetRequest>(visit)
    );
    if (!made) {
        return back_with(visit, made.error());
    }
    console::Notice notice{"rules_published", {}};
    notice.values.set("title", auditor::last_part(made->ruleset().name()));
    visit.leave_notice(notice);
    return console::Redirect{"/rules?version=" + console::percent_encoded(made->ruleset().name())};
}

Answer withdraw(Visit& visit) {
    const auto request = request_of<v1::WithdrawRulesetProposalRequest>(visit);
    const auto made = visit.call<v1::WithdrawRulesetProposalResponse>(
        "RulesetService/WithdrawRulesetProposal", request
    );
    if (!made) {
        return back_with(visit, made.error());
    }
    console::Notice notice{"rules_withdrawn", {}};
    notice.values.set("title", auditor::last_part(request.name()));
    visit.leave_notice(notice);
    return console::Redirect{path_of_proposal(request.name())};
}

}  // namespace

std::string path_of_proposal(const std::string& name) {
    return "/rules/proposals/" + console::percent_encoded(auditor::last_part(name));
}

base::Result<void> put_proposals(Data& data, const Visit& visit) {
    const auto proposals = visit.read_all(
        "RulesetService/ListRulesetProposals",
        v1::ListRulesetProposalsRequest{},
        &v1::ListRulesetProposalsResponse::proposals
    );
    if (!proposals) {
        return proposals.error();
    }
    const auto& templates = visit.desk->templates;
    const console::RulesetWords words{*visit.desk};
    Table table{{{"proposal"}, {"state"}, {"proposed"}, {"proposed_by"}, {"reasons"}}, {}};
    for (const auto& proposal : *proposals) {
        const auto ended = proposal.state() == v1::RULESET_PROPOSAL_STATE_OPEN
                               ? std::string{}
                               : auditor::actor_in_words(visit, words, proposal.ended_by());
        table.rows.push_back(
            {{auditor::last_part(proposal.name()), visit.link(path_of_proposal(proposal.name()))},
             {state_in_words(templates, proposal), {}, ended, colour_of(proposal.state())},
             {moment_of(proposal.proposed_at())},
             {auditor::actor_in_words(visit, words, proposal.proposed_by())},
             {proposal.reasons()}}
        );
    }
    data.set("has_proposals", Data{!proposals->empty()});
    const bool awaits = std::any_of(proposals->begin(), proposals->end(), [](const auto& one) {
        return one.state() == v1::RULESET_PROPOSAL_STATE_OPEN;
    });
    data.set("awaits", Data{awaits});
    console::put_table(data, "proposals", templates, page_name, table);
    return {};
}

void add_proposal_pages(console::Pages& pages) {
    using console::Audience;
    pages.get("/rules/proposals/{id}", Audience::signed_in, show_proposal);
    pages.post("/rules/proposals/{id}/approve", Audience::signed_in, approve);
    pages.post("/rules/proposals/{id}/withdraw", Audience::signed_in, withdraw);
}

}  // namespace ladder::rulebook

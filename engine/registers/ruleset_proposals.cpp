#include "engine/registers/ruleset_proposals.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/command/authorise.hpp"
#include "engine/command/fields.hpp"
#include "engine/command/problems.hpp"
#include "engine/command/words.hpp"

namespace ladder::registers {

namespace {

using base::Code;
using base::Error;

base::Result<void> require_open(const v1::RulesetProposal& state) {
    if (state.state() == v1::RULESET_PROPOSAL_STATE_OPEN) {
        return {};
    }
    return Error{
        Code::failed_precondition,
        fmt::format(
            "{} was {} by {}",
            state.name(),
            state.state() == v1::RULESET_PROPOSAL_STATE_APPROVED ? "approved" : "withdrawn",
            state.ended_by().person()
        ),
        {}};
}

base::Result<void> require_reasons(const std::string& reasons, std::string_view refusal) {
    command::Problems problems;
    command::check_text(problems, "reasons", reasons, command::reasons_chars_max);
    return problems.any() ? base::Result<void>{problems.to_error(std::string{refusal})}
                          : base::Result<void>{};
}

// Somebody else than the proposer, in one of the roles that the ruleset in force names.
base::Result<void> require_second_person(
    const v1::RulesetProposal& state, const command::Context& context
) {
    if (command::same_person(state.proposed_by().person(), context.actor.person())) {
        return Error{
            Code::permission_denied,
            fmt::format(
                "{} proposed {}: another person must approve it",
                context.actor.person(),
                state.name()
            ),
            {}};
    }
    const auto& roles = context.ruleset.definition().approved_by();
    if (roles.empty() ||
        std::find(roles.begin(), roles.end(), context.actor.capacity()) != roles.end()) {
        return {};
    }
    std::vector<std::string> able;
    for (const auto& role : roles) {
        able.push_back(command::role_words(context.ruleset, role));
    }
    return Error{
        Code::permission_denied,
        fmt::format(
            "{} may not approve rules; by {} these may: {}",
            command::role_words(context.ruleset, context.actor.capacity()),
            context.ruleset.name(),
            command::listed(able)
        ),
        {}};
}

}  // namespace

void apply(v1::RulesetProposal& state, const v1::Event& event, const command::Recorded& recorded) {
    if (event.has_ruleset_proposed()) {
        const auto& proposed = event.ruleset_proposed();
        *state.mutable_definition() = proposed.definition();
        state.set_digest(proposed.digest());
        state.set_against(proposed.against());
        state.set_reasons(proposed.reasons());
        state.set_state(v1::RULESET_PROPOSAL_STATE_OPEN);
        *state.mutable_proposed_at() = base::to_timestamp(recorded.recorded_at);
        *state.mutable_proposed_by() = recorded.actor;
    } else if (event.has_ruleset_proposal_ended()) {
        const auto& ended = event.ruleset_proposal_ended();
        state.set_state(ended.state());
        state.set_ended_reasons(ended.reasons());
        state.set_ruleset(ended.ruleset());
        *state.mutable_ended_at() = base::to_timestamp(recorded.recorded_at);
        *state.mutable_ended_by() = recorded.actor;
    }
}

bool asks_for_approval(const definition::Ruleset& in_force) {
    return !in_force.definition().approved_by().empty();
}

base::Result<void> require_person(const v1::Person* account) {
    if (account == nullptr || account->kind() != v1::PERSON_KIND_SERVICE) {
        return {};
    }
    return Error{
        Code::permission_denied,
        "rules are proposed and approved by people, each for themself: this is a service account",
        {}};
}

std::string proposal_name(const std::string& ruleset_id, std::size_t number) {
    return fmt::format("rulesetProposals/{}-{}", ruleset_id, number);
}

base::Result<Approval> decide(
    const v1::RulesetProposal& state,
    const v1::ApproveRulesetRequest& command,
    const std::string& version,
    const std::string& published_by,
    const command::Context& context
) {
    if (const auto open = require_open(state); !open) {
        return open.error();
    }
    if (const auto second = require_second_person(state, context); !second) {
        return second.error();
    }
    if (const auto& now = context.ruleset.name(); state.against() != now) {
        return command::stale_etag(state.name(), state.against(), now, published_by);
    }
    if (const auto sound = require_reasons(command.reasons(), "the rules can't be approved");
        !sound) {
        return sound.error();
    }
    Approval approval;
    auto& published = *approval.published.mutable_ruleset_published();
    *published.mutable_definition() = state.definition();
    published.set_digest(state.digest());
    published.set_reasons(command.reasons());
    published.set_proposal(state.name());
    *published.mutable_proposed_by() = state.proposed_by();
    published.set_proposal_reasons(state.reasons());
    auto& ended = *approval.ended.mutable_ruleset_proposal_ended();
    ended.set_state(v1::RULESET_PROPOSAL_STATE_APPROVED);
    ended.set_reasons(command.reasons());
    ended.set_ruleset(version);
    return approval;
}

base::Result<v1::Event> decide(
    const v1::RulesetProposal& state, const v1::WithdrawRulesetProposalRequest& command
) {
    if (const auto open = require_open(state); !open) {
        return open.error();
    }
    if (const auto sound = require_reasons(command.reasons(), "the proposal can't be withdrawn");
        !sound) {
        return sound.error();
    }
    v1::Event event;
    event.mutable_ruleset_proposal_ended()->set_state(v1::RULESET_PROPOSAL_STATE_WITHDRAWN);
    event.mutable_ruleset_proposal_ended()->set_reasons(command.reasons());
    return event;
}

}  // namespace ladder::registers

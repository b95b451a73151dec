// Rules that two people make: one proposes, another approves.
#include "engine/registers/ruleset_proposals.hpp"

#include <memory>

#include <fmt/format.h>

#include "engine/access/person.hpp"
#include "services/api/permission.hpp"
#include "services/api/ruleset_commands.hpp"
#include "services/api/ruleset_versions.hpp"

namespace ladder::api {

namespace {

// The caller may publish, and is a person. Errors: permission_denied; failed_precondition.
base::Result<void> may_take_part(
    db::Aggregates& aggregates, const definition::Ruleset* in_force, const v1::Actor& actor
) {
    if (auto may = require_permission(
            in_force, actor, v1::PERMISSION_PUBLISH_RULESET, BeforeFirstRuleset::refused
        );
        !may) {
        return may;
    }
    const auto names =
        aggregates.names_where(db::Model::people, "person", access::key_of(actor.person()));
    return registers::require_person(
        names.empty() ? nullptr : aggregates.find_as<v1::Person>(names.front())
    );
}

// The proposal that a request is about. Errors: not_found, and those of may_take_part().
base::Result<const v1::RulesetProposal*> find_proposal(
    db::Aggregates& aggregates,
    const definition::Ruleset* in_force,
    const v1::Actor& actor,
    const std::string& name
) {
    if (const auto may = may_take_part(aggregates, in_force, actor); !may) {
        return may.error();
    }
    const auto* proposal = aggregates.find_as<v1::RulesetProposal>(name);
    if (proposal == nullptr) {
        return base::Error{
            base::Code::not_found, fmt::format("there is no '{}'", name.substr(0, 100)), {}};
    }
    return proposal;
}

// Answers with a proposal as it stands then, its definition left out.
template <class Response>
auto respond_with(std::string name) {
    return [name = std::move(name)](db::Aggregates& aggregates) {
        auto response = std::make_unique<Response>();
        if (const auto* proposal = aggregates.find_as<v1::RulesetProposal>(name)) {
            *response->mutable_proposal() = *proposal;
            response->mutable_proposal()->clear_definition();
        }
        return response;
    };
}

base::Result<db::Ruling> decide_proposing(
    const v1::ProposeRulesetRequest& request,
    const std::string& digest,
    const v1::Actor& actor,
    db::Aggregates& aggregates
) {
    const auto in_force = aggregates.find_ruleset("");
    if (const auto may = may_take_part(aggregates, in_force.get(), actor); !may) {
        return may.error();
    }
    const auto& definition = request.definition();
    if (const auto standing = standing_version(aggregates, definition, digest); !standing.empty()) {
        return base::Error{
            base::Code::already_exists, fmt::format("{} says the same already", standing), {}};
    }
    if (const auto seen = require_in_force(aggregates, definition, request.etag()); !seen) {
        return seen.error();
    }
    const auto before =
        aggregates.names_where(db::Model::ruleset_proposals, "ruleset", definition.id());
    const auto name = registers::proposal_name(definition.id(), before.size() + 1);
    v1::Event event;
    auto& proposed = *event.mutable_ruleset_proposed();
    *proposed.mutable_definition() = definition;
    proposed.set_digest(digest);
    proposed.set_reasons(request.reasons());
    proposed.set_against(in_force->name());
    db::Ruling ruling;
    ruling.events.push_back({name, std::move(event), {}});
    ruling.respond = respond_with<v1::ProposeRulesetResponse>(name);
    return ruling;
}

base::Result<db::Ruling> decide_approving(
    const v1::ApproveRulesetRequest& request,
    const v1::Actor& actor,
    db::Aggregates& aggregates,
    const db::Stamp& stamp
) {
    const auto in_force = aggregates.find_ruleset("");
    const auto proposal = find_proposal(aggregates, in_force.get(), actor, request.name());
    if (!proposal) {
        return proposal.error();
    }
    const auto& definition = (*proposal)->definition();
    const auto version = next_version(aggregates, definition);
    auto approval = registers::decide(
        **proposal,
        request,
        version,
        publisher_of(aggregates, in_force->name()),
        command::Context{*in_force, actor, stamp.recorded_at}
    );
    if (!approval) {
        return approval.error();
    }
    db::Ruling ruling;
    ruling.respond = [ruleset = described(
                          version, approval->published.ruleset_published(), stamp, actor
                      )](db::Aggregates&) {
        auto response = std::make_unique<v1::ApproveRulesetResponse>();
        *response->mutable_ruleset() = ruleset;
        return response;
    };
    ruling.events.push_back({ruleset_stream(definition), std::move(approval->published), {}});
    ruling.events.push_back({request.name(), std::move(approval->ended), {}});
    return ruling;
}

base::Result<db::Ruling> decide_withdrawing(
    const v1::WithdrawRulesetProposalRequest& request,
    const v1::Actor& actor,
    db::Aggregates& aggregates
) {
    const auto in_force = aggregates.find_ruleset("");
    const auto proposal = find_proposal(aggregates, in_force.get(), actor, request.name());
    if (!proposal) {
        return proposal.error();
    }
    auto event = registers::decide(**proposal, request);
    if (!event) {
        return event.error();
    }
    db::Ruling ruling;
    ruling.events.push_back({request.name(), std::move(*event), {}});
    ruling.respond = respond_with<v1::WithdrawRulesetProposalResponse>(request.name());
    return ruling;
}

}  // namespace

void propose_ruleset(
    const Desk& writer, const v1::Actor& actor, v1::ProposeRulesetRequest request, Done done
) {
    if (const auto fit = check_caller(actor, request.request_id()); !fit) {
        return done(fit.error());
    }
    if (const auto sound = check_version(request.reasons(), request.definition()); !sound) {
        return done(sound.error());
    }
    auto work = work_for("RulesetService/ProposeRuleset", actor, request, std::move(done));
    const auto digest = digest_of(request.definition());
    work.decide = [digest,
                   request = std::move(request),
                   actor](db::Aggregates& aggregates, const db::Stamp&) {
        return decide_proposing(request, digest, actor, aggregates);
    };
    writer.submit(std::move(work));
}

void approve_ruleset(
    const Desk& writer, const v1::Actor& actor, v1::ApproveRulesetRequest request, Done done
) {
    if (const auto fit = check_caller(actor, request.request_id()); !fit) {
        return done(fit.error());
    }
    auto work = work_for("RulesetService/ApproveRuleset", actor, request, std::move(done));
    work.decide = [request = std::move(request), actor](
                      db::Aggregates& aggregates, const db::Stamp& stamp
                  ) { return decide_approving(request, actor, aggregates, stamp); };
    writer.submit(std::move(work));
}

void withdraw_ruleset_proposal(
    const Desk& writer,
    const v1::Actor& actor,
    v1::WithdrawRulesetProposalRequest request,
    Done done
) {
    if (const auto fit = check_caller(actor, request.request_id()); !fit) {
        return done(fit.error());
    }
    auto work = work_for("RulesetService/WithdrawRulesetProposal", actor, request, std::move(done));
    work.decide = [request = std::move(request),
                   actor](db::Aggregates& aggregates, const db::Stamp&) {
        return decide_withdrawing(request, actor, aggregates);
    };
    writer.submit(std::move(work));
}

}  // namespace ladder::api

// Recording facts with their proof, and withdrawing what was recorded in error.
#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/casework/authorise.hpp"
#include "engine/casework/evidence.hpp"
#include "engine/command/fields.hpp"

namespace ladder::casework {

namespace {

// Errors: permission_denied if the fact is for other roles to record.
base::Result<void> require_recorder(const v1::FactDefinition& fact, const Context& context) {
    const auto& roles = fact.recorded_by();
    const auto& capacity = context.actor.capacity();
    if (roles.empty() || std::find(roles.begin(), roles.end(), capacity) != roles.end()) {
        return {};
    }
    return base::Error{
        base::Code::permission_denied,
        fmt::format(
            "{} may not record {}; these may: {}",
            role_words(context.ruleset, capacity),
            fact.id(),
            roles_words(context.ruleset, roles)
        ),
        {}};
}

// The records that a withdrawal may mean: that of the id, or those of the ruleset's fact.
std::vector<const v1::Fact*> meant(const v1::Case& state, const std::string& fact) {
    std::vector<const v1::Fact*> found;
    for (const auto& each : state.facts()) {
        if (!each.withdrawn() && (each.id() == fact || each.fact() == fact)) {
            found.push_back(&each);
        }
    }
    return found;
}

void check_withdrawal(
    Problems& problems,
    const v1::RecordFactRequest& command,
    const std::vector<const v1::Fact*>& found
) {
    check_text(problems, "note", command.note(), reasons_chars_max);
    if (!command.evidence().empty()) {
        problems.field("evidence", "a withdrawal says why in its note; leave evidence empty");
    }
    if (!command.effective_on().empty()) {
        problems.field("effective_on", "a withdrawal has no date of its own; leave it empty");
    }
    if (found.empty()) {
        problems.field("fact", "no such fact stands recorded in the case; name one such as f1");
    } else if (found.size() > 1) {
        std::vector<std::string> ids;
        ids.reserve(found.size());
        for (const auto* fact : found) {
            ids.push_back(fact->id());
        }
        problems.field(
            "fact", fmt::format("is recorded more than once; say which: {}", listed(ids))
        );
    }
}

base::Result<Events> withdraw(
    Problems& problems,
    const v1::Case& state,
    const v1::RecordFactRequest& command,
    const Context& context
) {
    const auto found = meant(state, command.fact());
    check_withdrawal(problems, command, found);
    check_days(problems, {}, command.known_on(), context.recorded_at);
    if (found.size() == 1) {
        const auto* fact = context.ruleset.fact(found.front()->fact());
        if (fact != nullptr) {
            if (const auto allowed = require_recorder(*fact, context); !allowed) {
                return allowed.error();
            }
        }
    }
    if (problems.any()) {
        return problems.to_error("The fact can't be withdrawn");
    }
    v1::Event event;
    event.mutable_fact_withdrawn()->set_id(found.front()->id());
    event.mutable_fact_withdrawn()->set_note(command.note());
    return Events{std::move(event)};
}

base::Result<Events> record(
    Problems& problems,
    const v1::Case& state,
    const v1::RecordFactRequest& command,
    const Context& context
) {
    const auto* fact = context.ruleset.fact(command.fact());
    if (fact == nullptr) {
        problems.field("fact", fmt::format("is not a fact of {}", context.ruleset.name()));
    } else if (const auto allowed = require_recorder(*fact, context); !allowed) {
        return allowed.error();
    }
    check_evidence(problems, command.evidence(), state);
    if (!command.note().empty()) {
        check_text(problems, "note", command.note(), reasons_chars_max);
    }
    const auto days =
        check_days(problems, command.effective_on(), command.known_on(), context.recorded_at);
    if (problems.any()) {
        return problems.to_error("The fact can't be recorded");
    }
    v1::Event event;
    auto& recorded = *event.mutable_fact_recorded();
    recorded.set_id(fmt::format("f{}", state.facts_size() + 1));
    recorded.set_fact(command.fact());
    *recorded.mutable_evidence() = command.evidence();
    recorded.set_note(command.note());
    recorded.set_effective_on(base::to_string(days.effective_on));
    return Events{std::move(event)};
}

}  // namespace

base::Result<Events> decide(
    const v1::Case& state, const v1::RecordFactRequest& command, const Context& context
) {
    if (const auto allowed = require_permission(context, v1::PERMISSION_RECORD_FACT); !allowed) {
        return allowed.error();
    }
    Problems problems;
    if (const auto current = require_current(problems, state, command.etag()); !current) {
        return current.error();
    }
    return command.withdraw() ? withdraw(problems, state, command, context)
                              : record(problems, state, command, context);
}

}  // namespace ladder::casework

// Linking two cases that move together, such as those of a force and its authority.
#include <utility>

#include <fmt/format.h>

#include "engine/casework/authorise.hpp"
#include "engine/command/fields.hpp"
#include "engine/definition/compartments.hpp"

namespace ladder::casework {

namespace {

void check_other(
    Problems& problems,
    const v1::Case& state,
    const v1::Case* other,
    const v1::LinkCasesRequest& command,
    const definition::Ruleset& ruleset
) {
    if (other == nullptr) {
        problems.field("other", fmt::format("there is no case {}", command.other().substr(0, 80)));
    } else if (other->name() == state.name()) {
        problems.field("other", "is the case itself; name another one");
    } else if (!command.unlink() && other->body() == state.body()) {
        problems.field(
            "other",
            fmt::format("is a case of {} too; cases of two bodies are linked", state.body())
        );
    } else if (!command.unlink() &&
               definition::compartments_of(ruleset, other->subject()) !=
                   definition::compartments_of(ruleset, state.subject())) {
        // Whoever sees the one would learn that the other is there.
        problems.conflict("cases of different compartments are never linked");
    } else if (!command.unlink() && !other->closed_on().empty()) {
        problems.conflict(
            fmt::format("{} was closed on {}", other->name(), date_words(other->closed_on()))
        );
    } else if (command.unlink() && !contains(state.linked_cases(), other->name())) {
        problems.conflict(fmt::format("{} and {} are not linked", state.name(), other->name()));
    }
}

template <class Event>
void fill(Event& event, const std::string& other, const std::string& reasons) {
    event.set_other(other);
    event.set_reasons(reasons);
}

v1::Event link_event(const v1::LinkCasesRequest& command, const std::string& other) {
    v1::Event event;
    if (command.unlink()) {
        fill(*event.mutable_case_unlinked(), other, command.reasons());
    } else {
        fill(*event.mutable_case_linked(), other, command.reasons());
    }
    return event;
}

}  // namespace

base::Result<LinkEvents> decide(
    const v1::Case& state,
    const v1::Case* other,
    const v1::LinkCasesRequest& command,
    const Context& context
) {
    if (const auto allowed = require_permission(context, v1::PERMISSION_OPEN_CASE); !allowed) {
        return allowed.error();
    }
    Problems problems;
    if (const auto current = require_current(problems, state, command.etag()); !current) {
        return current.error();
    }
    check_text(problems, "reasons", command.reasons(), reasons_chars_max);
    check_known_on(problems, command.known_on(), context.recorded_at);
    check_other(problems, state, other, command, context.ruleset);
    if (problems.any()) {
        return problems.to_error(
            command.unlink() ? "The link can't be taken away" : "The cases can't be linked"
        );
    }
    if (!command.unlink() && contains(state.linked_cases(), other->name())) {
        return base::Error{
            base::Code::already_exists,
            fmt::format("{} and {} are linked already", state.name(), other->name()),
            {}};
    }
    return LinkEvents{link_event(command, other->name()), link_event(command, state.name())};
}

}  // namespace ladder::casework

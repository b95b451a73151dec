// Raising and closing concerns.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/casework/authorise.hpp"
#include "engine/casework/evidence.hpp"
#include "engine/command/fields.hpp"

namespace ladder::casework {

base::Result<Events> decide(
    const v1::Case& state, const v1::RaiseConcernRequest& command, const Context& context
) {
    if (const auto allowed = require_permission(context, v1::PERMISSION_RAISE_CONCERN); !allowed) {
        return allowed.error();
    }
    Problems problems;
    if (const auto current = require_current(problems, state, command.etag()); !current) {
        return current.error();
    }
    check_text(problems, "title", command.title(), title_chars_max);
    if (context.ruleset.domain(command.domain()) == nullptr) {
        std::vector<std::string> domains;
        for (const auto& domain : context.ruleset.definition().domains()) {
            domains.push_back(domain.id());
        }
        problems.field(
            "domain",
            fmt::format("is not a domain of {}; it has {}", context.ruleset.name(), listed(domains))
        );
    }
    check_evidence(problems, command.evidence(), state);
    const auto days =
        check_days(problems, command.effective_on(), command.known_on(), context.recorded_at);
    if (problems.any()) {
        return problems.to_error("The concern can't be raised");
    }
    v1::Event event;
    auto& raised = *event.mutable_concern_raised();
    raised.set_id(fmt::format("c{}", state.concerns_size() + 1));
    raised.set_title(command.title());
    raised.set_domain(command.domain());
    *raised.mutable_evidence() = command.evidence();
    raised.set_effective_on(base::to_string(days.effective_on));
    return Events{std::move(event)};
}

base::Result<Events> decide(
    const v1::Case& state, const v1::CloseConcernRequest& command, const Context& context
) {
    if (const auto allowed = require_permission(context, v1::PERMISSION_RAISE_CONCERN); !allowed) {
        return allowed.error();
    }
    Problems problems;
    if (const auto current = require_current(problems, state, command.etag()); !current) {
        return current.error();
    }
    check_text(problems, "reasons", command.reasons(), reasons_chars_max);
    const auto days =
        check_days(problems, command.effective_on(), command.known_on(), context.recorded_at);
    const auto& concerns = state.concerns();
    const auto concern = std::find_if(concerns.begin(), concerns.end(), [&](const auto& each) {
        return each.id() == command.concern();
    });
    if (concern == concerns.end()) {
        problems.field("concern", "the case has no such concern; name one such as c1");
    } else if (!concern->closed_on().empty()) {
        problems.conflict(fmt::format(
            "Concern {} was closed on {}", concern->id(), date_words(concern->closed_on())
        ));
    } else {
        check_not_before(
            problems, days.effective_on, concern->raised_on(), "the day the concern was raised,"
        );
    }
    if (problems.any()) {
        return problems.to_error("The concern can't be closed");
    }
    v1::Event event;
    auto& closed = *event.mutable_concern_closed();
    closed.set_id(command.concern());
    closed.set_reasons(command.reasons());
    closed.set_effective_on(base::to_string(days.effective_on));
    return Events{std::move(event)};
}

}  // namespace ladder::casework

// Opening a case, at the first stage of the ladder for its body and subject.
#include <utility>

#include <fmt/format.h>

#include "engine/casework/authorise.hpp"
#include "engine/command/fields.hpp"

namespace ladder::casework {

base::Result<Events> decide(
    const std::optional<std::string>& previous_case,
    const v1::OpenCaseRequest& command,
    const Context& context
) {
    if (const auto allowed = require_permission(context, v1::PERMISSION_OPEN_CASE); !allowed) {
        return allowed.error();
    }
    if (context.around.body == nullptr) {
        return base::Error{
            base::Code::not_found,
            fmt::format("there is no body '{}'", command.body().substr(0, 80)),
            {}};
    }
    Problems problems;
    check_text(problems, "reasons", command.reasons(), reasons_chars_max);
    const auto days =
        check_days(problems, command.effective_on(), command.known_on(), context.recorded_at);
    const v1::LadderDefinition* ladder = nullptr;
    if (command.subject() == v1::SUBJECT_UNSPECIFIED || !v1::Subject_IsValid(command.subject())) {
        problems.field("subject", "is missing; give general, confidence or counter-terrorism");
    } else {
        ladder = context.ruleset.ladder_for(context.around.body->kind(), command.subject());
        if (ladder == nullptr || ladder->stages().empty()) {
            problems.conflict(fmt::format(
                "{} has no ladder for {}, subject {}",
                context.ruleset.name(),
                context.around.body->name(),
                subject_word(command.subject())
            ));
        }
    }
    if (problems.any()) {
        return problems.to_error("The case can't be opened");
    }
    v1::Event event;
    auto& opened = *event.mutable_case_opened();
    opened.set_body(context.around.body->name());
    opened.set_subject(command.subject());
    opened.set_ladder(ladder->id());
    opened.set_ruleset(context.ruleset.name());
    opened.set_stage(ladder->stages(0).id());
    opened.set_reasons(command.reasons());
    opened.set_effective_on(base::to_string(days.effective_on));
    opened.set_previous_case(previous_case.value_or(""));
    return Events{std::move(event)};
}

}  // namespace ladder::casework

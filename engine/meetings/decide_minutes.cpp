// Correcting minutes after closing: what they said before stays.
#include <utility>

#include "engine/command/fields.hpp"
#include "engine/meetings/authorise.hpp"

namespace ladder::meetings {

base::Result<Events> decide(
    const v1::Meeting& state, const v1::CorrectMinutesRequest& command, const Context& context
) {
    command::Problems problems;
    if (const auto fit = require_current(problems, state, command.etag(), context); !fit) {
        return fit.error();
    }
    if (state.state() != v1::MEETING_STATE_CLOSED) {
        problems.conflict("The meeting is not closed: it has no minutes to correct");
    }
    command::check_text(problems, "minutes", command.minutes(), minutes_chars_max);
    command::check_text(problems, "reasons", command.reasons(), command::reasons_chars_max);
    command::check_known_on(problems, command.known_on(), context.recorded_at);
    if (!command.minutes().empty() && command.minutes() == state.minutes()) {
        problems.field("minutes", "say what they said: nothing to correct");
    }
    if (problems.any()) {
        return problems.to_error("The minutes can't be corrected");
    }
    v1::Event event;
    auto& corrected = *event.mutable_minutes_corrected();
    corrected.set_minutes(command.minutes());
    corrected.set_reasons(command.reasons());
    return Events{std::move(event)};
}

}  // namespace ladder::meetings

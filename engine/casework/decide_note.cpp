// Remarks: they change nothing but what can be read.
#include <utility>

#include <fmt/format.h>

#include "engine/casework/authorise.hpp"
#include "engine/command/fields.hpp"

namespace ladder::casework {

base::Result<Events> decide_note(
    int known_notes, const v1::AddNoteRequest& command, const command::Context& context
) {
    if (const auto caller = require_caller(context); !caller) {
        return caller.error();
    }
    Problems problems;
    check_text(problems, "text", command.text(), reasons_chars_max);
    if (!v1::Marking_IsValid(command.marking())) {
        problems.field("marking", "is no marking; give one such as restricted, or none");
    }
    const auto days =
        check_days(problems, command.effective_on(), command.known_on(), context.recorded_at);
    if (problems.any()) {
        return problems.to_error("The note can't be added");
    }
    v1::Event event;
    auto& note = *event.mutable_note_added()->mutable_note();
    note.set_id(fmt::format("n{}", known_notes + 1));
    note.set_text(command.text());
    note.set_marking(command.marking());
    note.set_effective_on(base::to_string(days.effective_on));
    return Events{std::move(event)};
}

base::Result<Events> decide(
    const v1::Case& state, const v1::AddNoteRequest& command, const Context& context
) {
    if (!state.closed_on().empty()) {
        Problems problems;
        if (const auto open = require_current(problems, state, state.etag()); !open) {
            return open.error();
        }
    }
    return decide_note(state.notes_size(), command, context);
}

}  // namespace ladder::casework

// One line for each kind of event in a procedure.
#include <fmt/format.h>

#include "engine/command/describe_parts.hpp"
#include "engine/command/words.hpp"

namespace ladder::command {

std::string procedure_line(const v1::Event& event) {
    switch (event.kind_case()) {
        case v1::Event::kProcedureStarted: {
            const auto& started = event.procedure_started();
            return fmt::format(
                "Procedure {} started for {} by {} on {}, under {}.",
                started.definition(),
                started.body(),
                actor_words(started.started_by()),
                date_words(started.effective_on()),
                started.ruleset()
            );
        }
        case v1::Event::kEntryRecorded: {
            const auto& entry = event.entry_recorded().entry();
            return fmt::format(
                "Entry {} recorded: {}{} on {}.",
                entry.id(),
                entry.record(),
                entry.key().empty() ? "" : fmt::format(" ({})", entry.key()),
                date_words(entry.effective_on())
            );
        }
        case v1::Event::kEntryWithdrawn:
            return fmt::format(
                "Entry {} withdrawn with effect from {}.",
                event.entry_withdrawn().id(),
                date_words(event.entry_withdrawn().effective_on())
            );
        case v1::Event::kStepTaken: {
            const auto& step = event.step_taken().step();
            return fmt::format(
                "Step {}: {} took the procedure from {} to {} on {}{}.",
                step.id(),
                actor_words(step.decider()),
                step.from_stage(),
                step.to_stage(),
                date_words(step.effective_on()),
                event.step_taken().outcome().empty()
                    ? ""
                    : fmt::format("; it ended: {}", event.step_taken().outcome())
            );
        }
        default:
            return {};
    }
}

}  // namespace ladder::command

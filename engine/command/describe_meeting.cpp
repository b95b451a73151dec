// One line for each kind of event in a meeting.
#include <fmt/format.h>

#include "engine/command/describe_parts.hpp"
#include "engine/command/words.hpp"

namespace ladder::command {

std::string meeting_line(const v1::Event& event) {
    switch (event.kind_case()) {
        case v1::Event::kMeetingPlanned:
            return fmt::format(
                "Meeting planned for {}: {}.",
                date_words(event.meeting_planned().held_on()),
                event.meeting_planned().title()
            );
        case v1::Event::kAgendaSet:
            return fmt::format(
                "Agenda set: {}.",
                counted(static_cast<std::size_t>(event.agenda_set().items_size()), "item")
            );
        case v1::Event::kPackFrozen:
            return fmt::format(
                "Pack frozen at journal size {}.", event.pack_frozen().pack().journal_size()
            );
        case v1::Event::kAttendanceRecorded:
            return fmt::format(
                "Attendance recorded: {}.",
                counted(
                    static_cast<std::size_t>(event.attendance_recorded().attendance_size()),
                    "person"
                )
            );
        case v1::Event::kRecusalRecorded:
            return fmt::format(
                "{} takes no part in item {}.",
                event.recusal_recorded().recusal().person(),
                event.recusal_recorded().item()
            );
        case v1::Event::kOutcomeRecorded:
            return fmt::format("Outcome of item {} recorded.", event.outcome_recorded().item());
        case v1::Event::kMeetingClosed:
            return fmt::format(
                "Meeting closed on {}, with {}.",
                date_words(event.meeting_closed().effective_on()),
                counted(
                    static_cast<std::size_t>(event.meeting_closed().recorded_size()), "decision"
                )
            );
        case v1::Event::kMeetingCancelled:
            return "Meeting called off.";
        case v1::Event::kMinutesCorrected:
            return "Minutes corrected.";
        default:
            return {};
    }
}

}  // namespace ladder::command

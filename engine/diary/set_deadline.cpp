// Setting a deadline by hand, by a definition of the ruleset.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/command/authorise.hpp"
#include "engine/command/fields.hpp"
#include "engine/diary/decide.hpp"
#include "engine/diary/diary_fields.hpp"
#include "engine/diary/due.hpp"

namespace ladder::diary {

namespace {

// The deadline of a definition that runs for a key; null if none does.
const v1::Deadline* running_for(
    const DiaryView& diary, const std::string& definition, const std::string& key
) {
    const auto found =
        std::find_if(diary.deadlines.begin(), diary.deadlines.end(), [&](const auto& deadline) {
            return deadline.definition() == definition && deadline.key() == key &&
                   is_running(deadline);
        });
    return found == diary.deadlines.end() ? nullptr : &*found;
}

void check_place(
    command::Problems& problems, const Holder& holder, const v1::SetDeadlineRequest& command
) {
    if (!holder.ended_on().empty()) {
        problems.conflict(fmt::format(
            "The {} ended on {}.", holder.what(), command::date_words(holder.ended_on())
        ));
    }
    if (const auto* runs = running_for(holder.diary(), command.definition(), command.key())) {
        problems.conflict(fmt::format(
            "Deadline {} runs already, due on {}: move it, or end it first.",
            runs->id(),
            command::date_words(runs->due_on())
        ));
    }
}

// The reasons of a person's own act, kept with the deadline as the first line of its history.
void keep_reasons(
    v1::Deadline& deadline, const v1::SetDeadlineRequest& command, const command::Context& context
) {
    auto& change = *deadline.add_changes();
    change.set_due_after(deadline.due_on());
    change.set_what("set");
    change.set_reason(command.reasons());
    *change.mutable_authority() = context.actor;
    change.set_effective_on(deadline.from_on());
    *change.mutable_recorded_at() = base::to_timestamp(context.recorded_at);
    *change.mutable_recorded_by() = context.actor;
}

}  // namespace

base::Result<command::Events> decide(
    const Holder& holder, const v1::SetDeadlineRequest& command, const command::Context& context
) {
    if (const auto may = command::require_permission(context, v1::PERMISSION_KEEP_DIARY); !may) {
        return may.error();
    }
    command::Problems problems;
    if (const auto current = command::require_etag(problems, holder, command.etag(), holder.what());
        !current) {
        return current.error();
    }
    const auto today = base::day_of(context.recorded_at);
    const auto from = past_day(problems, "from_on", command.from_on(), today).value_or(today);
    past_day(problems, "known_on", command.known_on(), today);
    command::check_text(problems, "reasons", command.reasons(), command::reasons_chars_max);
    if (!command.key().empty()) {
        command::check_text(problems, "key", command.key(), key_chars_max);
    }
    check_place(problems, holder, command);
    const auto* definition = context.ruleset.deadline(command.definition());
    v1::Deadline deadline;
    if (definition == nullptr) {
        problems.field(
            "definition",
            fmt::format(
                "'{}' is not a deadline of {}",
                command.definition().substr(0, 80),
                context.ruleset.name()
            )
        );
    } else if (auto made = make_deadline(
                   {*definition, from, command.due_on(), "due_on", command.key(), {}},
                   context.ruleset
               );
               made) {
        deadline = std::move(*made);
    } else {
        problems.also(made.error());
    }
    if (problems.any()) {
        return problems.to_error("The deadline can't be set");
    }
    deadline.set_id(fmt::format("l{}", holder.diary().deadlines.size() + 1));
    keep_reasons(deadline, command, context);
    command::Events events(1);
    *events.front().mutable_deadline_set()->mutable_deadline() = std::move(deadline);
    return events;
}

}  // namespace ladder::diary

// Taking an entry back from a day on. It stays in the record, and counts no longer at once.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/command/authorise.hpp"
#include "engine/command/fields.hpp"
#include "engine/procedures/shared.hpp"

namespace ladder::procedures {

namespace {

const v1::Entry* find_entry(const v1::Procedure& state, std::string_view id) {
    const auto& entries = state.entries();
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const auto& entry) {
        return entry.id() == id;
    });
    return found == entries.end() ? nullptr : &*found;
}

void check_entry(command::Problems& problems, const v1::Entry& entry, const command::Days& days) {
    if (!entry.withdrawn_on().empty()) {
        problems.field(
            "entry",
            fmt::format(
                "{} was withdrawn on {} already",
                entry.id(),
                command::date_words(entry.withdrawn_on())
            )
        );
    }
    command::check_not_before(
        problems, days.effective_on, entry.effective_on(), fmt::format("{} took effect", entry.id())
    );
}

// What the entry set and still runs has lost its ground.
void end_deadlines(
    Events& events, const v1::Procedure& state, const v1::Entry& entry, base::Date on
) {
    for (const auto& deadline : state.deadlines()) {
        const bool open = deadline.state() == v1::DEADLINE_STATE_PENDING ||
                          deadline.state() == v1::DEADLINE_STATE_PAUSED;
        if (deadline.set_by() == entry.id() && open) {
            auto& ended = *events.emplace_back().mutable_deadline_ended();
            ended.set_id(deadline.id());
            ended.set_state(v1::DEADLINE_STATE_CANCELLED);
            ended.set_reasons(fmt::format("{} was withdrawn", entry.id()));
            ended.set_effective_on(base::to_string(on));
        }
    }
}

}  // namespace

base::Result<Events> decide(
    const v1::Procedure& state, const v1::WithdrawEntryRequest& command, const Context& context
) {
    if (const auto allowed = command::require_caller(context); !allowed) {
        return allowed.error();
    }
    const auto definition = definition_of(state, context);
    if (!definition) {
        return definition.error();
    }
    const auto* entry = find_entry(state, command.entry());
    const auto* record =
        entry == nullptr ? nullptr : definition::find_record(**definition, entry->record());
    if (record != nullptr) {
        if (const auto allowed = require_recorder(*record, context); !allowed) {
            return allowed.error();
        }
    }
    command::Problems problems;
    if (const auto current = command::require_etag(problems, state, command.etag(), "procedure");
        !current) {
        return current.error();
    }
    command::check_text(problems, "reasons", command.reasons(), command::reasons_chars_max);
    const auto days = command::check_days(
        problems, command.effective_on(), command.known_on(), context.recorded_at
    );
    if (entry == nullptr) {
        problems.field("entry", "the procedure has no such entry; name one such as e1");
    } else {
        check_entry(problems, *entry, days);
    }
    if (record != nullptr && !state.ended_on().empty()) {
        check_stage(problems, **definition, *record, state);
    }
    if (problems.any()) {
        return problems.to_error("The entry can't be withdrawn");
    }
    Events events(1);
    auto& withdrawn = *events.front().mutable_entry_withdrawn();
    withdrawn.set_id(entry->id());
    withdrawn.set_reasons(command.reasons());
    withdrawn.set_effective_on(base::to_string(days.effective_on));
    end_deadlines(events, state, *entry, days.effective_on);
    return events;
}

}  // namespace ladder::procedures

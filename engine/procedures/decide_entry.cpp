// Recording an entry: a notice, a consent, a requirement, an answer.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/casework/elements.hpp"
#include "engine/casework/gate_outcomes.hpp"
#include "engine/command/authorise.hpp"
#include "engine/command/fields.hpp"
#include "engine/command/markings.hpp"
#include "engine/definition/suggest.hpp"
#include "engine/diary/effects.hpp"
#include "engine/procedures/values.hpp"

namespace ladder::procedures {

namespace {

// What an entry is decided from.
struct Recording {
    const v1::Procedure& state;
    const v1::RecordEntryRequest& command;
    const Context& context;
    const v1::ProcedureDefinition& definition;
    const v1::RecordDefinition& record;
};

// The record definition. Errors: invalid_argument, with what was probably meant.
base::Result<const v1::RecordDefinition*> record_of(
    const v1::ProcedureDefinition& definition, const std::string& id
) {
    if (const auto* record = definition::find_record(definition, id)) {
        return record;
    }
    std::vector<std::string> known;
    for (const auto& record : definition.records()) {
        known.push_back(record.id());
    }
    return base::field_error(
        "record",
        fmt::format(
            "{} {}",
            id.empty() ? std::string{"is missing;"}
                       : fmt::format("'{}' is no record of {};", id.substr(0, 80), definition.id()),
            definition::suggest(id, known)
        )
    );
}

// Whether entries of two records are about one thing where their keys are equal.
bool keys_compare(const v1::RecordDefinition& a, const v1::RecordDefinition& b) {
    if (a.key() == v1::KEY_KIND_ENTRY && a.key_record() == b.id()) {
        return true;
    }
    return a.key() == b.key() && a.key() != v1::KEY_KIND_UNSPECIFIED &&
           (a.key() != v1::KEY_KIND_ENTRY || a.key_record() == b.key_record());
}

// The entries of another record that were not withdrawn, about the same thing where both have keys
// of one kind.
std::vector<const v1::Entry*> related(
    const Recording& recording, const std::string& id, const v1::Entry& entry
) {
    std::vector<const v1::Entry*> found;
    const auto* other = definition::find_record(recording.definition, id);
    if (other == nullptr) {
        return found;
    }
    const bool by_key = keys_compare(recording.record, *other);
    for (const auto& earlier : recording.state.entries()) {
        if (earlier.record() == id && earlier.withdrawn_on().empty() &&
            (!by_key || casework::same_key(recording.definition, *other, earlier, entry))) {
            found.push_back(&earlier);
        }
    }
    return found;
}

void check_order(command::Problems& problems, const Recording& recording, const v1::Entry& entry) {
    for (const auto& id : recording.record.not_before()) {
        for (const auto* earlier : related(recording, id, entry)) {
            if (entry.effective_on() < earlier->effective_on()) {
                problems.field(
                    "effective_on",
                    fmt::format(
                        "{} is before {} ({})",
                        command::date_words(entry.effective_on()),
                        casework::record_words(*definition::find_record(recording.definition, id)),
                        casework::entry_words(*earlier)
                    )
                );
            }
        }
    }
}

void check_person(command::Problems& problems, const Recording& recording, const v1::Entry& entry) {
    for (const auto& id : recording.record.another_person_than()) {
        for (const auto* earlier : related(recording, id, entry)) {
            if (command::same_person(
                    earlier->recorded_by().person(), recording.context.actor.person()
                )) {
                auto gate = casework::element(
                    "another_person",
                    fmt::format("Another person than who recorded {}", id),
                    fmt::format(
                        "Have {} recorded by somebody else.",
                        casework::record_words(recording.record)
                    ),
                    fmt::format("The same person recorded {}.", casework::entry_words(*earlier))
                );
                gate.set_legal_basis(recording.record.legal_basis());
                problems.unmet(std::move(gate));
                break;
            }
        }
    }
}

// Whether two entries would ever stand on one day. ISO dates sort as text.
bool overlap(const v1::Entry& a, const v1::Entry& b) {
    const auto over_before = [](const v1::Entry& one, const v1::Entry& other) {
        return (!one.withdrawn_on().empty() && one.withdrawn_on() <= other.effective_on()) ||
               (!one.expires_on().empty() && one.expires_on() < other.effective_on());
    };
    const bool never = !a.withdrawn_on().empty() && a.withdrawn_on() <= a.effective_on();
    return !never && !over_before(a, b) && !over_before(b, a);
}

void check_once(command::Problems& problems, const Recording& recording, const v1::Entry& entry) {
    if (!recording.record.once()) {
        return;
    }
    for (const auto& earlier : recording.state.entries()) {
        if (earlier.record() == entry.record() && earlier.key() == entry.key() &&
            overlap(earlier, entry)) {
            problems.conflict(fmt::format(
                "{}{} stands recorded already ({}); withdraw that first, then record it anew.",
                casework::record_words(recording.record),
                entry.key().empty() ? "" : " for " + entry.key(),
                casework::entry_words(earlier)
            ));
        }
    }
}

void check_expiry(command::Problems& problems, const Recording& recording, v1::Entry& entry) {
    const auto& field = recording.record.expires_field();
    const auto date = base::parse_date(field.empty() ? "" : value_of(entry, field));
    if (!date) {
        return;
    }
    entry.set_expires_on(base::to_string(*date));
    if (entry.expires_on() < entry.effective_on()) {
        problems.field(
            fmt::format("values.{}", field),
            fmt::format(
                "{} is before the day it takes effect, {}", entry.expires_on(), entry.effective_on()
            )
        );
    }
}

void check_marking(command::Problems& problems, const Recording& recording, v1::Entry& entry) {
    const auto given = recording.command.marking();
    const auto least = recording.record.marking();
    entry.set_marking(given == v1::MARKING_UNSPECIFIED ? least : given);
    if (!v1::Marking_IsValid(given)) {
        problems.field("marking", fmt::format("is no marking; write {}", command::marking_words()));
    } else if (command::marked(entry.marking()) < command::marked(least)) {
        problems.field(
            "marking",
            fmt::format(
                "{} is lower than {}, which {} always has",
                command::marking_title(given),
                command::marking_title(least),
                recording.record.id()
            )
        );
    }
}

// The entry as it is asked for; what is wrong with it becomes problems.
v1::Entry entry_of(command::Problems& problems, const Recording& recording, base::Date on) {
    const auto& command = recording.command;
    v1::Entry entry;
    entry.set_record(recording.record.id());
    entry.set_key(command.key());
    entry.set_effective_on(base::to_string(on));
    check_key(problems, recording.record, command.key(), recording.state, on, recording.context);
    *entry.mutable_values() =
        check_values(problems, recording.record, command.values(), recording.context);
    if (!command.evidence().empty()) {
        check_evidence(problems, command.evidence(), recording.state, recording.context);
    }
    *entry.mutable_evidence() = command.evidence();
    if (!command.note().empty()) {
        command::check_text(problems, "note", command.note(), command::reasons_chars_max);
    }
    entry.set_note(command.note());
    check_marking(problems, recording, entry);
    check_expiry(problems, recording, entry);
    return entry;
}

// What follows from the entry, by its id.
Events following(
    command::Problems& problems, const Recording& recording, const v1::Entry& entry, base::Date on
) {
    auto events = diary::follow(
        recording.record.effects(),
        diary::diary_of(recording.state),
        {on,
         entry.id(),
         casework::key_of(entry),
         [&](std::string_view field) { return std::string{value_of(entry, field)}; }},
        recording.context.ruleset
    );
    if (!events) {
        add_error(problems, events.error());
        return {};
    }
    return std::move(*events);
}

base::Result<Events> record(command::Problems& problems, const Recording& recording) {
    const auto& state = recording.state;
    const auto& command = recording.command;
    check_stage(problems, recording.definition, recording.record, state);
    const auto days = command::check_days(
        problems, command.effective_on(), command.known_on(), recording.context.recorded_at
    );
    command::check_not_before(
        problems, days.effective_on, state.started_on(), "the procedure started"
    );
    auto entry = entry_of(problems, recording, days.effective_on);
    check_order(problems, recording, entry);
    check_person(problems, recording, entry);
    check_once(problems, recording, entry);
    v1::Event event;
    auto& recorded = *event.mutable_entry_recorded();
    auto asked =
        circumstances(state, recording.context.actor, days.effective_on, recording.context);
    asked.about = &entry;
    for (auto& outcome : casework::check_gates(
             problems,
             recording.record.gates(),
             asked,
             command.overrides(),
             recording.context.actor,
             "record"
         )) {
        *recorded.add_gates() = std::move(outcome);
    }
    entry.set_id(fmt::format("e{}", state.entries_size() + 1));
    auto events = following(problems, recording, entry, days.effective_on);
    if (problems.any()) {
        return problems.to_error("The entry can't be recorded");
    }
    *recorded.mutable_entry() = std::move(entry);
    events.insert(events.begin(), std::move(event));
    return events;
}

}  // namespace

base::Result<Events> decide(
    const v1::Procedure& state, const v1::RecordEntryRequest& command, const Context& context
) {
    if (const auto allowed = command::require_caller(context); !allowed) {
        return allowed.error();
    }
    const auto definition = definition_of(state, context);
    if (!definition) {
        return definition.error();
    }
    const auto found = record_of(**definition, command.record());
    if (!found) {
        return found.error();
    }
    if (const auto allowed = require_recorder(**found, context); !allowed) {
        return allowed.error();
    }
    command::Problems problems;
    if (const auto current = command::require_etag(problems, state, command.etag(), "procedure");
        !current) {
        return current.error();
    }
    return record(problems, Recording{state, command, context, **definition, **found});
}

}  // namespace ladder::procedures

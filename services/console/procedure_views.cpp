// What a page shows of a procedure: entries, steps, deadlines, and what is open and missing.
#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/casework/entries.hpp"
#include "engine/command/markings.hpp"
#include "services/console/desks.hpp"
#include "services/console/procedure_forms.hpp"
#include "services/console/words.hpp"

namespace ladder::console {

namespace {

using Type = Data::type;

std::string roles_in_words(
    const ProcedureSeen& seen, const google::protobuf::RepeatedPtrField<std::string>& roles
) {
    std::vector<std::string> titles;
    for (const auto& role : roles) {
        titles.push_back(role_title(seen, role));
    }
    return fmt::format("{}", fmt::join(titles, "; "));
}

// "Nia Rees, Commission manager".
std::string actor_in_words(const ProcedureSeen& seen, const v1::Actor& actor) {
    return seen.titles.people().in_words(
        actor, actor.capacity().empty() ? std::string{} : role_title(seen, actor.capacity())
    );
}

std::string key_in_words(const ProcedureSeen& seen, const v1::Entry& entry) {
    const auto* record = definition::find_record(*seen.definition, entry.record());
    if (record != nullptr && record->key() == v1::KEY_KIND_ENTRY) {
        for (const auto& other : seen.procedure.entries()) {
            if (other.id() == entry.key()) {
                return entry_in_words(seen, other);
            }
        }
    }
    return entry.key().empty() ? std::string{} : seen.titles.of(entry.key());
}

std::string link_of_value(const v1::FieldDefinition& field, const std::string& value) {
    const bool has_page = field.kind() == v1::FIELD_KIND_DOCUMENT ||
                          field.kind() == v1::FIELD_KIND_BODY ||
                          field.kind() == v1::FIELD_KIND_PEER;
    return has_page ? "/" + value : std::string{};
}

Data entry_data(
    const Visit& visit,
    const ProcedureSeen& seen,
    const v1::RecordDefinition& record,
    const v1::Entry& entry,
    const std::string& place
) {
    Data shown{Type::object};
    shown.set("id", entry.id());
    put_text(shown, "key", key_in_words(seen, entry));
    shown.set("on", day_in_words(entry.effective_on()));
    put_text(shown, "expires", day_in_words(entry.expires_on()));
    shown.set("by", actor_in_words(seen, entry.recorded_by()));
    put_text(shown, "note", entry.note());
    const bool is_marked = command::marked(entry.marking()) != v1::MARKING_NOT_PROTECTIVELY_MARKED;
    put_text(shown, "marking", is_marked ? marking_in_words(entry.marking()) : std::string{});
    std::vector<Data> values;
    for (const auto& value : entry.values()) {
        const auto& fields = record.fields();
        const auto field = std::find_if(fields.begin(), fields.end(), [&](const auto& one) {
            return one.id() == value.field();
        });
        if (field == fields.end()) {
            continue;
        }
        auto& line = values.emplace_back(Type::object);
        line.set("label", field->title());
        line.set("value", value_in_words(seen, *field, value.value()));
        const auto link = link_of_value(*field, value.value());
        put_text(line, "link", link.empty() ? link : visit.link(link));
    }
    shown.set("values", list_of(std::move(values)));
    std::vector<std::string> evidence;
    for (const auto& proof : entry.evidence()) {
        evidence.push_back(seen.titles.of(proof));
    }
    put_text(shown, "evidence", fmt::format("{}", fmt::join(evidence, "; ")));
    const bool withdrawn = !entry.withdrawn_on().empty();
    const auto today = day_seen(visit);
    shown.set("withdrawn", Data{withdrawn});
    shown.set(
        "expired", Data{!withdrawn && !entry.expires_on().empty() && entry.expires_on() < today}
    );
    shown.set("withdrawn_on", day_in_words(entry.withdrawn_on()));
    shown.set("withdrawn_because", entry.withdrawn_because());
    shown.set("withdrawn_by", actor_in_words(seen, entry.withdrawn_by()));
    const bool running = seen.procedure.ended_on().empty() && !visit.known;
    put_text(
        shown,
        "withdraw_link",
        running && !withdrawn && may_record(visit, seen, record)
            ? fmt::format("{}/withdraw/{}", place, entry.id())
            : std::string{}
    );
    return shown;
}

void put_entries(
    Data& data, const Visit& visit, const ProcedureSeen& seen, const std::string& place
) {
    std::vector<Data> groups;
    for (const auto& record : seen.definition->records()) {
        std::vector<Data> entries;
        for (const auto& entry : seen.procedure.entries()) {
            if (entry.record() == record.id()) {
                entries.push_back(entry_data(visit, seen, record, entry, place));
            }
        }
        if (entries.empty()) {
            continue;
        }
        auto& group = groups.emplace_back(Type::object);
        group.set("record", record.id());
        group.set("record_title", record.title());
        group.set("entries", list_of(std::move(entries)));
    }
    data.set("has_entries", Data{!groups.empty()});
    data.set("entry_groups", list_of(std::move(groups)));
}

// The gates that a step passed by a reason alone.
std::vector<Data> overrides_of(const ProcedureSeen& seen, const v1::Step& step) {
    std::vector<Data> overrides;
    const auto* transition =
        definition::find_transition(*seen.definition, step.from_stage(), step.to_stage());
    for (const auto& outcome : step.gates()) {
        if (outcome.override_reason().empty()) {
            continue;
        }
        auto title = outcome.gate();
        if (transition != nullptr) {
            for (const auto& gate : transition->gates()) {
                title = gate.id() == outcome.gate() ? gate.title() : title;
            }
        }
        overrides.emplace_back(Type::object)
            .set("override", fmt::format("{}: {}", title, outcome.override_reason()));
    }
    return overrides;
}

void put_steps_taken(Data& data, const ProcedureSeen& seen) {
    std::vector<Data> steps;
    for (const auto& step : seen.procedure.steps()) {
        auto& shown = steps.emplace_back(Type::object);
        shown.set("to", stage_title(seen, step.to_stage()));
        shown.set("on", day_in_words(step.effective_on()));
        shown.set("decider", actor_in_words(seen, step.decider()));
        shown.set("reasons", step.reasons());
        shown.set("basis", law_in_words(step.basis()));
        put_text(shown, "exceptional", step.exceptional_reason());
        shown.set("overrides", list_of(overrides_of(seen, step)));
    }
    std::reverse(steps.begin(), steps.end());
    data.set("has_steps", Data{!steps.empty()});
    data.set("steps_taken", list_of(std::move(steps)));
}

struct StateShown {
    const char* text;
    const char* colour;
};

StateShown state_shown(const v1::Deadline& deadline, const std::string& today) {
    switch (deadline.state()) {
        case v1::DEADLINE_STATE_MET:
            return {"deadline.met", "green"};
        case v1::DEADLINE_STATE_PAUSED:
            return {"deadline.paused", "grey"};
        case v1::DEADLINE_STATE_CANCELLED:
            return {"deadline.cancelled", "grey"};
        case v1::DEADLINE_STATE_OVERDUE:
            return {"deadline.overdue", "red"};
        default:
            break;
    }
    if (deadline.due_on() < today) {
        return {"deadline.overdue", "red"};
    }
    return !deadline.due_soon_on().empty() && deadline.due_soon_on() <= today
               ? StateShown{"deadline.soon", "yellow"}
               : StateShown{"deadline.pending", "blue"};
}

void put_deadlines(Data& data, const Visit& visit, const ProcedureSeen& seen) {
    const auto today = day_seen(visit);
    std::vector<Data> deadlines;
    for (const auto& deadline : seen.procedure.deadlines()) {
        auto& shown = deadlines.emplace_back(Type::object);
        const auto state = state_shown(deadline, today);
        shown.set("due_title", deadline.title());
        put_text(shown, "key", deadline.key().empty() ? "" : about_in_words(seen, deadline.key()));
        shown.set("due_on", day_in_words(deadline.due_on()));
        shown.set("state", visit.desk->templates.text("common", state.text));
        shown.set("colour", state.colour);
    }
    data.set("has_deadlines", Data{!deadlines.empty()});
    data.set("deadlines", list_of(std::move(deadlines)));
}

// What can be recorded at the present stage by whoever is signed in.
std::vector<Data> records_open(
    const Visit& visit, const ProcedureSeen& seen, const std::string& place
) {
    std::vector<Data> open;
    for (const auto& record : seen.definition->records()) {
        const auto& only = record.only_at();
        const bool at_stage =
            only.empty() ||
            std::find(only.begin(), only.end(), seen.procedure.stage()) != only.end();
        if (at_stage && may_record(visit, seen, record)) {
            auto& shown = open.emplace_back(Type::object);
            shown.set("record_title", record.title());
            shown.set("link", fmt::format("{}/record/{}", place, record.id()));
        }
    }
    return open;
}

std::vector<Data> steps_open(
    const Visit& visit, const ProcedureSeen& seen, const std::string& place
) {
    std::vector<Data> open;
    for (const auto& transition : seen.definition->transitions()) {
        const auto& from = transition.from();
        if (std::find(from.begin(), from.end(), seen.procedure.stage()) == from.end()) {
            continue;
        }
        auto& shown = open.emplace_back(Type::object);
        shown.set("to", stage_title(seen, transition.to()));
        const auto* stage = definition::find_stage(*seen.definition, transition.to());
        put_text(
            shown, "to_description", stage == nullptr ? "" : law_in_words(stage->description())
        );
        shown.set("exceptional", Data{transition.exceptional()});
        shown.set("decided_by", roles_in_words(seen, transition.decided_by()));
        const bool mine = !deciders_open(visit, seen, transition).empty();
        const auto missing = mine ? missing_for(visit, seen, transition) : StepTried{};
        shown.set("mine", Data{mine});
        shown.set("ready", Data{mine && missing.unmet.empty() && missing.refused.empty()});
        put_text(shown, "refused", missing.refused);
        put_unmet(shown, visit, seen.titles, missing.unmet);
        shown.set("link", fmt::format("{}/step/{}", place, transition.to()));
    }
    return open;
}

}  // namespace

std::string entry_in_words(const ProcedureSeen& seen, const v1::Entry& entry) {
    const auto* record = definition::find_record(*seen.definition, entry.record());
    auto key = key_in_words(seen, entry);
    if (!key.empty() || record == nullptr) {
        return key;
    }
    for (const auto& value : entry.values()) {
        for (const auto& field : record->fields()) {
            if (field.id() == value.field()) {
                return value_in_words(seen, field, value.value());
            }
        }
    }
    return record->title();
}

std::string about_in_words(const ProcedureSeen& seen, const std::string& key) {
    for (const auto& entry : seen.procedure.entries()) {
        if (entry.id() == key) {
            return entry_in_words(seen, entry);
        }
    }
    return seen.titles.of(key);
}

void put_unmet(
    Data& data, const Visit& visit, const Titles& titles, const std::vector<v1::UnmetGate>& unmet
) {
    const RulesetWords words{*visit.desk};
    std::vector<Data> gates;
    for (const auto& gate : unmet) {
        auto& shown = gates.emplace_back(Type::object);
        shown.set("gate_title", titles.in_text(gate.title()));
        put_text(shown, "explanation", titles.in_text(gate.explanation()));
        put_text(shown, "satisfied_by", titles.in_text(gate.satisfied_by()));
        put_text(shown, "legal_basis", law_in_words(gate.legal_basis()));
        shown.set("statutory", Data{gate.kind() == v1::GATE_KIND_STATUTORY});
    }
    data.set("has_gates", Data{!gates.empty()});
    data.set("gates", list_of(std::move(gates)));
}

void put_procedure(
    Data& data, const Visit& visit, const ProcedureSeen& seen, const std::string& place
) {
    const auto& procedure = seen.procedure;
    data.set("procedure_title", seen.definition->title());
    data.set("body_title", seen.body.title());
    data.set("body_link", visit.link("/" + seen.body.name()));
    data.set("stage_title", stage_title(seen, procedure.stage()));
    const auto* stage = definition::find_stage(*seen.definition, procedure.stage());
    put_text(data, "stage_description", stage == nullptr ? "" : law_in_words(stage->description()));
    put_text(data, "stage_owner", stage == nullptr ? "" : stage->owner());
    data.set("stage_since", day_in_words(procedure.stage_since()));
    data.set("started_on", day_in_words(procedure.started_on()));
    data.set("started_by", actor_in_words(seen, procedure.started_by()));
    data.set("reasons", procedure.reasons());
    put_text(data, "ended_on", day_in_words(procedure.ended_on()));
    put_text(data, "outcome", word_in_words(procedure.outcome()));
    put_entries(data, visit, seen, place);
    put_steps_taken(data, seen);
    put_deadlines(data, visit, seen);
    const bool acts = procedure.ended_on().empty() && !visit.known;
    auto steps = acts ? steps_open(visit, seen, place) : std::vector<Data>{};
    auto records = acts ? records_open(visit, seen, place) : std::vector<Data>{};
    data.set("has_acts", Data{!steps.empty() || !records.empty()});
    data.set("has_open_steps", Data{!steps.empty()});
    data.set("steps_open", list_of(std::move(steps)));
    data.set("has_open_records", Data{!records.empty()});
    data.set("records_open", list_of(std::move(records)));
}

}  // namespace ladder::console

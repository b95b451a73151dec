// The form of a step of a procedure: who decides, what is missing, and the command that it asks
// for.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "services/console/desks.hpp"
#include "services/console/form_parts.hpp"
#include "services/console/procedure_forms.hpp"
#include "services/console/words.hpp"

namespace ladder::console {

namespace {

constexpr std::string_view override_prefix = "override-";

const v1::RoleDefinition* own_role(const Visit& visit, const ProcedureSeen& seen) {
    return seen.ruleset->role(visit.who->caller.capacity);
}

}  // namespace

std::vector<std::string> deciders_open(
    const Visit& visit, const ProcedureSeen& seen, const v1::TransitionDefinition& transition
) {
    std::vector<std::string> open;
    const auto* own = own_role(visit, seen);
    for (const auto& role : transition.decided_by()) {
        const bool recorded =
            own != nullptr &&
            std::find(own->records_for().begin(), own->records_for().end(), role) !=
                own->records_for().end();
        if (role == visit.who->caller.capacity) {
            open.insert(open.begin(), role);
        } else if (recorded) {
            open.push_back(role);
        }
    }
    return open;
}

StepTried missing_for(
    const Visit& visit, const ProcedureSeen& seen, const v1::TransitionDefinition& transition
) {
    v1::TakeStepRequest request;
    request.set_name(seen.procedure.name());
    request.set_etag(seen.procedure.etag());
    request.set_to_stage(transition.to());
    request.set_validate_only(true);
    request.set_request_id(new_request_id());
    const auto deciders = deciders_open(visit, seen, transition);
    if (!deciders.empty() && deciders.front() != visit.who->caller.capacity) {
        // Who it is will be named when the step is recorded.
        request.mutable_decider()->set_person(deciders.front());
        request.mutable_decider()->set_capacity(deciders.front());
    }
    const auto tried = visit.call<v1::TakeStepResponse>("ProcedureService/TakeStep", request);
    StepTried found;
    if (tried) {
        return found;
    }
    found.unmet = unmet_of(tried.error());
    // The form asks for it.
    std::erase_if(found.unmet, [](const auto& gate) {
        return gate.gate() == "exceptional_reason";
    });
    if (tried.error().details.empty()) {
        found.refused = seen.titles.in_text(tried.error().message);
    }
    return found;
}

std::vector<Field> step_fields(
    const Visit& visit,
    const ProcedureSeen& seen,
    const v1::TransitionDefinition& transition,
    const std::vector<v1::UnmetGate>& unmet
) {
    std::vector<Field> fields;
    const auto deciders = deciders_open(visit, seen, transition);
    if (!deciders.empty() && deciders.front() != visit.who->caller.capacity) {
        fields.push_back(person_field("person", visit.people()));
        std::vector<Option> capacities;
        capacities.reserve(deciders.size());
        for (const auto& role : deciders) {
            capacities.push_back({role, seen.ruleset->role(role)->title()});
        }
        fields.push_back({"capacity", Field::Kind::radios, std::move(capacities)});
    }
    fields.push_back({"reasons", Field::Kind::textarea});
    if (transition.exceptional()) {
        fields.push_back({"exceptional_reason", Field::Kind::textarea});
    }
    for (const auto& gate : unmet) {
        const auto& role = gate.override_role();
        const bool may =
            !role.empty() && (role == visit.who->caller.capacity ||
                              std::find(deciders.begin(), deciders.end(), role) != deciders.end());
        if (may) {
            Field field{std::string{override_prefix} + gate.gate(), Field::Kind::textarea};
            field.label = fmt::format("{}: {}", common_text(visit, "override"), gate.title());
            field.hint = common_text(visit, "override.hint");
            fields.push_back(std::move(field));
        }
    }
    std::vector<Option> entries;
    for (const auto& record : seen.definition->records()) {
        for (const auto* entry : standing(visit, seen, record.id())) {
            entries.push_back(
                {entry->id(),
                 fmt::format("{}, {}", record.title(), day_in_words(entry->effective_on())),
                 entry_in_words(seen, *entry)}
            );
        }
    }
    const bool has_entries = !entries.empty();
    if (has_entries) {
        fields.push_back({"evidence", Field::Kind::checkboxes, std::move(entries)});
    }
    fields.push_back({has_entries ? "references" : "evidence", Field::Kind::textarea});
    if (transition.legal_basis().empty()) {
        fields.push_back({"basis", Field::Kind::text});
    }
    Field on{"effective_on", Field::Kind::date};
    on.aside = true;
    fields.push_back(on);
    on.name = "known_on";
    fields.push_back(on);
    return fields;
}

v1::TakeStepRequest step_request(
    const ProcedureSeen& seen, const v1::TransitionDefinition& transition, const Form& typed
) {
    v1::TakeStepRequest request;
    request.set_name(seen.procedure.name());
    request.set_etag(typed.value("etag"));
    request.set_to_stage(transition.to());
    if (typed.has("person")) {
        request.mutable_decider()->set_person(typed.value("person"));
        request.mutable_decider()->set_capacity(typed.value("capacity"));
    }
    request.set_reasons(typed.value("reasons"));
    request.set_exceptional_reason(typed.value("exceptional_reason"));
    request.set_basis(typed.value("basis"));
    for (const auto& chosen : typed.values("evidence")) {
        each_line(chosen, [&](std::string line) { request.add_evidence(std::move(line)); });
    }
    each_line(typed.value("references"), [&](std::string line) {
        request.add_evidence(std::move(line));
    });
    for (const auto& gate : transition.gates()) {
        const auto reason = typed.value(std::string{override_prefix} + gate.id());
        if (!reason.empty()) {
            auto& given = *request.add_overrides();
            given.set_gate(gate.id());
            given.set_reason(reason);
        }
    }
    request.set_effective_on(typed.date("effective_on"));
    request.set_known_on(typed.date("known_on"));
    request.set_request_id(typed.value("request_id"));
    return request;
}

}  // namespace ladder::console

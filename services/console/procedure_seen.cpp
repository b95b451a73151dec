// A procedure as pages see it: asked for with all that its entries name, and its values in words.
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

bool tells_of(const v1::ProcedureDefinition& definition, v1::FieldKind field, v1::KeyKind key) {
    const auto& records = definition.records();
    return std::any_of(records.begin(), records.end(), [&](const auto& record) {
        return record.key() == key ||
               std::any_of(record.fields().begin(), record.fields().end(), [&](const auto& one) {
                   return one.kind() == field;
               });
    });
}

// The titles of all that entries may name. Asks once for each collection that is needed.
base::Result<void> add_titles_for(const Visit& visit, ProcedureSeen& seen) {
    seen.titles = Titles{visit.people()};
    seen.titles.leave_out_ids(*seen.ruleset, seen.definition);
    seen.titles.add(seen.body.name(), seen.body.title());
    seen.titles.add(seen.procedure.name(), seen.definition->title());
    const bool has_peers = tells_of(*seen.definition, v1::FIELD_KIND_PEER, v1::KEY_KIND_PEER);
    // What is said of peers names their forces.
    if (has_peers || tells_of(*seen.definition, v1::FIELD_KIND_BODY, v1::KEY_KIND_BODY)) {
        if (const auto added = add_body_titles(visit, seen.titles); !added) {
            return added.error();
        }
        for (const auto& authority : seen.body.responsible_authorities()) {
            seen.titles.add(authority.id(), authority.title());
        }
    }
    if (has_peers) {
        if (const auto added = add_peer_titles(visit, seen.titles); !added) {
            return added.error();
        }
    }
    return add_document_titles(visit, seen.procedure.name(), seen.titles);
}

}  // namespace

base::Result<ProcedureSeen> see_procedure(const Visit& visit, const std::string& name) {
    v1::GetProcedureRequest request;
    request.set_name(name);
    auto found = visit.read<v1::GetProcedureResponse>("ProcedureService/GetProcedure", request);
    if (!found) {
        return found.error();
    }
    ProcedureSeen seen;
    seen.procedure = std::move(*found->mutable_procedure());
    auto ruleset = visit.desk->app.rulesets.indexed(seen.procedure.ruleset());
    if (!ruleset) {
        return ruleset.error();
    }
    seen.ruleset = std::move(*ruleset);
    seen.definition = seen.ruleset->procedure(seen.procedure.definition());
    if (seen.definition == nullptr) {
        return base::Error{base::Code::internal, "the procedure has no definition", {}};
    }
    v1::GetBodyRequest about;
    about.set_name(seen.procedure.body());
    auto body = visit.read<v1::GetBodyResponse>("BodyService/GetBody", about);
    if (!body) {
        return body.error();
    }
    seen.body = std::move(*body->mutable_body());
    if (const auto added = add_titles_for(visit, seen); !added) {
        return added.error();
    }
    return seen;
}

std::string day_seen(const Visit& visit) {
    return visit.known ? base::to_string(base::day_of(visit.known->at)) : today_of(visit);
}

std::string role_title(const ProcedureSeen& seen, const std::string& role) {
    const auto* known = seen.ruleset->role(role);
    return known == nullptr ? role : known->title();
}

std::string stage_title(const ProcedureSeen& seen, const std::string& stage) {
    const auto* found = definition::find_stage(*seen.definition, stage);
    return found == nullptr || found->title().empty() ? word_in_words(stage) : found->title();
}

std::string value_in_words(
    const ProcedureSeen& seen, const v1::FieldDefinition& field, const std::string& value
) {
    switch (field.kind()) {
        case v1::FIELD_KIND_DATE:
            return day_in_words(value);
        case v1::FIELD_KIND_YES_NO:
        case v1::FIELD_KIND_CHOICE:
            return word_in_words(value);
        case v1::FIELD_KIND_ROLE:
            return role_title(seen, value);
        case v1::FIELD_KIND_BODY:
        case v1::FIELD_KIND_PEER:
        case v1::FIELD_KIND_DOCUMENT:
            return seen.titles.of(value);
        case v1::FIELD_KIND_PERSON:
            return seen.titles.people().title(value);
        case v1::FIELD_KIND_REFERENCE: {
            const auto* reference = seen.ruleset->reference(value);
            return reference == nullptr ? value : reference->title();
        }
        case v1::FIELD_KIND_MARKING: {
            const auto marking = command::marking_of(value);
            return marking ? std::string{command::marking_title(*marking)} : value;
        }
        default:
            return value;
    }
}

std::vector<const v1::Entry*> standing(
    const Visit& visit, const ProcedureSeen& seen, std::string_view record
) {
    const auto day = day_seen(visit);
    std::vector<const v1::Entry*> found;
    for (const auto& entry : seen.procedure.entries()) {
        if (entry.record() == record && casework::stands_on(entry, day)) {
            found.push_back(&entry);
        }
    }
    return found;
}

std::vector<v1::UnmetGate> unmet_of(const base::Error& error) {
    std::vector<v1::UnmetGate> unmet;
    for (const auto& detail : error.details) {
        if (const auto* gate = std::get_if<v1::UnmetGate>(&detail)) {
            unmet.push_back(*gate);
        }
    }
    return unmet;
}

}  // namespace ladder::console

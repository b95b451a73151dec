// Procedures as pages show them, whatever they are about: what is recorded, which steps are open
// and what each still needs, and the forms by which both are done. Made from the definition alone.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/definition/ruleset.hpp"
#include "ladder/v1/body_service.pb.h"
#include "ladder/v1/procedure_service.pb.h"
#include "services/console/console.hpp"
#include "services/console/fields.hpp"
#include "services/console/titles.hpp"
#include "services/console/visit.hpp"

namespace ladder::console {

// A procedure, with what its forms and entries are told by.
struct ProcedureSeen {
    v1::Procedure procedure;
    v1::Body body;
    std::shared_ptr<const definition::Ruleset> ruleset;   // the version it is pinned to
    const v1::ProcedureDefinition* definition = nullptr;  // in the ruleset
    Titles titles;  // of what its entries may name: bodies, peers, documents about it
};

// By its name, such as "procedures/kent-public-letter-1", as known at the page's moment.
// Errors: those of GetProcedure.
[[nodiscard]] base::Result<ProcedureSeen> see_procedure(
    const Visit& visit, const std::string& name
);

// --- What a page of a procedure shows. `place` is the page's path:
// "/letters/kent-public-letter-1".

// For the parts `procedure_acts` (open steps with what they need, what can be recorded now; asks
// once for each open step, and for none in the past), `procedure_entries` (by kind of record),
// `procedure_steps` (those taken) and `procedure_deadlines`.
void put_procedure(
    Data& data, const Visit& visit, const ProcedureSeen& seen, const std::string& place
);

// The day that a page tells of, in ISO form: today, or that of its moment.
std::string day_seen(const Visit& visit);

// A role's title in the procedure's ruleset; its id where it is of another.
std::string role_title(const ProcedureSeen& seen, const std::string& role);

// Stage as its title; the id where the definition has none.
std::string stage_title(const ProcedureSeen& seen, const std::string& stage);

// An entry's key and its first value in words: "A. Smith", "Fewer burglaries".
std::string entry_in_words(const ProcedureSeen& seen, const v1::Entry& entry);

// A field's value in words: a date, a title, a choice.
std::string value_in_words(
    const ProcedureSeen& seen, const v1::FieldDefinition& field, const std::string& value
);

// The entries of a record that stand today, in order.
std::vector<const v1::Entry*> standing(
    const Visit& visit, const ProcedureSeen& seen, std::string_view record
);

// What an entry's key or a deadline's names: an entry in words, a title.
std::string about_in_words(const ProcedureSeen& seen, const std::string& key);

// --- What is missing.

// The gates that an error names; none for any other error.
std::vector<v1::UnmetGate> unmet_of(const base::Error& error);

// For the part `gates`: `has_gates`, and each gate in words.
void put_unmet(
    Data& data, const Visit& visit, const Titles& titles, const std::vector<v1::UnmetGate>& unmet
);

// What a step would meet if it were taken now.
struct StepTried {
    std::vector<v1::UnmetGate> unmet{};
    std::string refused{};  // why it can't be tried at all; empty: it can
};
StepTried missing_for(
    const Visit& visit, const ProcedureSeen& seen, const v1::TransitionDefinition& transition
);

// The capacities in which a step can be decided here: that of whoever is signed in, or those that
// they record for.
std::vector<std::string> deciders_open(
    const Visit& visit, const ProcedureSeen& seen, const v1::TransitionDefinition& transition
);

// Whether the definition lets whoever is signed in record it, whatever the stage; the API decides.
bool may_record(const Visit& visit, const ProcedureSeen& seen, const v1::RecordDefinition& record);

// --- Forms.

// The fields by which a record is told of: `key`, `v-FIELD` for each of the definition's fields,
// and what every entry may have. Their errors are those of the page `page`.
// Errors: those of the list of peers, where the record is about one.
[[nodiscard]] base::Result<std::vector<Field>> entry_fields(
    const Visit& visit, const ProcedureSeen& seen, const v1::RecordDefinition& record
);
v1::RecordEntryRequest entry_request(
    const ProcedureSeen& seen, const v1::RecordDefinition& record, const Form& typed
);

// The fields of a step. `unmet` are the gates that are not met: those that whoever is signed in may
// override get a field for the reason.
std::vector<Field> step_fields(
    const Visit& visit,
    const ProcedureSeen& seen,
    const v1::TransitionDefinition& transition,
    const std::vector<v1::UnmetGate>& unmet
);
v1::TakeStepRequest step_request(
    const ProcedureSeen& seen, const v1::TransitionDefinition& transition, const Form& typed
);

// The errors of both, by their fields: "values.due" is of the field "v-due".
base::Error by_field(base::Error error);

// Binds the forms of every procedure that has its page at PLACE/{id}: PLACE/{id}/record/{record},
// PLACE/{id}/step/{stage} and PLACE/{id}/withdraw/{entry}. What was done leads back to PLACE/{id}.
// PLACE is one word, "/letters"; what its crumb says is the common text "nav.letters". Also binds
// PLACE/{id}/document, where a document about the procedure is added.
void add_procedure_acts(Pages& pages, const std::string& place);

// The last of these alone.
void add_procedure_documents(Pages& pages, const std::string& place);

}  // namespace ladder::console

// The procedure aggregate: command -> decide() -> events -> apply(). Pure; time and rulesets come
// in.
#pragma once

#include <string>

#include "engine/base/dates.hpp"
#include "engine/base/result.hpp"
#include "engine/casework/entries.hpp"
#include "engine/casework/surroundings.hpp"
#include "engine/command/context.hpp"
#include "engine/definition/ruleset.hpp"
#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/journal.pb.h"
#include "ladder/v1/procedure_service.pb.h"

namespace ladder::procedures {

using casework::stands_on;
using casework::value_of;
using command::Events;

// What decide() may know besides the procedure and the command. The ruleset is that of the
// procedure; to start one, that of its case, or the newest for one that stands alone.
struct Context : command::Context {
    const v1::Case* of_case = nullptr;  // null: it stands alone
    casework::Surroundings around{};
};

// Each gives the events that the command causes, none of them applied. All errors that hold are
// named at once. Errors of all: invalid_argument with FieldViolation details; permission_denied;
// aborted with StaleEtag if the procedure moved on; failed_precondition with one UnmetGate for each
// gate and element that is missing.
[[nodiscard]] base::Result<Events> decide(
    const v1::StartProcedureRequest& command, const Context& context
);
[[nodiscard]] base::Result<Events> decide(
    const v1::Procedure& state, const v1::RecordEntryRequest& command, const Context& context
);
[[nodiscard]] base::Result<Events> decide(
    const v1::Procedure& state, const v1::WithdrawEntryRequest& command, const Context& context
);
[[nodiscard]] base::Result<Events> decide(
    const v1::Procedure& state, const v1::TakeStepRequest& command, const Context& context
);

// What brings a procedure about, other than a request: a decision, a step or an entry.
struct Cause {
    std::string what;  // "d3 of cases/west-midlands-general-1", for the record
    v1::Actor by;      // who decided or recorded it
    base::Date on;
};

// Whether a procedure of this definition can be about a body and subject. Empty: it can; else why
// not, as a sentence.
std::string misfit(
    const v1::ProcedureDefinition& definition, const v1::Body& body, v1::Subject subject
);

// The start of a procedure that an effect asks for. Its start gates are not asked: the definition
// says that it follows. Needs context.around.body. Errors: those of diary::follow().
[[nodiscard]] base::Result<Events> start_by_effect(
    const v1::ProcedureDefinition& definition, const Cause& cause, const Context& context
);

// The only code that changes a Procedure. Total: an event of another aggregate changes nothing but
// the version.
void apply(v1::Procedure& state, const v1::Event& event, const command::Recorded& recorded);

// The head of a procedure, as lists show it.
v1::ProcedureSummary summary_of(const v1::Procedure& state);

}  // namespace ladder::procedures

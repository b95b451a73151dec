// What the commands on a procedure are decided with alike.
#pragma once

#include <string_view>

#include "engine/casework/gate.hpp"
#include "engine/command/problems.hpp"
#include "engine/command/words.hpp"
#include "engine/procedures/procedure.hpp"

namespace ladder::procedures {

// The definition of a procedure within the context's ruleset.
// Errors: internal if the ruleset is not that of the procedure, or holds no such definition or
// stage.
[[nodiscard]] base::Result<const v1::ProcedureDefinition*> definition_of(
    const v1::Procedure& state, const Context& context
);

// The caller may record, and take back, what the record definition says.
// Errors: permission_denied, naming the roles that may.
[[nodiscard]] base::Result<void> require_recorder(
    const v1::RecordDefinition& record, const Context& context
);

// The record takes entries at the present stage: at the stages that it names, or else while the
// procedure runs. Otherwise a problem.
void check_stage(
    command::Problems& problems,
    const v1::ProcedureDefinition& definition,
    const v1::RecordDefinition& record,
    const v1::Procedure& state
);

// 1 to evidence_max different references. One such as "e1" must be an entry that was not withdrawn;
// a document must be there.
void check_evidence(
    command::Problems& problems,
    const command::Strings& evidence,
    const v1::Procedure& state,
    const Context& context
);

// What a gate of the procedure is asked about.
casework::Circumstances circumstances(
    const v1::Procedure& state, const v1::Actor& decider, base::Date on, const Context& context
);

// Adds what `error` names to the problems.
void add_error(command::Problems& problems, const base::Error& error);

// "Sent (sent)"; the id alone if there is no such stage.
std::string stage_words(const v1::ProcedureDefinition& definition, std::string_view stage);

}  // namespace ladder::procedures

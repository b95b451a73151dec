// Commands on procedures: each becomes one piece of work for the journal writer.
#pragma once

#include "ladder/v1/common.pb.h"
#include "ladder/v1/procedure_service.pb.h"
#include "services/api/desk.hpp"
#include "services/api/submit.hpp"

namespace ladder::api {

// Each submits and returns at once; `done` gets the serialised response of the RPC of that name, or
// its error. Errors: those of procedures::decide(); not_found for an unknown procedure, case or
// body; unauthenticated without an actor; those of JournalWriter::submit().
void start_procedure(
    const Desk& writer, const v1::Actor& actor, v1::StartProcedureRequest request, Done done
);
void record_entry(
    const Desk& writer, const v1::Actor& actor, v1::RecordEntryRequest request, Done done
);
void withdraw_entry(
    const Desk& writer, const v1::Actor& actor, v1::WithdrawEntryRequest request, Done done
);
void take_step(const Desk& writer, const v1::Actor& actor, v1::TakeStepRequest request, Done done);

}  // namespace ladder::api

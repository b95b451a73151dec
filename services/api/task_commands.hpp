// Commands on the deadlines and tasks of cases, procedures and meetings.
#pragma once

#include "ladder/v1/common.pb.h"
#include "ladder/v1/task_service.pb.h"
#include "services/api/desk.hpp"
#include "services/api/submit.hpp"

namespace ladder::api {

// Each submits and returns at once; `done` gets the serialised response of the RPC of that name, or
// its error. Errors: those of diary::decide(); not_found for an unknown record, deadline, task or
// body; unauthenticated without an actor; those of JournalWriter::submit().
void set_deadline(
    const Desk& writer, const v1::Actor& actor, v1::SetDeadlineRequest request, Done done
);
void change_deadline(
    const Desk& writer, const v1::Actor& actor, v1::ChangeDeadlineRequest request, Done done
);
void open_task(const Desk& writer, const v1::Actor& actor, v1::OpenTaskRequest request, Done done);
void change_task(
    const Desk& writer, const v1::Actor& actor, v1::ChangeTaskRequest request, Done done
);

}  // namespace ladder::api

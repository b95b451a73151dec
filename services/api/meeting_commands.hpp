// Commands on meetings: each becomes one piece of work for the journal writer.
#pragma once

#include "ladder/v1/common.pb.h"
#include "ladder/v1/meeting_service.pb.h"
#include "services/api/desk.hpp"
#include "services/api/submit.hpp"

namespace ladder::api {

// Each submits and returns at once; `done` gets the serialised response of the RPC of that name, or
// its error. Errors: those of meetings::decide(); not_found for an unknown meeting; already_exists
// for one that is planned; unauthenticated without an actor; those of JournalWriter::submit().
void plan_meeting(
    const Desk& writer, const v1::Actor& actor, v1::PlanMeetingRequest request, Done done
);
void set_agenda(
    const Desk& writer, const v1::Actor& actor, v1::SetAgendaRequest request, Done done
);
void freeze_pack(
    const Desk& writer, const v1::Actor& actor, v1::FreezePackRequest request, Done done
);
void record_attendance(
    const Desk& writer, const v1::Actor& actor, v1::RecordAttendanceRequest request, Done done
);
void record_recusal(
    const Desk& writer, const v1::Actor& actor, v1::RecordRecusalRequest request, Done done
);
void record_outcome(
    const Desk& writer, const v1::Actor& actor, v1::RecordOutcomeRequest request, Done done
);
void close_meeting(
    const Desk& writer, const v1::Actor& actor, v1::CloseMeetingRequest request, Done done
);
void cancel_meeting(
    const Desk& writer, const v1::Actor& actor, v1::CancelMeetingRequest request, Done done
);
void correct_minutes(
    const Desk& writer, const v1::Actor& actor, v1::CorrectMinutesRequest request, Done done
);

base::Error no_such_meeting(std::string_view name);

}  // namespace ladder::api

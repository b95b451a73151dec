// The procedures of MeetingService.
#include "services/api/meeting_commands.hpp"
#include "services/api/reads.hpp"
#include "services/api/routes_parts.hpp"

namespace ladder::api {

void add_meetings(http::ConnectService& service, Application& app, Threads& threads) {
    add_command<v1::PlanMeetingRequest, v1::PlanMeetingResponse>(
        service, "/ladder.v1.MeetingService/PlanMeeting", app, threads.database, plan_meeting
    );
    add_command<v1::SetAgendaRequest, v1::SetAgendaResponse>(
        service, "/ladder.v1.MeetingService/SetAgenda", app, threads.database, set_agenda
    );
    add_command<v1::FreezePackRequest, v1::FreezePackResponse>(
        service, "/ladder.v1.MeetingService/FreezePack", app, threads.database, freeze_pack
    );
    add_command<v1::RecordAttendanceRequest, v1::RecordAttendanceResponse>(
        service,
        "/ladder.v1.MeetingService/RecordAttendance",
        app,
        threads.database,
        record_attendance
    );
    add_command<v1::RecordRecusalRequest, v1::RecordRecusalResponse>(
        service, "/ladder.v1.MeetingService/RecordRecusal", app, threads.database, record_recusal
    );
    add_command<v1::RecordOutcomeRequest, v1::RecordOutcomeResponse>(
        service, "/ladder.v1.MeetingService/RecordOutcome", app, threads.database, record_outcome
    );
    add_command<v1::CloseMeetingRequest, v1::CloseMeetingResponse>(
        service, "/ladder.v1.MeetingService/CloseMeeting", app, threads.database, close_meeting
    );
    add_command<v1::CancelMeetingRequest, v1::CancelMeetingResponse>(
        service, "/ladder.v1.MeetingService/CancelMeeting", app, threads.database, cancel_meeting
    );
    add_command<v1::CorrectMinutesRequest, v1::CorrectMinutesResponse>(
        service, "/ladder.v1.MeetingService/CorrectMinutes", app, threads.database, correct_minutes
    );
    add_read(
        service, "/ladder.v1.MeetingService/ProposeAgenda", app, threads.database, propose_agenda
    );
    add_read(service, "/ladder.v1.MeetingService/GetMeeting", app, threads.database, get_meeting);
    add_read(
        service, "/ladder.v1.MeetingService/ListMeetings", app, threads.database, list_meetings
    );
}

}  // namespace ladder::api

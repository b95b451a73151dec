#include "services/cli/diary_target.hpp"

#include "ladder/v1/meeting_service.pb.h"
#include "ladder/v1/procedure_service.pb.h"
#include "services/cli/remote.hpp"

namespace ladder::cli {

base::Result<std::string> etag_now(const Session& session, const std::string& parent) {
    if (parent.starts_with("cases/")) {
        const auto state = fetch_case(session, parent);
        return state ? base::Result<std::string>{state->etag()} : state.error();
    }
    if (parent.starts_with("procedures/")) {
        v1::GetProcedureRequest request;
        request.set_name(parent);
        const auto found =
            ask<v1::GetProcedureResponse>(session, "ProcedureService/GetProcedure", request);
        return found ? base::Result<std::string>{found->procedure().etag()} : found.error();
    }
    if (parent.starts_with("meetings/")) {
        v1::GetMeetingRequest request;
        request.set_name(parent);
        const auto found =
            ask<v1::GetMeetingResponse>(session, "MeetingService/GetMeeting", request);
        return found ? base::Result<std::string>{found->meeting().etag()} : found.error();
    }
    return base::field_error(
        "name", "write it whole: cases/.., procedures/.. or meetings/.., with what is in it"
    );
}

std::string parent_of(const std::string& name) {
    const auto first = name.find('/');
    return first == std::string::npos ? name : name.substr(0, name.find('/', first + 1));
}

}  // namespace ladder::cli

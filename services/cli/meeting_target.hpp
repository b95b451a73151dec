// What every command on one meeting takes: which meeting, as seen when.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "ladder/v1/meeting_service.pb.h"
#include "services/cli/remote.hpp"
#include "services/cli/session.hpp"

namespace ladder::cli {

struct MeetingTarget {
    std::string name;
    std::string etag;  // empty: that of the meeting as it is now
    std::string known_on;
};

// Adds a subcommand on one meeting, with its name, --etag and --known-on.
CLI::App& add_meeting_verb(
    CLI::App& noun,
    const std::string& verb,
    const std::string& help,
    const std::string& example,
    const std::shared_ptr<MeetingTarget>& target
);

// The meeting as it is now, or as --known-at has it. Errors: not_found.
[[nodiscard]] base::Result<v1::GetMeetingResponse> fetch_meeting(
    const Session& session, const std::string& name, bool with_pack
);

// The same without its pack and what stands around it.
[[nodiscard]] base::Result<v1::Meeting> fetch_meeting_head(
    const Session& session, const std::string& name
);

// Sends a command on a meeting and prints one line about what it did.
template <class Response, class Request>
[[nodiscard]] base::Result<int> act_on_meeting(
    Session& session,
    const MeetingTarget& target,
    std::string_view method,
    Request request,
    std::string_view done
) {
    request.set_name(full("meetings", target.name));
    request.set_etag(target.etag);
    request.set_known_on(target.known_on);
    set_mutation(session, request);
    const auto response =
        ask_after_look<Response>(session, method, std::move(request), [&](Request& now) {
            return set_etag_of(now, fetch_meeting_head(session, target.name));
        });
    if (!response) {
        return response.error();
    }
    const auto& state = response->meeting();
    Output output{&*response, {&*response}, {{"MEETING", "STATE", "ETAG"}, {}}, {}, {}};
    output.table.rows.push_back({state.name(), word_of(state.state()), state.etag()});
    output.text =
        fmt::format("{}{} {} ({})\n", dry_run_mark(session), state.name(), done, state.etag());
    print(session.out, session.format, output);
    return exit_ok;
}

}  // namespace ladder::cli

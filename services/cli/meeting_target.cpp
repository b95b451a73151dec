#include "services/cli/meeting_target.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace ladder::cli {

CLI::App& add_meeting_verb(
    CLI::App& noun,
    const std::string& verb,
    const std::string& help,
    const std::string& example,
    const std::shared_ptr<MeetingTarget>& target
) {
    auto& command = *noun.add_subcommand(verb, help);
    command.fallthrough()->footer("Example: " + example);
    command.add_option("name", target->name, "the meeting's name, with or without meetings/")
        ->required();
    command.add_option(
        "--etag", target->etag, "the etag you saw; a stale one is refused [that of the meeting now]"
    );
    command.add_option(
        "--known-on", target->known_on, "when it was known, if entered later [today]"
    );
    return command;
}

base::Result<v1::GetMeetingResponse> fetch_meeting(
    const Session& session, const std::string& name, bool with_pack
) {
    v1::GetMeetingRequest request;
    request.set_name(full("meetings", name));
    request.set_with_pack(with_pack);
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    return ask<v1::GetMeetingResponse>(session, "MeetingService/GetMeeting", request);
}

base::Result<v1::Meeting> fetch_meeting_head(const Session& session, const std::string& name) {
    auto response = fetch_meeting(session, name, false);
    return response ? base::Result<v1::Meeting>{std::move(*response->mutable_meeting())}
                    : base::Result<v1::Meeting>{response.error()};
}

}  // namespace ladder::cli

// `ladder meeting attend`, `recuse`, `close`, `cancel` and `correct`: the meeting itself.
#include <vector>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "services/cli/commands.hpp"
#include "services/cli/meeting_target.hpp"
#include "services/cli/message_file.hpp"
#include "services/cli/ruleset_folder.hpp"

namespace ladder::cli {

namespace {

constexpr std::size_t minutes_bytes_max = std::size_t{1024} * 1024;

struct AttendOptions {
    std::vector<std::string> chair;
    std::vector<std::string> members;
    std::vector<std::string> invited;
    std::vector<std::string> apologies;
    bool reminded = false;
    std::string file;
};

struct RecusalOptions {
    std::string item;
    std::string person;
};

struct MinutesOptions {
    std::string minutes;
    std::string file;
};

// "anne@hmic.example=hmcic", with "=ORGANISATION" after it where it is worth saying.
base::Result<void> add_people(
    v1::RecordAttendanceRequest& request,
    const std::vector<std::string>& people,
    v1::AttendanceKind kind,
    bool reminded
) {
    for (const auto& text : people) {
        const auto role = text.find('=');
        if (role == 0 || role == std::string::npos || role + 1 == text.size()) {
            return base::field_error(
                "--" + word_of(kind), "write it as PERSON=ROLE or PERSON=ROLE=ORGANISATION"
            );
        }
        const auto organisation = text.find('=', role + 1);
        auto& one = *request.add_attendance();
        one.mutable_person()->set_person(text.substr(0, role));
        one.mutable_person()->set_capacity(text.substr(role + 1, organisation - role - 1));
        if (organisation != std::string::npos) {
            one.set_organisation(text.substr(organisation + 1));
        }
        one.set_kind(kind);
        one.set_official_secrets_reminded(reminded && kind != v1::ATTENDANCE_KIND_APOLOGIES);
    }
    return {};
}

base::Result<int> attend(
    Session& session, const MeetingTarget& target, const AttendOptions& options
) {
    v1::RecordAttendanceRequest request;
    if (!options.file.empty()) {
        if (const auto read = read_message(options.file, request); !read) {
            return read.error();
        }
    }
    const std::pair<const std::vector<std::string>&, v1::AttendanceKind> groups[]{
        {options.chair, v1::ATTENDANCE_KIND_CHAIR},
        {options.members, v1::ATTENDANCE_KIND_MEMBER},
        {options.invited, v1::ATTENDANCE_KIND_INVITED},
        {options.apologies, v1::ATTENDANCE_KIND_APOLOGIES}};
    for (const auto& [people, kind] : groups) {
        if (const auto added = add_people(request, people, kind, options.reminded); !added) {
            return added.error();
        }
    }
    return act_on_meeting<v1::RecordAttendanceResponse>(
        session,
        target,
        "MeetingService/RecordAttendance",
        std::move(request),
        "attendance recorded"
    );
}

base::Result<int> recuse(
    Session& session, const MeetingTarget& target, const RecusalOptions& options
) {
    v1::RecordRecusalRequest request;
    request.set_item(options.item);
    request.mutable_recusal()->set_person(options.person);
    request.mutable_recusal()->set_reason(session.reason);
    return act_on_meeting<v1::RecordRecusalResponse>(
        session,
        target,
        "MeetingService/RecordRecusal",
        std::move(request),
        fmt::format("{} takes no part in {}", options.person, options.item)
    );
}

base::Result<std::string> minutes_of(const MinutesOptions& options) {
    if (options.file.empty()) {
        return options.minutes;
    }
    return read_file(options.file, minutes_bytes_max);
}

base::Result<int> close_meeting(
    Session& session, const MeetingTarget& target, const MinutesOptions& options
) {
    const auto minutes = minutes_of(options);
    if (!minutes) {
        return minutes.error();
    }
    v1::CloseMeetingRequest request;
    request.set_minutes(*minutes);
    return act_on_meeting<v1::CloseMeetingResponse>(
        session,
        target,
        "MeetingService/CloseMeeting",
        std::move(request),
        "closed: decisions, actions and minutes recorded"
    );
}

base::Result<int> correct_minutes(
    Session& session, const MeetingTarget& target, const MinutesOptions& options
) {
    const auto minutes = minutes_of(options);
    if (!minutes) {
        return minutes.error();
    }
    v1::CorrectMinutesRequest request;
    request.set_minutes(*minutes);
    request.set_reasons(session.reason);
    return act_on_meeting<v1::CorrectMinutesResponse>(
        session,
        target,
        "MeetingService/CorrectMinutes",
        std::move(request),
        "minutes corrected; what they said stays"
    );
}

void add_people_options(CLI::App& command, const std::shared_ptr<AttendOptions>& options) {
    command.add_option("--chair", options->chair, "PERSON=ROLE in the chair")
        ->allow_extra_args(false);
    command.add_option("--member", options->members, "PERSON=ROLE[=ORGANISATION]; may be repeated")
        ->allow_extra_args(false);
    command.add_option("--invited", options->invited, "the same for guests")
        ->allow_extra_args(false);
    command.add_option("--apologies", options->apologies, "the same for those who are not there")
        ->allow_extra_args(false);
    command.add_flag(
        "--reminded", options->reminded, "all there were reminded of Official Secrets Act s.5"
    );
    command.add_option("--file", options->file, "YAML or JSON with the attendance");
}

void add_attendance(CLI::App& noun, Session& session) {
    auto target = std::make_shared<MeetingTarget>();
    auto options = std::make_shared<AttendOptions>();
    auto& command = add_meeting_verb(
        noun,
        "attend",
        "record who is there: everybody, anew",
        "ladder meeting attend ppsg-2009-08-25 --chair bola@hmic=ppsg_chair "
        "--member anne@hmic=hmcic --member dai@acpo=acpo=ACPO --apologies ed@hmt=hm_treasury",
        target
    );
    add_people_options(command, options);
    on_run(command, session, [target, options](Session& now) {
        return attend(now, *target, *options);
    });

    auto recused = std::make_shared<MeetingTarget>();
    auto item = std::make_shared<RecusalOptions>();
    auto& recusal = add_meeting_verb(
        noun,
        "recuse",
        "record that somebody takes no part in an item",
        "ladder meeting recuse ppsg-2009-08-25 i2 --person dai@acpo --reason 'Served there'",
        recused
    );
    recusal.add_option("item", item->item, "the item's id, such as i2")->required();
    recusal.add_option("--person", item->person, "who takes no part")->required();
    on_run(recusal, session, [recused, item](Session& now) {
        return recuse(now, *recused, *item);
    });
}

void add_ends(CLI::App& noun, Session& session) {
    auto closed = std::make_shared<MeetingTarget>();
    auto minutes = std::make_shared<MinutesOptions>();
    auto& close = add_meeting_verb(
        noun,
        "close",
        "close it: decisions, actions and minutes in one act, or none of them",
        "ladder meeting close ppsg-2009-08-25 --minutes-file minutes.txt\n"
        "What is still lacking: ladder meeting close ppsg-2009-08-25 --minutes x --dry-run",
        closed
    );
    close.add_option("--minutes", minutes->minutes, "the minutes");
    close.add_option("--minutes-file", minutes->file, "a file with the minutes");
    on_run(close, session, [closed, minutes](Session& now) {
        return close_meeting(now, *closed, *minutes);
    });

    auto cancelled = std::make_shared<MeetingTarget>();
    auto& cancel = add_meeting_verb(
        noun,
        "cancel",
        "call it off",
        "ladder meeting cancel ppsg-2009-08-25 --reason 'The chair is ill'",
        cancelled
    );
    on_run(cancel, session, [cancelled](Session& now) {
        v1::CancelMeetingRequest request;
        request.set_reasons(now.reason);
        return act_on_meeting<v1::CancelMeetingResponse>(
            now, *cancelled, "MeetingService/CancelMeeting", std::move(request), "called off"
        );
    });

    auto corrected = std::make_shared<MeetingTarget>();
    auto text = std::make_shared<MinutesOptions>();
    auto& correct = add_meeting_verb(
        noun,
        "correct",
        "correct the minutes of a closed meeting",
        "ladder meeting correct ppsg-2009-08-25 --minutes-file minutes.txt --reason 'A name'",
        corrected
    );
    correct.add_option("--minutes", text->minutes, "the minutes as they should have read");
    correct.add_option("--minutes-file", text->file, "a file with them");
    on_run(correct, session, [corrected, text](Session& now) {
        return correct_minutes(now, *corrected, *text);
    });
}

}  // namespace

void add_meeting_acts(CLI::App& noun, Session& session) {
    add_attendance(noun, session);
    add_meeting_outcome(noun, session);
    add_ends(noun, session);
}

}  // namespace ladder::cli

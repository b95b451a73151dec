#include "services/api/meeting_commands.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "engine/base/names.hpp"
#include "engine/base/serialise.hpp"
#include "engine/base/sha256.hpp"
#include "engine/meetings/meeting.hpp"
#include "engine/record/surroundings.hpp"
#include "services/api/case_files.hpp"
#include "services/api/permission.hpp"

namespace ladder::api {

namespace {

using MeetingAnswer = std::unique_ptr<google::protobuf::Message>;

base::Error no_ruleset_of_meeting(const std::string& name) {
    return {
        base::Code::failed_precondition,
        fmt::format("the ruleset {} is not in the journal", name),
        {}};
}

template <class Response>
std::function<MeetingAnswer(db::Aggregates&)> answer_with_meeting(std::string name) {
    return [name = std::move(name)](db::Aggregates& now) -> MeetingAnswer {
        auto response = std::make_unique<Response>();
        if (const auto* state = now.find_as<v1::Meeting>(name)) {
            *response->mutable_meeting() = *state;
        }
        return response;
    };
}

// In one shape, whatever stream they are for.
meetings::Acts acts_of(const std::string&, meetings::Acts acts) {
    return acts;
}

meetings::Acts acts_of(const std::string& stream, command::Events events) {
    meetings::Acts acts;
    for (auto& event : events) {
        acts.push_back({stream, std::move(event)});
    }
    return acts;
}

template <class Response>
db::Ruling ruling_of(const std::string& name, meetings::Acts acts) {
    db::Ruling ruling;
    for (auto& act : acts) {
        // What a meeting does in a case is caused by the meeting.
        const auto cause = act.stream == name ? std::string{} : name;
        ruling.events.push_back({std::move(act.stream), std::move(act.event), cause});
    }
    ruling.respond = answer_with_meeting<Response>(name);
    return ruling;
}

// The pack as it would be frozen now.
meetings::Frozen frozen_now(
    const v1::Meeting& state, const meetings::Context& context, const db::Stamp& stamp
) {
    meetings::Frozen frozen;
    frozen.content = base::serialise(meetings::pack_of(state, context));
    frozen.digest = base::sha256(frozen.content);
    frozen.journal_size = stamp.first_position;
    return frozen;
}

template <class Request>
auto decide_by_engine(
    const v1::Meeting& state,
    const Request& request,
    const meetings::Context& context,
    const db::Stamp& stamp
) {
    if constexpr (std::is_same_v<Request, v1::FreezePackRequest>) {
        return meetings::decide(state, request, frozen_now(state, context, stamp), context);
    } else {
        return meetings::decide(state, request, context);
    }
}

// What the moves that a meeting recorded have follow: procedures, each with a stream of its own.
base::Result<void> add_procedures_of(
    db::Ruling& ruling,
    CaseFiles& files,
    const v1::Actor& actor,
    db::Aggregates& aggregates,
    const db::Stamp& stamp
) {
    const auto recorded = ruling.events;  // starting adds to the ruling's own
    for (const auto& event : recorded) {
        if (!event.event.has_decision_recorded()) {
            continue;
        }
        const auto file = files.find(event.stream);
        const auto& decision = event.event.decision_recorded().decision();
        const auto before = ruling.events.size();
        if (const auto started = add_started(
                ruling, *file.state, decision, {*file.ruleset, actor, stamp.recorded_at}, aggregates
            );
            !started) {
            return started.error();
        }
        for (auto i = before; i < ruling.events.size(); ++i) {
            const auto& stream = ruling.events[i].stream;
            const auto same = [&](const auto& other) { return other.stream == stream; };
            const auto end = ruling.events.begin() + static_cast<std::ptrdiff_t>(before);
            if (std::any_of(ruling.events.begin(), end, same)) {
                return base::Error{
                    base::Code::failed_precondition,
                    fmt::format(
                        "two decisions of the meeting would start {}; record one of them outside "
                        "it",
                        stream
                    ),
                    {}};
            }
        }
    }
    return {};
}

template <class Response, class Request>
base::Result<db::Ruling> decide_on_meeting(
    const Request& request,
    const v1::Actor& actor,
    db::Aggregates& aggregates,
    const db::Stamp& stamp
) {
    const auto* state = aggregates.find_as<v1::Meeting>(request.name());
    if (state == nullptr) {
        return no_such_meeting(request.name());
    }
    const auto ruleset = aggregates.find_ruleset(state->ruleset());
    if (!ruleset) {
        return no_ruleset_of_meeting(state->ruleset());
    }
    CaseFiles files{aggregates};
    const meetings::Context context{
        *ruleset,
        actor,
        stamp.recorded_at,
        [&files](const std::string& name) { return files.find(name); },
        [&aggregates](const std::string& name) { return aggregates.find_body(name); }};
    auto decided = decide_by_engine(*state, request, context, stamp);
    if (!decided) {
        return decided.error();
    }
    auto ruling = ruling_of<Response>(request.name(), acts_of(request.name(), std::move(*decided)));
    if (const auto added = add_procedures_of(ruling, files, actor, aggregates, stamp); !added) {
        return added.error();
    }
    return ruling;
}

template <class Response, class Request>
void submit_on_meeting(
    std::string_view method, const Desk& writer, const v1::Actor& actor, Request request, Done done
) {
    if (const auto fit = check_caller(actor, request.request_id()); !fit) {
        return done(fit.error());
    }
    if (const auto id = base::id_of(request.name(), "meetings", "name"); !id) {
        return done(id.error());
    }
    auto work = work_for(method, actor, request, std::move(done));
    work.decide = [request = std::move(request), actor](
                      db::Aggregates& aggregates, const db::Stamp& stamp
                  ) { return decide_on_meeting<Response>(request, actor, aggregates, stamp); };
    writer.submit(std::move(work));
}

// The closed meetings of a kind.
std::vector<const v1::Meeting*> closed_meetings(
    db::Aggregates& aggregates, const std::string& kind
) {
    std::vector<const v1::Meeting*> closed;
    for (const auto& name : aggregates.names_where(db::Model::meetings, "kind", kind)) {
        const auto* meeting = aggregates.find_as<v1::Meeting>(name);
        if (meeting != nullptr && meeting->state() == v1::MEETING_STATE_CLOSED) {
            closed.push_back(meeting);
        }
    }
    return closed;
}

base::Result<db::Ruling> decide_planning(
    const v1::PlanMeetingRequest& request,
    const v1::Actor& actor,
    db::Aggregates& aggregates,
    const db::Stamp& stamp
) {
    const auto ruleset = aggregates.find_ruleset("");
    if (!ruleset) {
        return no_ruleset_published();
    }
    const auto name = "meetings/" + request.meeting_id();
    auto acts = meetings::decide(
        closed_meetings(aggregates, request.kind()), request, {*ruleset, actor, stamp.recorded_at}
    );
    if (!acts) {
        return acts.error();
    }
    if (aggregates.find_as<v1::Meeting>(name) != nullptr) {
        return base::Error{
            base::Code::already_exists, fmt::format("{} is planned already", name), {}};
    }
    return ruling_of<v1::PlanMeetingResponse>(name, std::move(*acts));
}

}  // namespace

base::Error no_such_meeting(std::string_view name) {
    return {
        base::Code::not_found,
        fmt::format("there is no meeting {}; `ladder meeting list` shows those there are", name),
        {}};
}

void plan_meeting(
    const Desk& writer, const v1::Actor& actor, v1::PlanMeetingRequest request, Done done
) {
    if (const auto fit = check_caller(actor, request.request_id()); !fit) {
        return done(fit.error());
    }
    auto work = work_for("MeetingService/PlanMeeting", actor, request, std::move(done));
    work.decide = [request = std::move(request), actor](
                      db::Aggregates& aggregates, const db::Stamp& stamp
                  ) { return decide_planning(request, actor, aggregates, stamp); };
    writer.submit(std::move(work));
}

void set_agenda(
    const Desk& writer, const v1::Actor& actor, v1::SetAgendaRequest request, Done done
) {
    submit_on_meeting<v1::SetAgendaResponse>(
        "MeetingService/SetAgenda", writer, actor, std::move(request), std::move(done)
    );
}

void freeze_pack(
    const Desk& writer, const v1::Actor& actor, v1::FreezePackRequest request, Done done
) {
    submit_on_meeting<v1::FreezePackResponse>(
        "MeetingService/FreezePack", writer, actor, std::move(request), std::move(done)
    );
}

void record_attendance(
    const Desk& writer, const v1::Actor& actor, v1::RecordAttendanceRequest request, Done done
) {
    submit_on_meeting<v1::RecordAttendanceResponse>(
        "MeetingService/RecordAttendance", writer, actor, std::move(request), std::move(done)
    );
}

void record_recusal(
    const Desk& writer, const v1::Actor& actor, v1::RecordRecusalRequest request, Done done
) {
    submit_on_meeting<v1::RecordRecusalResponse>(
        "MeetingService/RecordRecusal", writer, actor, std::move(request), std::move(done)
    );
}

void record_outcome(
    const Desk& writer, const v1::Actor& actor, v1::RecordOutcomeRequest request, Done done
) {
    submit_on_meeting<v1::RecordOutcomeResponse>(
        "MeetingService/RecordOutcome", writer, actor, std::move(request), std::move(done)
    );
}

void close_meeting(
    const Desk& writer, const v1::Actor& actor, v1::CloseMeetingRequest request, Done done
) {
    submit_on_meeting<v1::CloseMeetingResponse>(
        "MeetingService/CloseMeeting", writer, actor, std::move(request), std::move(done)
    );
}

void cancel_meeting(
    const Desk& writer, const v1::Actor& actor, v1::CancelMeetingRequest request, Done done
) {
    submit_on_meeting<v1::CancelMeetingResponse>(
        "MeetingService/CancelMeeting", writer, actor, std::move(request), std::move(done)
    );
}

void correct_minutes(
    const Desk& writer, const v1::Actor& actor, v1::CorrectMinutesRequest request, Done done
) {
    submit_on_meeting<v1::CorrectMinutesResponse>(
        "MeetingService/CorrectMinutes", writer, actor, std::move(request), std::move(done)
    );
}

}  // namespace ladder::api

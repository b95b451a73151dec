// The meetings: their list, planning one, calling one off.
#include <fmt/format.h>

#include "services/console/places.hpp"
#include "services/console/secretariat/meeting_seen.hpp"
#include "services/console/secretariat/pages.hpp"
#include "services/console/table.hpp"
#include "services/console/words.hpp"

namespace ladder::secretariat {

namespace {

using console::Answer;
using console::Cell;
using console::Data;
using console::Field;
using console::Page;
using console::Visit;

constexpr const char* meetings_name = "meetings";
constexpr const char* meetings_path = "/meetings";
constexpr const char* plan_name = "meeting_new";

std::string next_of(const v1::MeetingSummary& meeting, bool runs) {
    if (!runs) {
        return "act.see";
    }
    switch (meeting.state()) {
        case v1::MEETING_STATE_PLANNED:
            return "act.build";
        case v1::MEETING_STATE_FROZEN:
            return "act.run";
        case v1::MEETING_STATE_CLOSED:
            return "act.minutes";
        default:
            return "act.see";
    }
}

std::string path_of_next(const v1::MeetingSummary& meeting) {
    switch (meeting.state()) {
        case v1::MEETING_STATE_FROZEN:
            return fmt::format("/{}/record", meeting.name());
        case v1::MEETING_STATE_CLOSED:
            return fmt::format("/{}/minutes", meeting.name());
        default:
            return "/" + meeting.name();
    }
}

std::vector<Cell> row_of_meeting(
    const Visit& visit, const v1::MeetingSummary& meeting, const std::string& kind, bool runs
) {
    const auto& templates = visit.desk->templates;
    Cell held{console::day_in_words(meeting.held_on())};
    held.order = meeting.held_on();
    Cell items{fmt::to_string(meeting.items())};
    items.number = meeting.items();
    Cell open{fmt::to_string(meeting.open_tasks())};
    open.number = meeting.open_tasks();
    Cell state{state_in_words(visit, meeting.state())};
    state.tag = state_colour(meeting.state());
    return {
        {meeting.title(), visit.link("/" + meeting.name()), kind},
        held,
        state,
        items,
        open,
        {templates.text(meetings_name, next_of(meeting, runs)), visit.link(path_of_next(meeting))}};
}

void put_states(Data& data, const Visit& visit) {
    const auto chosen = visit.query.value("state");
    std::vector<Data> states;
    const auto add = [&](const std::string& value, const std::string& text) {
        auto& state = states.emplace_back(Data::type::object);
        state.set("value", value);
        state.set("text", text);
        state.set("chosen", Data{value == chosen});
    };
    add("", visit.desk->templates.text(meetings_name, "any"));
    for (const auto state :
         {v1::MEETING_STATE_PLANNED,
          v1::MEETING_STATE_FROZEN,
          v1::MEETING_STATE_CLOSED,
          v1::MEETING_STATE_CANCELLED}) {
        add(fmt::to_string(int{state}), state_in_words(visit, state));
    }
    data.set("states", console::list_of(std::move(states)));
}

Answer show_meetings(Visit& visit) {
    const auto meetings = visit.read_all(
        "MeetingService/ListMeetings",
        v1::ListMeetingsRequest{},
        &v1::ListMeetingsResponse::meetings
    );
    if (!meetings) {
        return meetings.error();
    }
    const console::RulesetWords words{*visit.desk};
    std::map<std::string, std::string> kinds;
    if (words.definition() != nullptr) {
        for (const auto& kind : words.definition()->meeting_kinds()) {
            kinds[kind.id()] = kind.title();
        }
    }
    const bool runs = console::may(visit, v1::PERMISSION_RUN_MEETING) && !visit.known;
    const auto state = visit.query.value("state");
    console::Table table{
        {{"meeting"}, {"held"}, {"state"}, {"items", true}, {"open", true}, {"act", false, false}},
        {}};
    for (const auto& meeting : *meetings) {
        if (state.empty() || state == fmt::to_string(int{meeting.state()})) {
            const auto kind = kinds.find(meeting.kind());
            table.rows.push_back(row_of_meeting(
                visit, meeting, kind == kinds.end() ? meeting.kind() : kind->second, runs
            ));
        }
    }
    Page page{meetings_name};
    page.data.set("runs", Data{runs});
    page.data.set("has_meetings", Data{!meetings->empty()});
    put_states(page.data, visit);
    console::ListOptions options{meetings_path, {"state"}};
    options.sort = "-held";
    options.file = "meetings";
    return list_answer(visit, std::move(page), std::move(table), options);
}

// --- Planning

std::vector<Field> plan_fields(const Visit& visit) {
    const console::RulesetWords words{*visit.desk};
    Field kind{"kind", Field::Kind::select};
    if (words.definition() != nullptr) {
        for (const auto& known : words.definition()->meeting_kinds()) {
            kind.options.push_back({known.id(), known.title()});
        }
    }
    return {std::move(kind), {"title", Field::Kind::text}, {"held_on", Field::Kind::date}};
}

Page plan_page(const Visit& visit, const base::Error* error = nullptr) {
    Page page{plan_name};
    page.crumbs = above_meeting(visit);
    page.status = error == nullptr ? 200 : 422;
    page.data.set("request_id", console::new_request_id());
    const auto fields = plan_fields(visit);
    const auto& templates = visit.desk->templates;
    console::FieldErrors errors;
    if (error != nullptr && error->code == base::Code::already_exists) {
        errors.push_back({"held_on", templates.text(plan_name, "held_on.taken")});
    } else if (error != nullptr) {
        errors = console::errors_of(templates, plan_name, fields, visit.form, *error);
        // The id is made of kind and day: it is wrong only where they are.
        std::erase_if(errors, [](const auto& one) { return one.field.empty(); });
        if (errors.empty()) {
            errors.push_back({"", error->message});
        }
    }
    console::put_form(page.data, templates, plan_name, fields, visit.form, errors);
    return page;
}

Answer show_plan_form(Visit& visit) {
    if (!console::may(visit, v1::PERMISSION_RUN_MEETING)) {
        return base::Error{base::Code::permission_denied, "meetings are run by others", {}};
    }
    return plan_page(visit);
}

Answer plan_meeting(Visit& visit) {
    v1::PlanMeetingRequest request;
    request.set_kind(visit.form.value("kind"));
    request.set_title(visit.form.value("title"));
    request.set_held_on(visit.form.date("held_on"));
    request.set_meeting_id(fmt::format("{}-{}", request.kind(), request.held_on()));
    request.set_request_id(visit.form.value("request_id"));
    const auto planned = visit.call<v1::PlanMeetingResponse>("MeetingService/PlanMeeting", request);
    if (!planned) {
        const auto& error = planned.error();
        const bool typed =
            error.code == base::Code::invalid_argument || error.code == base::Code::already_exists;
        return typed ? Answer{plan_page(visit, &error)} : Answer{error};
    }
    console::Notice notice{"changed", {}};
    notice.values.set("title", planned->meeting().title());
    notice.values.set("what", visit.desk->templates.text(plan_name, "done"));
    visit.leave_notice(notice);
    return console::Redirect{"/" + planned->meeting().name()};
}

// --- Calling off, freezing

MeetingAct cancel_act(const MeetingSeen& seen) {
    return {"meeting_cancel", {{"reasons", Field::Kind::textarea}}, seen.path};
}

MeetingAct freeze_act(const MeetingSeen& seen) {
    return {"meeting_freeze", {}, seen.path + "/pack"};
}

Answer show_act(const Visit& visit, MeetingAct (*act)(const MeetingSeen& seen)) {
    const auto seen = see_meeting(visit);
    if (!seen) {
        return seen.error();
    }
    if (!seen->runs) {
        return base::Error{base::Code::permission_denied, "meetings are run by others", {}};
    }
    auto shown = act(*seen);
    shown.back = seen->path;
    return act_page(visit, *seen, shown, visit.form);
}

Answer ask_cancelling(Visit& visit) {
    return show_act(visit, cancel_act);
}

Answer ask_freezing(Visit& visit) {
    return show_act(visit, freeze_act);
}

Answer cancel_meeting(Visit& visit) {
    const auto seen = see_meeting(visit);
    if (!seen) {
        return seen.error();
    }
    v1::CancelMeetingRequest request;
    stamp_request(request, visit, *seen);
    request.set_reasons(visit.form.value("reasons"));
    return run_act<v1::CancelMeetingResponse>(
        visit, *seen, cancel_act(*seen), "MeetingService/CancelMeeting", request
    );
}

Answer freeze_pack(Visit& visit) {
    const auto seen = see_meeting(visit);
    if (!seen) {
        return seen.error();
    }
    v1::FreezePackRequest request;
    stamp_request(request, visit, *seen);
    return run_act<v1::FreezePackResponse>(
        visit, *seen, freeze_act(*seen), "MeetingService/FreezePack", request
    );
}

}  // namespace

void add_meeting_pages(console::Pages& pages) {
    using console::Audience;
    pages.get(meetings_path, Audience::signed_in, show_meetings);
    pages.get("/meetings/new", Audience::signed_in, show_plan_form);
    pages.post("/meetings/new", Audience::signed_in, plan_meeting);
    pages.get("/meetings/{id}/cancel", Audience::signed_in, ask_cancelling);
    pages.post("/meetings/{id}/cancel", Audience::signed_in, cancel_meeting);
    pages.get("/meetings/{id}/freeze", Audience::signed_in, ask_freezing);
    pages.post("/meetings/{id}/freeze", Audience::signed_in, freeze_pack);
}

}  // namespace ladder::secretariat

#include "services/console/secretariat/meeting_seen.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "services/console/places.hpp"
#include "services/console/procedure_forms.hpp"
#include "services/console/secretariat/pages.hpp"
#include "services/console/words.hpp"

namespace ladder::secretariat {

namespace {

using console::Data;
using console::put_text;
using console::Visit;

constexpr const char* meeting_words = "meeting_words";

std::string meeting_text(
    const Visit& visit,
    std::string_view key,
    const std::vector<std::pair<std::string, std::string>>& values = {}
) {
    Data data{Data::type::object};
    for (const auto& [name, value] : values) {
        data.set(name, value);
    }
    return visit.desk->templates.text(meeting_words, key, data);
}

// The meeting as whoever typed the form had seen it; as it stands, if that can't be known.
v1::Meeting meeting_as_seen(const Visit& visit, const MeetingSeen& seen) {
    const auto micros = visit.form.value("seen_at");
    if (micros.empty() || micros.size() > 16 ||
        micros.find_first_not_of("0123456789") != std::string::npos) {
        return seen.meeting;
    }
    v1::GetMeetingRequest request;
    request.set_name(seen.meeting.name());
    *request.mutable_known_at() = base::to_timestamp(base::from_micros(std::stoll(micros)));
    request.set_known_at_mode(v1::KNOWN_AT_MODE_STRICT);
    const auto found = visit.call<v1::GetMeetingResponse>("MeetingService/GetMeeting", request);
    return found ? found->meeting() : seen.meeting;
}

// Texts of a form, with its values.
std::string act_text(const Visit& visit, const MeetingAct& act, const std::string& key) {
    Data values{Data::type::object};
    values.set("about", act.about);
    return visit.desk->templates.has_text(act.texts, key)
               ? visit.desk->templates.text(act.texts, key, values)
               : std::string{};
}

}  // namespace

base::Result<MeetingSeen> see_meeting(const Visit& visit) {
    v1::GetMeetingRequest request;
    request.set_name("meetings/" + visit.part(1));
    auto found = visit.read<v1::GetMeetingResponse>("MeetingService/GetMeeting", request);
    if (!found) {
        return found.error();
    }
    auto names = Names::load(visit);
    if (!names) {
        return names.error();
    }
    auto titles = names->titles();
    return MeetingSeen{
        std::move(*found->mutable_meeting()),
        std::move(*names),
        std::move(titles),
        "/meetings/" + console::percent_encoded(visit.part(1)),
        console::may(visit, v1::PERMISSION_RUN_MEETING) && !visit.known};
}

const v1::AgendaItem* find_item(const Visit& visit, const MeetingSeen& seen) {
    const auto id = visit.part(3);
    for (const auto& item : seen.meeting.items()) {
        if (item.id() == id) {
            return &item;
        }
    }
    return nullptr;
}

int number_of_item(const v1::Meeting& meeting, std::string_view id) {
    for (int i = 0; i < meeting.items_size(); ++i) {
        if (meeting.items(i).id() == id) {
            return i + 1;
        }
    }
    return 0;
}

std::string state_in_words(const Visit& visit, v1::MeetingState state) {
    return meeting_text(visit, fmt::format("state.{}", int{state}));
}

std::string state_colour(v1::MeetingState state) {
    switch (state) {
        case v1::MEETING_STATE_PLANNED:
            return "light-blue";
        case v1::MEETING_STATE_FROZEN:
            return "yellow";
        case v1::MEETING_STATE_CLOSED:
            return "green";
        default:
            return "grey";
    }
}

std::string kind_in_words(const MeetingSeen& seen) {
    const auto* rules = seen.names.ruleset(seen.meeting.ruleset());
    const auto* kind = rules == nullptr ? nullptr : rules->meeting_kind(seen.meeting.kind());
    return kind == nullptr ? seen.meeting.kind() : kind->title();
}

void put_meeting_head(
    Data& data, const Visit& visit, const MeetingSeen& seen, std::string_view here
) {
    const auto& meeting = seen.meeting;
    data.set("meeting_title", meeting.title());
    data.set("kind_title", kind_in_words(seen));
    data.set("held_on", console::day_in_words(meeting.held_on()));
    data.set("state_words", state_in_words(visit, meeting.state()));
    data.set("state_colour", state_colour(meeting.state()));
    data.set("path", seen.path);
    data.set("runs", Data{seen.runs});
    const bool frozen = meeting.has_pack();
    const bool closed = seen.is(v1::MEETING_STATE_CLOSED);
    const std::vector<std::tuple<std::string, std::string, bool>> pages{
        {"agenda", seen.path, true},
        {"pack", seen.path + "/pack", frozen},
        {"record", seen.path + "/record", frozen},
        {"minutes", seen.path + "/minutes", closed},
    };
    std::vector<Data> tabs;
    for (const auto& [id, path, there] : pages) {
        if (there) {
            auto& tab = tabs.emplace_back(Data::type::object);
            tab.set("tab_link", visit.link(path));
            tab.set("tab_title", meeting_text(visit, "tab." + id));
            tab.set("tab_current", Data{id == here});
        }
    }
    data.set("tabs", console::list_of(std::move(tabs)));
}

std::vector<console::Crumb> above_meeting(const Visit& visit) {
    const auto& texts = visit.desk->templates;
    return {
        {"/", texts.text("common", "nav.home")},
        {"/meetings", texts.text("common", "nav.meetings")}};
}

std::vector<console::Crumb> below_meeting(const Visit& visit, const MeetingSeen& seen) {
    auto crumbs = above_meeting(visit);
    crumbs.push_back({seen.path, seen.meeting.title()});
    return crumbs;
}

void put_stamp(Data& data, const MeetingSeen& seen) {
    const auto at = base::from_timestamp(seen.meeting.updated_at());
    data.set("etag", seen.meeting.etag());
    data.set("seen_at", at ? std::to_string(base::to_micros(*at)) : std::string{});
    data.set("request_id", console::new_request_id());
    data.set("stale", Data{false});
}

void put_stale(Data& data, const Visit& visit, const MeetingSeen& seen) {
    data.set("stale", Data{true});
    data.set("changed_by", seen.names.person(seen.meeting.updated_by().person()));
    const auto at = base::from_timestamp(seen.meeting.updated_at());
    data.set("changed_at", at ? console::moment_in_words(*at) : std::string{});
    std::vector<Data> told;
    for (const auto& line :
         meeting_differences(visit, meeting_as_seen(visit, seen), seen.meeting)) {
        told.emplace_back(Data::type::object).set("difference", line);
    }
    data.set("has_told", Data{!told.empty()});
    data.set("told", console::list_of(std::move(told)));
}

console::Page act_page(
    const Visit& visit,
    const MeetingSeen& seen,
    const MeetingAct& act,
    const console::Form& typed,
    const base::Error* error
) {
    console::Page page{act.page};
    page.crumbs = below_meeting(visit, seen);
    page.status = error == nullptr ? 200 : 422;
    auto& data = page.data;
    data.set("heading", act_text(visit, act, "heading"));
    put_text(data, "intro", act_text(visit, act, "intro"));
    data.set("submit", act_text(visit, act, "submit"));
    data.set("warning", Data{visit.desk->templates.has_text(act.texts, "warning")});
    data.set("action", visit.request.path);
    data.set("back", act.back);
    data.set("meeting_title", seen.meeting.title());
    data.set("case_etag", Data{false});
    put_stamp(data, seen);
    console::FieldErrors errors;
    const auto unmet = error == nullptr ? std::vector<v1::UnmetGate>{} : console::unmet_of(*error);
    if (error != nullptr && (unmet.empty() || error->details.size() != unmet.size())) {
        errors =
            console::errors_of(visit.desk->templates, act.texts, act.fields, visit.form, *error);
    }
    for (auto& one : errors) {
        one.text = seen.titles.in_text(one.text);
    }
    console::put_unmet(data, visit, seen.titles, unmet);
    console::put_form(data, visit.desk->templates, act.texts, act.fields, typed, errors);
    return page;
}

console::Answer refused_act(const Visit& visit, const MeetingAct& act, const base::Error& error) {
    switch (error.code) {
        case base::Code::aborted:
        case base::Code::invalid_argument:
        case base::Code::failed_precondition:
            break;
        default:
            return error;
    }
    // As it stands now: it may have moved on.
    const auto now = see_meeting(visit);
    if (!now) {
        return now.error();
    }
    if (error.code != base::Code::aborted) {
        return act_page(visit, *now, act, visit.form, &error);
    }
    auto page = act_page(visit, *now, act, visit.form);
    page.status = 409;
    put_stale(page.data, visit, *now);
    return page;
}

console::Answer done_act(Visit& visit, const MeetingSeen& seen, const MeetingAct& act) {
    console::Notice notice{"changed", {}};
    notice.values.set("title", seen.meeting.title());
    notice.values.set("what", act_text(visit, act, "done"));
    visit.leave_notice(notice);
    return console::Redirect{act.back};
}

std::vector<std::string> meeting_differences(
    const Visit& visit, const v1::Meeting& before, const v1::Meeting& after
) {
    std::vector<std::string> told;
    if (before.state() != after.state()) {
        told.push_back(
            meeting_text(visit, "told.state", {{"state", state_in_words(visit, after.state())}})
        );
    }
    const auto by_id = [](const v1::Meeting& meeting, const std::string& id) {
        const auto& items = meeting.items();
        return std::find_if(items.begin(), items.end(), [&](const auto& item) {
            return item.id() == id;
        });
    };
    for (const auto& item : after.items()) {
        const auto earlier = by_id(before, item.id());
        if (earlier == before.items().end()) {
            told.push_back(meeting_text(visit, "told.added", {{"item", item.title()}}));
            continue;
        }
        if (earlier->outcome().SerializeAsString() != item.outcome().SerializeAsString()) {
            told.push_back(meeting_text(visit, "told.outcome", {{"item", item.title()}}));
        }
        if (earlier->recusals_size() != item.recusals_size()) {
            told.push_back(meeting_text(visit, "told.recusal", {{"item", item.title()}}));
        }
        if (number_of_item(before, item.id()) != number_of_item(after, item.id())) {
            told.push_back(meeting_text(
                visit,
                "told.moved",
                {{"item", item.title()},
                 {"place", fmt::to_string(number_of_item(after, item.id()))}}
            ));
        }
    }
    for (const auto& item : before.items()) {
        if (by_id(after, item.id()) == after.items().end()) {
            told.push_back(meeting_text(visit, "told.left_out", {{"item", item.title()}}));
        }
    }
    const auto attendance = [](const v1::Meeting& meeting) {
        std::string all;
        for (const auto& one : meeting.attendance()) {
            all += one.SerializeAsString() + '\n';
        }
        return all;
    };
    if (attendance(before) != attendance(after)) {
        told.push_back(meeting_text(visit, "told.attendance"));
    }
    if (before.minutes() != after.minutes() && before.state() == after.state()) {
        told.push_back(meeting_text(visit, "told.minutes"));
    }
    return told;
}

}  // namespace ladder::secretariat

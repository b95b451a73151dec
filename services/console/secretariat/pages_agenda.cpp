// A meeting's agenda: proposed, put in order, frozen.
#include <fmt/format.h>

#include "services/console/secretariat/agenda.hpp"
#include "services/console/secretariat/meeting_seen.hpp"
#include "services/console/secretariat/pages.hpp"

namespace ladder::secretariat {

namespace {

using console::Answer;
using console::Data;
using console::Page;
using console::put_text;
using console::Visit;

constexpr const char* agenda_name = "meeting";
constexpr const char* agenda_words = "meeting_words";

// What could be on the agenda and is not; nothing where it can't be changed.
base::Result<v1::ProposeAgendaResponse> proposed_for(const Visit& visit, const MeetingSeen& seen) {
    if (!seen.runs || !seen.is(v1::MEETING_STATE_PLANNED)) {
        return v1::ProposeAgendaResponse{};
    }
    v1::ProposeAgendaRequest request;
    request.set_name(seen.meeting.name());
    return visit.call<v1::ProposeAgendaResponse>("MeetingService/ProposeAgenda", request);
}

// Where an item's case is shown; empty: it is about none.
std::string link_of_case(const Visit& visit, const v1::AgendaItem& item) {
    return item.case_name().empty() ? std::string{} : visit.link("/" + item.case_name());
}

std::string reason_in_words(const Visit& visit, const v1::AgendaItem& item) {
    return visit.desk->templates.text(agenda_words, fmt::format("reason.{}", int{item.reason()}));
}

void put_items(Data& data, const Visit& visit, const MeetingSeen& seen) {
    const auto& items = seen.meeting.items();
    const bool typed = visit.request.method == "POST" && !visit.form.has("move");
    std::vector<Data> rows;
    for (int i = 0; i < items.size(); ++i) {
        const auto& item = items.Get(i);
        auto& row = rows.emplace_back(Data::type::object);
        const auto place = "place-" + item.id();
        row.set("id", item.id());
        row.set("number", fmt::to_string(i + 1));
        row.set("place", typed ? visit.form.value(place) : fmt::to_string(i + 1));
        row.set("item_title", item.title());
        row.set("reason", reason_in_words(visit, item));
        put_text(row, "case_link", link_of_case(visit, item));
        row.set("is_first", Data{i == 0});
        row.set("is_last", Data{i + 1 == items.size()});
    }
    data.set("has_items", Data{!rows.empty()});
    data.set("agenda_items", console::list_of(std::move(rows)));
}

void put_proposed(Data& data, const Visit& visit, const AgendaItems& proposed) {
    const auto chosen = visit.form.values("add");
    std::vector<Data> rows;
    for (const auto& item : proposed) {
        auto& row = rows.emplace_back(Data::type::object);
        const auto key = key_of_proposed(item);
        row.set("key", key);
        row.set("number", fmt::to_string(rows.size()));
        row.set("item_title", item.title());
        row.set("reason", reason_in_words(visit, item));
        row.set("chosen", Data{std::find(chosen.begin(), chosen.end(), key) != chosen.end()});
    }
    data.set("has_proposed", Data{!rows.empty()});
    data.set("proposed", console::list_of(std::move(rows)));
}

Answer agenda_page(
    const Visit& visit, const MeetingSeen& seen, const base::Error* error = nullptr
) {
    const auto proposed = proposed_for(visit, seen);
    if (!proposed) {
        return proposed.error();
    }
    Page page{agenda_name};
    page.crumbs = above_meeting(visit);
    auto& data = page.data;
    put_meeting_head(data, visit, seen, "agenda");
    put_stamp(data, seen);
    data.set("can_build", Data{seen.runs && seen.is(v1::MEETING_STATE_PLANNED)});
    data.set("can_run", Data{seen.runs && seen.is(v1::MEETING_STATE_FROZEN)});
    data.set(
        "can_cancel",
        Data{seen.runs && (seen.is(v1::MEETING_STATE_PLANNED) || seen.is(v1::MEETING_STATE_FROZEN))}
    );
    put_items(data, visit, seen);
    put_proposed(data, visit, proposed->items());
    data.set("add_title", visit.form.value("add_title"));
    console::FieldErrors errors;
    if (error != nullptr) {
        page.status = 422;
        const std::vector<console::Field> fields{{"add_title"}};
        errors = console::errors_of(visit.desk->templates, agenda_name, fields, visit.form, *error);
        for (auto& one : errors) {
            one.text = seen.titles.in_text(one.text);
        }
    }
    console::put_form(data, visit.desk->templates, agenda_name, {}, visit.form, errors);
    return page;
}

Answer show_agenda(Visit& visit) {
    const auto seen = see_meeting(visit);
    return seen ? agenda_page(visit, *seen) : Answer{seen.error()};
}

// After a refusal: the agenda as it stands now, with what was typed.
Answer refused_agenda(const Visit& visit, const base::Error& error) {
    const bool stale = error.code == base::Code::aborted;
    if (!stale && error.code != base::Code::invalid_argument &&
        error.code != base::Code::failed_precondition) {
        return error;
    }
    const auto now = see_meeting(visit);
    if (!now) {
        return now.error();
    }
    auto answer = agenda_page(visit, *now, stale ? nullptr : &error);
    if (auto* page = std::get_if<Page>(&answer); page != nullptr && stale) {
        page->status = 409;
        put_stale(page->data, visit, *now);
    }
    return answer;
}

Answer set_agenda(Visit& visit) {
    const auto seen = see_meeting(visit);
    if (!seen) {
        return seen.error();
    }
    const auto proposed = proposed_for(visit, *seen);
    if (!proposed) {
        return proposed.error();
    }
    v1::SetAgendaRequest request;
    stamp_request(request, visit, *seen);
    for (auto& item : agenda_of(seen->meeting.items(), proposed->items(), visit.form)) {
        *request.add_items() = std::move(item);
    }
    const auto set = visit.call<v1::SetAgendaResponse>("MeetingService/SetAgenda", request);
    if (!set) {
        return refused_agenda(visit, set.error());
    }
    console::Notice notice{"changed", {}};
    notice.values.set("title", seen->meeting.title());
    notice.values.set("what", visit.desk->templates.text(agenda_name, "saved"));
    visit.leave_notice(notice);
    const auto moved = visit.form.value("move");
    const auto colon = moved.find(':');
    return console::Redirect{
        colon == std::string::npos ? seen->path
                                   : fmt::format("{}#{}", seen->path, moved.substr(colon + 1))};
}

}  // namespace

void add_agenda_pages(console::Pages& pages) {
    pages.get("/meetings/{id}", console::Audience::signed_in, show_agenda);
    pages.post("/meetings/{id}", console::Audience::signed_in, set_agenda);
}

}  // namespace ladder::secretariat

// Closing a meeting, its minutes and its action log, and their correction.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "services/console/procedure_forms.hpp"
#include "services/console/secretariat/outcome.hpp"
#include "services/console/secretariat/pages.hpp"
#include "services/console/table.hpp"
#include "services/console/words.hpp"

namespace ladder::secretariat {

namespace {

using console::Answer;
using console::Cell;
using console::Data;
using console::day_in_words;
using console::Field;
using console::Visit;

constexpr const char* minutes_name = "meeting_minutes";
constexpr const char* close_name = "meeting_close";

std::string minutes_word(
    const Visit& visit,
    std::string_view key,
    const std::vector<std::pair<std::string, std::string>>& values
) {
    Data data{Data::type::object};
    for (const auto& [name, value] : values) {
        data.set(name, value);
    }
    return visit.desk->templates.text("meeting_words", key, data);
}

// --- Closing

// The minutes as the record makes them, for whoever writes them.
std::string draft_of(const Visit& visit, const MeetingSeen& seen) {
    std::vector<std::string> there;
    std::vector<std::string> apologies;
    for (const auto& one : seen.meeting.attendance()) {
        auto& list = one.kind() == v1::ATTENDANCE_KIND_APOLOGIES ? apologies : there;
        list.push_back(seen.names.actor(one.person()));
    }
    std::string draft;
    const auto say = [&](std::string_view key, const std::vector<std::string>& people) {
        if (!people.empty()) {
            draft +=
                minutes_word(visit, key, {{"people", fmt::format("{}", fmt::join(people, "; "))}}) +
                "\n";
        }
    };
    say("draft.present", there);
    say("draft.apologies", apologies);
    int number = 0;
    for (const auto& item : seen.meeting.items()) {
        draft += fmt::format("\n{}. {}\n", ++number, item.title());
        for (const auto& recusal : item.recusals()) {
            draft +=
                minutes_word(
                    visit,
                    "draft.recused",
                    {{"person", seen.names.person(recusal.person())}, {"reason", recusal.reason()}}
                ) +
                "\n";
        }
        for (const auto& line : outcome_in_words(visit, seen, item)) {
            draft += line + "\n";
        }
    }
    return draft;
}

// Texts of the API name items by their ids; people know them by their numbers.
std::string with_numbers(const v1::Meeting& meeting, std::string text) {
    for (const auto* word : {"Item ", "item "}) {
        // The longest ids first: "i12" begins with "i1".
        for (int i = meeting.items_size() - 1; i >= 0; --i) {
            const auto named = word + meeting.items(i).id();
            std::size_t at = 0;
            while ((at = text.find(named, at)) != std::string::npos) {
                const auto after = at + named.size();
                if (after < text.size() &&
                    std::isdigit(static_cast<unsigned char>(text[after])) != 0) {
                    at = after;
                    continue;
                }
                text.replace(at, named.size(), fmt::format("{}{}", word, i + 1));
                at += 1;
            }
        }
    }
    return text;
}

base::Error in_numbers(base::Error error, const v1::Meeting& meeting) {
    error.message = with_numbers(meeting, std::move(error.message));
    for (auto& detail : error.details) {
        if (auto* gate = std::get_if<v1::UnmetGate>(&detail)) {
            gate->set_title(with_numbers(meeting, gate->title()));
            gate->set_explanation(with_numbers(meeting, gate->explanation()));
        } else if (auto* field = std::get_if<v1::FieldViolation>(&detail)) {
            const auto slash = field->field().find('/');
            if (slash != std::string::npos) {
                field->set_description(fmt::format(
                    "({}) {}",
                    with_numbers(meeting, "item " + field->field().substr(0, slash)),
                    field->description()
                ));
            }
        }
    }
    return error;
}

MeetingAct close_act(const MeetingSeen& seen) {
    return {close_name, {{"minutes", Field::Kind::textarea}}, seen.path + "/record"};
}

v1::CloseMeetingRequest close_request(
    const MeetingSeen& seen, const std::string& etag, const std::string& minutes
) {
    v1::CloseMeetingRequest request;
    request.set_name(seen.meeting.name());
    request.set_etag(etag);
    request.set_minutes(minutes);
    return request;
}

// A case that moved on is no matter of the form: it is told as it is.
base::Error told_of_cases(base::Error error) {
    for (const auto& detail : error.details) {
        const auto* stale = std::get_if<v1::StaleEtag>(&detail);
        if (stale != nullptr && stale->name().starts_with("cases/")) {
            error.code = base::Code::failed_precondition;
            error.details.clear();
            return error;
        }
    }
    return error;
}

Answer show_close_form(Visit& visit) {
    const auto seen = see_meeting(visit);
    if (!seen) {
        return seen.error();
    }
    if (!seen->runs) {
        return base::Error{base::Code::permission_denied, "meetings are run by others", {}};
    }
    console::Form typed;
    typed.set("minutes", draft_of(visit, *seen));
    auto page = act_page(visit, *seen, close_act(*seen), typed);
    // What is lacking is told before anybody writes minutes.
    auto trial = close_request(*seen, seen->meeting.etag(), typed.value("minutes"));
    trial.set_validate_only(true);
    trial.set_request_id(console::new_request_id());
    const auto tried = visit.call<v1::CloseMeetingResponse>("MeetingService/CloseMeeting", trial);
    if (!tried) {
        const auto error = in_numbers(tried.error(), seen->meeting);
        console::put_unmet(page.data, visit, seen->titles, console::unmet_of(error));
    }
    return page;
}

Answer close_meeting(Visit& visit) {
    const auto seen = see_meeting(visit);
    if (!seen) {
        return seen.error();
    }
    auto request = close_request(*seen, visit.form.value("etag"), visit.form.value("minutes"));
    request.set_request_id(visit.form.value("request_id"));
    auto act = close_act(*seen);
    const auto done = visit.call<v1::CloseMeetingResponse>("MeetingService/CloseMeeting", request);
    if (!done) {
        return refused_act(visit, act, told_of_cases(in_numbers(done.error(), seen->meeting)));
    }
    act.back = seen->path + "/minutes";
    return done_act(visit, *seen, act);
}

// --- Minutes

// Actions by the body that owes them, our own desk first.
void put_actions(Data& data, const Visit& visit, const MeetingSeen& seen) {
    std::map<std::string, console::Table> by_owner;
    const auto& templates = visit.desk->templates;
    for (const auto& task : seen.meeting.tasks()) {
        auto& table = by_owner[task.body().empty() ? "" : seen.names.body(task.body())];
        table.columns = {{"action"}, {"role"}, {"due"}, {"state"}};
        const bool done =
            task.state() == v1::TASK_STATE_DONE || task.state() == v1::TASK_STATE_CANCELLED;
        const bool late = !done && !task.due_on().empty() && task.due_on() < day_of(visit);
        Cell due{
            task.due_on().empty() ? templates.text(minutes_name, "no_day")
                                  : day_in_words(task.due_on())};
        due.tag = late ? "red" : "none";
        table.rows.push_back(
            {{task.title()},
             {seen.names.role(task.role()), {}, seen.names.person(task.owner())},
             due,
             {templates.text("meeting_words", fmt::format("task.{}", int{task.state()}))}}
        );
    }
    std::vector<Data> owners;
    for (const auto& [owner, table] : by_owner) {
        auto& shown = owners.emplace_back(Data::type::object);
        shown.set("owner", owner.empty() ? templates.text("meeting_words", "desk") : owner);
        console::put_table(shown, "actions", templates, minutes_name, table);
    }
    data.set("has_actions", Data{!owners.empty()});
    data.set("owners", console::list_of(std::move(owners)));
}

// Actions that wait for the capacity of whoever looks, and that nobody has.
void put_claims(Data& data, const Visit& visit, const MeetingSeen& seen) {
    std::vector<Data> claims;
    for (const auto& task : seen.meeting.tasks()) {
        if (visit.known || task.state() != v1::TASK_STATE_QUEUED || !task.owner().empty() ||
            task.role() != visit.who->caller.capacity) {
            continue;
        }
        auto& claim = claims.emplace_back(Data::type::object);
        claim.set("what", task.title());
        claim.set("act", visit.desk->templates.text("today", "task.claim"));
        claim.set("task", fmt::format("{}/tasks/{}", seen.meeting.name(), task.id()));
        claim.set("version", fmt::to_string(task.version()));
        claim.set("request_id", console::new_request_id());
        claim.set("back", seen.path + "/minutes");
    }
    data.set("has_claims", Data{!claims.empty()});
    data.set("claims", console::list_of(std::move(claims)));
}

void put_decisions(Data& data, const Visit& visit, const MeetingSeen& seen) {
    std::vector<Data> rows;
    for (const auto& item : seen.meeting.items()) {
        std::vector<Data> lines;
        for (const auto& line : outcome_in_words(visit, seen, item)) {
            lines.emplace_back(Data::type::object).set("line", line);
        }
        auto& row = rows.emplace_back(Data::type::object);
        row.set("number", fmt::to_string(rows.size()));
        row.set("item_title", item.title());
        console::put_text(
            row,
            "case_link",
            item.case_name().empty() ? std::string{} : visit.link("/" + item.case_name())
        );
        row.set("lines", console::list_of(std::move(lines)));
    }
    data.set("minuted_items", console::list_of(std::move(rows)));
}

void put_corrections(Data& data, const MeetingSeen& seen) {
    std::vector<Data> corrections;
    for (const auto& one : seen.meeting.corrections()) {
        auto& shown = corrections.emplace_back(Data::type::object);
        const auto at = base::from_timestamp(one.recorded_at());
        shown.set("corrected_at", at ? console::moment_in_words(*at) : std::string{});
        shown.set("corrected_by", seen.names.person(one.corrected_by().person()));
        shown.set("corrected_because", one.reasons());
        shown.set("superseded", one.superseded_text());
    }
    data.set("has_corrections", Data{!corrections.empty()});
    data.set("corrections", console::list_of(std::move(corrections)));
}

Answer show_minutes(Visit& visit) {
    const auto seen = see_meeting(visit);
    if (!seen) {
        return seen.error();
    }
    if (!seen->is(v1::MEETING_STATE_CLOSED)) {
        return console::Redirect{visit.link(seen->path)};
    }
    console::Page page{minutes_name};
    page.crumbs = above_meeting(visit);
    auto& data = page.data;
    put_meeting_head(data, visit, *seen, "minutes");
    data.set("minutes", seen->meeting.minutes());
    data.set("closed_on", day_in_words(seen->meeting.closed_on()));
    put_actions(data, visit, *seen);
    put_claims(data, visit, *seen);
    put_decisions(data, visit, *seen);
    put_corrections(data, *seen);
    return page;
}

MeetingAct correct_act(const MeetingSeen& seen) {
    return {
        "meeting_correct",
        {{"minutes", Field::Kind::textarea}, {"reasons", Field::Kind::textarea}},
        seen.path + "/minutes"};
}

Answer show_correction_form(Visit& visit) {
    const auto seen = see_meeting(visit);
    if (!seen) {
        return seen.error();
    }
    if (!seen->runs) {
        return base::Error{base::Code::permission_denied, "meetings are run by others", {}};
    }
    console::Form typed;
    typed.set("minutes", seen->meeting.minutes());
    return act_page(visit, *seen, correct_act(*seen), typed);
}

Answer correct_minutes(Visit& visit) {
    const auto seen = see_meeting(visit);
    if (!seen) {
        return seen.error();
    }
    v1::CorrectMinutesRequest request;
    stamp_request(request, visit, *seen);
    request.set_minutes(visit.form.value("minutes"));
    request.set_reasons(visit.form.value("reasons"));
    return run_act<v1::CorrectMinutesResponse>(
        visit, *seen, correct_act(*seen), "MeetingService/CorrectMinutes", request
    );
}

}  // namespace

void add_minutes_pages(console::Pages& pages) {
    using console::Audience;
    pages.get("/meetings/{id}/close", Audience::signed_in, show_close_form);
    pages.post("/meetings/{id}/close", Audience::signed_in, close_meeting);
    pages.get("/meetings/{id}/minutes", Audience::signed_in, show_minutes);
    pages.get("/meetings/{id}/correct", Audience::signed_in, show_correction_form);
    pages.post("/meetings/{id}/correct", Audience::signed_in, correct_minutes);
}

}  // namespace ladder::secretariat

// Who is at a meeting, in one form: a row for each, and some empty ones for more.
#include <algorithm>

#include <fmt/format.h>

#include "services/console/secretariat/meeting_seen.hpp"
#include "services/console/secretariat/pages.hpp"

namespace ladder::secretariat {

namespace {

using console::Answer;
using console::Data;
using console::Visit;

constexpr const char* attendance_name = "meeting_attendance";
constexpr int spare_rows = 4;
constexpr int rows_max = 200;

std::string row_field(const char* part, int row) {
    return fmt::format("{}-{}", part, row);
}

// Who was at the last meeting of the kind that closed: people come again.
base::Result<v1::Meeting> last_meeting(const Visit& visit, const MeetingSeen& seen) {
    v1::ListMeetingsRequest list;
    list.set_kind(seen.meeting.kind());
    list.set_state(v1::MEETING_STATE_CLOSED);
    list.set_page_size(1);
    const auto found = visit.call<v1::ListMeetingsResponse>("MeetingService/ListMeetings", list);
    if (!found) {
        return found.error();
    }
    if (found->meetings().empty()) {
        return v1::Meeting{};
    }
    v1::GetMeetingRequest request;
    request.set_name(found->meetings(0).name());
    const auto meeting = visit.call<v1::GetMeetingResponse>("MeetingService/GetMeeting", request);
    return meeting ? base::Result<v1::Meeting>{meeting->meeting()}
                   : base::Result<v1::Meeting>{meeting.error()};
}

// What the rows hold before anything was typed.
console::Form form_of(const v1::Meeting& meeting, bool again) {
    console::Form form;
    int row = 0;
    for (const auto& one : meeting.attendance()) {
        form.set(row_field("person", row), one.person().person());
        form.set(row_field("capacity", row), one.person().capacity());
        form.set(row_field("kind", row), fmt::to_string(int{one.kind()}));
        form.set(row_field("organisation", row), one.organisation());
        // A reminder is given at each meeting anew.
        if (one.official_secrets_reminded() && !again) {
            form.set(row_field("reminded", row), "yes");
        }
        ++row;
    }
    return form;
}

int rows_of(const console::Form& form) {
    int rows = 0;
    while (rows < rows_max && form.has(row_field("person", rows))) {
        ++rows;
    }
    return rows;
}

Data options_of(
    const std::vector<std::pair<std::string, std::string>>& options, const std::string& chosen
) {
    std::vector<Data> shown;
    for (const auto& [value, text] : options) {
        auto& option = shown.emplace_back(Data::type::object);
        option.set("value", value);
        option.set("text", text);
        option.set("chosen", Data{value == chosen});
    }
    return console::list_of(std::move(shown));
}

// The capacities of the kind's chair and members first, then all others.
std::vector<std::pair<std::string, std::string>> capacities_of(
    const Visit& visit, const MeetingSeen& seen
) {
    std::vector<std::pair<std::string, std::string>> options{
        {"", visit.desk->templates.text("common", "choose")}};
    const auto* rules = seen.names.ruleset(seen.meeting.ruleset());
    if (rules == nullptr) {
        return options;
    }
    const auto add = [&](const std::string& role) {
        const auto same = [&](const auto& known) { return known.first == role; };
        if (std::none_of(options.begin(), options.end(), same)) {
            options.emplace_back(role, seen.names.role(role));
        }
    };
    if (const auto* kind = rules->meeting_kind(seen.meeting.kind())) {
        add(kind->chair());
        std::for_each(kind->members().begin(), kind->members().end(), add);
    }
    for (const auto& role : rules->definition().roles()) {
        add(role.id());
    }
    return options;
}

bool needs_reminder(const MeetingSeen& seen) {
    const auto* rules = seen.names.ruleset(seen.meeting.ruleset());
    const auto* kind = rules == nullptr ? nullptr : rules->meeting_kind(seen.meeting.kind());
    return kind != nullptr && kind->official_secrets_reminder();
}

void put_rows(Data& data, const Visit& visit, const MeetingSeen& seen, const console::Form& typed) {
    const auto capacities = capacities_of(visit, seen);
    std::vector<std::pair<std::string, std::string>> kinds;
    for (int kind = v1::ATTENDANCE_KIND_CHAIR; kind <= v1::ATTENDANCE_KIND_APOLOGIES; ++kind) {
        kinds.emplace_back(
            fmt::to_string(kind),
            visit.desk->templates.text("meeting_words", fmt::format("kind.{}", kind))
        );
    }
    const bool reminder = needs_reminder(seen);
    const int filled = rows_of(typed);
    const int rows = visit.request.method == "POST" ? filled : filled + spare_rows;
    std::vector<Data> shown;
    for (int i = 0; i < rows; ++i) {
        auto& row = shown.emplace_back(Data::type::object);
        row.set("row", fmt::to_string(i));
        row.set("number", fmt::to_string(i + 1));
        const auto person = typed.value(row_field("person", i));
        row.set("person", visit.people().title(person));
        row.set("organisation", typed.value(row_field("organisation", i)));
        row.set("capacities", options_of(capacities, typed.value(row_field("capacity", i))));
        const auto kind = typed.value(row_field("kind", i));
        row.set(
            "kinds",
            options_of(kinds, kind.empty() ? fmt::to_string(int{v1::ATTENDANCE_KIND_MEMBER}) : kind)
        );
        row.set("asks_reminder", Data{reminder});
        row.set("reminded", Data{typed.has(row_field("reminded", i))});
    }
    data.set("rows", console::list_of(std::move(shown)));
    std::vector<Data> people;
    for (const auto& option : console::people_options(visit.people())) {
        people.emplace_back(Data::type::object).set("name", option.text);
    }
    data.set("people", console::list_of(std::move(people)));
}

MeetingAct attendance_act(const MeetingSeen& seen) {
    MeetingAct act{attendance_name, {}, seen.path + "/record"};
    act.page = attendance_name;
    return act;
}

Answer show_attendance_form(Visit& visit) {
    const auto seen = see_meeting(visit);
    if (!seen) {
        return seen.error();
    }
    if (!seen->runs) {
        return base::Error{base::Code::permission_denied, "meetings are run by others", {}};
    }
    const bool again = seen->meeting.attendance().empty();
    const auto known =
        again ? last_meeting(visit, *seen) : base::Result<v1::Meeting>{seen->meeting};
    if (!known) {
        return known.error();
    }
    auto page = act_page(visit, *seen, attendance_act(*seen), {});
    page.data.set("from_last", Data{again && !known->attendance().empty()});
    put_rows(page.data, visit, *seen, form_of(*known, again));
    return page;
}

// Errors name the person of the list; the form says which of its rows that is.
base::Error by_row(base::Error error, const std::vector<int>& rows) {
    constexpr std::string_view of_list = "attendance[";
    for (auto& detail : error.details) {
        auto* violation = std::get_if<v1::FieldViolation>(&detail);
        if (violation == nullptr || !violation->field().starts_with(of_list)) {
            continue;
        }
        const auto index =
            static_cast<std::size_t>(std::atoi(violation->field().substr(of_list.size()).c_str()));
        const auto field = violation->field();
        const auto part = field.substr(field.rfind('.') + 1);
        violation->set_field(
            fmt::format("person {}: {}", index < rows.size() ? rows[index] + 1 : 0, part)
        );
    }
    return error;
}

Answer record_attendance(Visit& visit) {
    const auto seen = see_meeting(visit);
    if (!seen) {
        return seen.error();
    }
    v1::RecordAttendanceRequest request;
    stamp_request(request, visit, *seen);
    std::vector<int> rows;
    for (int i = 0; i < rows_of(visit.form); ++i) {
        const auto person = visit.form.value(row_field("person", i));
        if (person.empty()) {
            continue;
        }
        auto& one = *request.add_attendance();
        one.mutable_person()->set_person(person);
        one.mutable_person()->set_capacity(visit.form.value(row_field("capacity", i)));
        one.set_kind(static_cast<v1::AttendanceKind>(
            std::atoi(visit.form.value(row_field("kind", i)).c_str())
        ));
        one.set_organisation(visit.form.value(row_field("organisation", i)));
        one.set_official_secrets_reminded(visit.form.has(row_field("reminded", i)));
        rows.push_back(i);
    }
    const auto act = attendance_act(*seen);
    const auto done =
        visit.call<v1::RecordAttendanceResponse>("MeetingService/RecordAttendance", request);
    if (done) {
        return done_act(visit, *seen, act);
    }
    auto answer = refused_act(visit, act, by_row(done.error(), rows));
    if (auto* page = std::get_if<console::Page>(&answer)) {
        page->data.set("from_last", Data{false});
        put_rows(page->data, visit, *seen, visit.form);
    }
    return answer;
}

}  // namespace

void add_attendance_pages(console::Pages& pages) {
    using console::Audience;
    pages.get("/meetings/{id}/attendance", Audience::signed_in, show_attendance_form);
    pages.post("/meetings/{id}/attendance", Audience::signed_in, record_attendance);
}

}  // namespace ladder::secretariat

// Deadlines and meetings for calendar programs, which can't sign in: they bring a read-only token
// as the password of HTTP's basic authentication, so that no address holds a secret.
#include <fmt/format.h>

#include "ladder/v1/task_service.pb.h"
#include "services/access/door.hpp"
#include "services/access/tokens.hpp"
#include "services/console/secretariat/icalendar.hpp"
#include "services/console/secretariat/names.hpp"
#include "services/console/secretariat/pages.hpp"
#include "services/console/secretariat/phrases.hpp"
#include "services/http/connect.hpp"

namespace ladder::secretariat {

namespace {

using console::Answer;
using console::Visit;

constexpr const char* calendar_name = "calendar";

// Whom the token stands for; it must be one that may only read: calendar programs keep passwords
// as they please. Errors: unauthenticated; permission_denied for a token that may change something.
base::Result<access::Caller> caller_by_token(const Visit& visit) {
    const auto secret = secret_of_basic(visit.request.header("Authorization"));
    if (!secret.starts_with(access::token_prefix)) {
        return base::Error{base::Code::unauthenticated, "no token is given", {}};
    }
    auto call = http::call_of(visit.request);
    std::erase_if(call.headers, [](const http::Header& header) {
        return http::equal_names(header.name, "Authorization");
    });
    call.headers.push_back({"Authorization", "Bearer " + secret});
    auto caller = visit.desk->app.access.door->caller_of(call);
    if (caller && !caller->read_only) {
        return base::Error{base::Code::permission_denied, "the token may change something", {}};
    }
    return caller;
}

console::Page explain(const Visit& visit, bool known) {
    console::Page page{calendar_name};
    page.data.set("address", visit.own_address() + "/calendar.ics");
    page.data.set("known_here", console::Data{known});
    return page;
}

Answer show_calendar_page(Visit& visit) {
    return explain(visit, true);
}

// The part of the address that names this site: identifiers are unique with it.
std::string site_of(const Visit& visit) {
    const std::string host{visit.request.header("Host")};
    return host.empty() ? "ladder" : host;
}

void add_deadlines(
    std::vector<CalendarDay>& days,
    const Visit& visit,
    const Names& names,
    const std::vector<v1::Deadline>& deadlines
) {
    for (const auto& deadline : deadlines) {
        const auto due_on = base::parse_date(deadline.due_on());
        if (!due_on || deadline.state() == v1::DEADLINE_STATE_PAUSED) {
            continue;
        }
        days.push_back(
            {fmt::format("{}/deadlines/{}@{}", deadline.parent(), deadline.id(), site_of(visit)),
             *due_on,
             fmt::format("{}: {}", names.parent(deadline.parent()), deadline.title()),
             rule_of(visit, names, deadline),
             visit.own_address() + names.path_of_parent(deadline.parent())}
        );
    }
}

void add_meetings(std::vector<CalendarDay>& days, const Visit& visit, const Names& names) {
    for (const auto& meeting : names.meetings()) {
        const auto held_on = base::parse_date(meeting.held_on());
        if (held_on && meeting.state() != v1::MEETING_STATE_CANCELLED) {
            days.push_back(
                {fmt::format("{}@{}", meeting.name(), site_of(visit)),
                 *held_on,
                 meeting.title(),
                 {},
                 fmt::format("{}/{}", visit.own_address(), meeting.name())}
            );
        }
    }
}

Answer send_calendar(Visit& visit) {
    if (!visit.who) {
        auto caller = caller_by_token(visit);
        if (!caller) {
            auto page = explain(visit, false);
            page.status = caller.error().code == base::Code::permission_denied ? 403 : 401;
            if (page.status == 401) {
                visit.headers.push_back(
                    {"WWW-Authenticate", "Basic realm=\"Ladder calendar\", charset=\"UTF-8\""}
                );
            }
            return page;
        }
        visit.who = console::SignedInAs{{}, std::move(*caller)};
    }
    const auto names = Names::load(visit, true);
    if (!names) {
        return names.error();
    }
    std::vector<CalendarDay> days;
    const auto deadlines = visit.read_all(
        "TaskService/ListDeadlines",
        v1::ListDeadlinesRequest{},
        &v1::ListDeadlinesResponse::deadlines
    );
    if (deadlines) {
        add_deadlines(days, visit, *names, *deadlines);
    } else if (deadlines.error().code != base::Code::permission_denied) {
        return deadlines.error();
    }
    add_meetings(days, visit, *names);
    return console::File{
        "text/calendar; charset=utf-8",
        icalendar(
            visit.desk->templates.text(calendar_name, "calendar"), days, visit.desk->app.clock()
        ),
        "ladder.ics"};
}

}  // namespace

void add_calendar_pages(console::Pages& pages) {
    pages.get("/calendar", console::Audience::signed_in, show_calendar_page);
    pages.get("/calendar.ics", console::Audience::anybody, send_calendar);
}

}  // namespace ladder::secretariat

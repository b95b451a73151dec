#include "services/console/gate.hpp"

#include <string>
#include <string_view>

#include "services/access/secrets.hpp"
#include "services/api/moment.hpp"
#include "services/console/fields.hpp"

namespace ladder::console {

namespace {

// Before anybody is signed in, forms are bound to the browser by this cookie.
constexpr std::string_view form_cookie = "ladder-form";
constexpr std::string_view csrf_field = "csrf";
constexpr std::string_view form_type = "application/x-www-form-urlencoded";
constexpr std::string_view file_form_type = "multipart/form-data";

base::Error not_our_form() {
    return {
        base::Code::permission_denied, "the form was not made for this session, or elsewhere", {}};
}

// Browsers say where a form comes from; one that doesn't say is held to the form's secret alone.
bool comes_from_here(const Visit& visit) {
    const auto site = visit.request.header("Sec-Fetch-Site");
    if (!site.empty() && site != "same-origin") {
        return false;
    }
    const auto origin = visit.request.header("Origin");
    return origin.empty() || http::equal_names(origin, visit.own_address());
}

// Who the session's cookie stands for; nobody for one that ended.
base::Result<void> recognise(Visit& visit) {
    if (visit.cookie.empty()) {
        return {};
    }
    auto& access = visit.desk->app.access;
    auto session = access.sessions.find(visit.cookie);
    auto caller = session ? access.doorkeeper.caller_of_session(*session)
                          : base::Result<access::Caller>{session.error()};
    if (caller) {
        visit.csrf = session->csrf;
        visit.who = SignedInAs{std::move(*session), std::move(*caller)};
        return {};
    }
    if (caller.error().code != base::Code::unauthenticated) {
        return caller.error();
    }
    visit.end_session();
    return {};
}

// Gives the browser of nobody in particular something that its forms can be bound to.
void bind_forms(Visit& visit) {
    const auto held = http::cookie_of(visit.request, visit.named(form_cookie));
    std::string secret{held};
    if (secret.empty()) {
        secret = access::new_secret();
        visit.headers.push_back(http::set_cookie(visit.named(form_cookie), secret));
    }
    visit.csrf = access::csrf_of(secret);
}

base::Result<void> read_form(Visit& visit, Takes takes) {
    const auto type = visit.request.header("Content-Type");
    const auto kind = http::trim(type.substr(0, type.find(';')));
    if (takes != Takes::texts && http::equal_names(kind, file_form_type)) {
        const auto by = takes == Takes::folder ? FilesBy::path : FilesBy::field;
        auto sent = parse_multipart(type, visit.request.body, by);
        if (!sent) {
            return sent.error();
        }
        visit.form = std::move(sent->form);
        visit.files = std::move(sent->files);
    } else if (http::equal_names(kind, form_type)) {
        auto form = Form::parse(visit.request.body);
        if (!form) {
            return form.error();
        }
        visit.form = std::move(*form);
    } else {
        return base::Error{base::Code::invalid_argument, "not a form", {}};
    }
    return access::equal_secrets(visit.form.raw(csrf_field), visit.csrf)
               ? base::Result<void>{}
               : base::Result<void>{not_our_form()};
}

// The past can be read, and nothing else.
base::Result<void> read_moment(Visit& visit) {
    const auto text = visit.query.value("known_at");
    if (text.empty()) {
        return {};
    }
    const auto typed = api::parse_moment("known_at", text);
    const auto at =
        typed ? base::from_timestamp(*typed) : base::Result<base::Instant>{typed.error()};
    if (!at) {
        return at.error();
    }
    if (visit.request.method != "GET") {
        return base::Error{
            base::Code::failed_precondition, "what was known then can be read, not changed", {}};
    }
    visit.known = KnownAt{text, *at};
    return {};
}

void take_notice(Visit& visit) {
    const auto sealed = http::cookie_of(visit.request, visit.named(notice_cookie));
    if (visit.request.method == "GET" && visit.who && !sealed.empty()) {
        visit.notice = open_notice(sealed, visit.cookie);
    }
}

}  // namespace

base::Result<void> enter(Visit& visit, Audience audience, Takes takes) {
    const bool is_form = visit.request.method == "POST";
    if (is_form && !comes_from_here(visit)) {
        return not_our_form();
    }
    if (auto query = Form::parse(visit.request.query)) {
        visit.query = std::move(*query);
    } else {
        return query.error();
    }
    if (auto moment = read_moment(visit); !moment) {
        return moment;
    }
    visit.cookie = http::cookie_of(visit.request, visit.named(access::session_cookie));
    if (auto known = recognise(visit); !known) {
        return known;
    }
    if (!visit.who) {
        if (audience == Audience::signed_in) {
            return base::Error{base::Code::unauthenticated, "you are signed out; sign in", {}};
        }
        if (audience == Audience::anybody) {
            bind_forms(visit);
        }
    }
    take_notice(visit);
    if (!is_form) {
        return {};
    }
    auto read = read_form(visit, takes);
    if (read && visit.who && visit.form.has("by_name")) {
        identify_people(visit.form, visit.people());
    }
    return read;
}

}  // namespace ladder::console

#include "services/console/answers.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "services/console/assets.hpp"
#include "services/console/fields.hpp"
#include "services/console/places.hpp"
#include "services/console/words.hpp"
#include "services/http/connect_error.hpp"

namespace ladder::console {

namespace {

using Type = Data::type;

constexpr std::string_view html = "text/html; charset=utf-8";
constexpr std::string_view error_page_name = "error";

// Nothing but our own files: no inline script or style, no other site, no frame.
constexpr std::string_view page_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

// A file is no page: nothing in it may run or load, whatever it holds.
constexpr std::string_view file_policy = "default-src 'none'; sandbox; frame-ancestors 'none'";

void put_who(Data& data, const Visit& visit) {
    if (!visit.who) {
        data.set("me", Data{false});
        data.set("places", list_of({}));
        return;
    }
    const auto& caller = visit.who->caller;
    Data me{Type::object};
    me.set("title", caller.person->title());
    put_text(
        me,
        "acting_as",
        caller.capacity.empty() ? std::string{} : RulesetWords{*visit.desk}.role(caller.capacity)
    );
    data.set("me", me);
    std::vector<Data> shown;
    for (const auto& place : places_of(visit)) {
        auto& now = shown.emplace_back(Type::object);
        now.set("path", visit.link(place.path));
        now.set("place", visit.desk->templates.text("common", place.text));
        now.set("current", Data{place.current});
    }
    data.set("places", list_of(std::move(shown)));
}

// What the control "as known at" and its banner show.
void put_known(Data& data, const Visit& visit) {
    data.set("can_look_back", Data{visit.who && visit.request.method == "GET"});
    data.set("here", visit.request.path);
    data.set("known_at", visit.known ? visit.known->text : std::string{});
    auto others = visit.query;
    others.remove("known_at");
    others.remove("format");
    const auto query = others.encoded();
    data.set("now_link", query.empty() ? visit.request.path : visit.request.path + "?" + query);
    std::vector<Data> kept;
    for (const auto& [name, value] : others.all()) {
        auto& field = kept.emplace_back(Type::object);
        field.set("name", name);
        field.set("value", value);
    }
    data.set("kept_fields", list_of(std::move(kept)));
    data.set("known", Data{false});
    if (visit.known) {
        Data known{Type::object};
        known.set("moment", moment_in_words(visit.known->at));
        data.set("known", known);
    }
}

void put_notice(Data& data, const Visit& visit) {
    const auto& templates = visit.desk->templates;
    data.set("notice", Data{false});
    if (!visit.notice) {
        return;
    }
    const auto key = "notice." + visit.notice->kind;
    if (!templates.has_text("common", key)) {
        return;
    }
    Data values{Type::object};
    for (const auto* name : {"title", "count", "what"}) {
        values.set(name, visit.notice->values.value(name));
    }
    data.set("notice", templates.text("common", key, values));
}

void put_crumbs(Data& data, const Visit& visit, const std::vector<Crumb>& crumbs) {
    std::vector<Data> shown;
    for (const auto& crumb : crumbs) {
        auto& now = shown.emplace_back(Type::object);
        now.set("path", visit.link(crumb.path));
        now.set("text", crumb.text);
    }
    data.set("has_crumbs", Data{!shown.empty()});
    data.set("crumbs", list_of(std::move(shown)));
}

std::string body_of(const Templates& templates, std::string_view page, Data& data) {
    data.set("assets", assets_path());
    return templates.render(page, data);
}

// Which texts there are for a status.
std::string error_key(const Templates& templates, int status) {
    auto key = fmt::to_string(status);
    if (templates.has_text(error_page_name, key + ".heading")) {
        return key;
    }
    return status >= 500 ? "500" : "400";
}

void put_error(Data& data, const Templates& templates, int status) {
    const auto key = error_key(templates, status);
    data.set("heading", templates.text(error_page_name, key + ".heading"));
    data.set("explanation", templates.text(error_page_name, key + ".text"));
}

// Whether a page has something to send, besides what the head of every page has.
bool has_form(std::string_view body) {
    const auto main = body.substr(std::min(body.find("<main"), body.size()));
    return main.substr(0, main.find("</main>")).find("method=\"post\"") != std::string_view::npos;
}

// In place of a form that was asked for as known at a moment of the past.
Page read_only_page(const Visit& visit) {
    const auto& templates = visit.desk->templates;
    Page page{std::string{error_page_name}};
    page.status = http::http_status(base::Code::failed_precondition);
    page.data.set("heading", templates.text(error_page_name, "known.heading"));
    page.data.set("explanation", templates.text(error_page_name, "known.text"));
    return page;
}

http::Response page_response(Visit& visit, Page page) {
    put_who(page.data, visit);
    put_notice(page.data, visit);
    put_known(page.data, visit);
    put_crumbs(page.data, visit, page.crumbs);
    page.data.set("csrf", visit.csrf);
    page.data.set("printed_at", moment_in_words(visit.desk->app.clock()));
    page.data.set("printed_path", visit.link(visit.request.path));
    http::Response response;
    response.status = page.status;
    response.content_type = html;
    response.body = body_of(visit.desk->templates, page.name, page.data);
    if (visit.known && page.name != error_page_name && has_form(response.body)) {
        return page_response(visit, read_only_page(visit));
    }
    if (visit.notice) {
        visit.headers.push_back(http::end_cookie(visit.named(notice_cookie)));
    }
    return response;
}

http::Response redirect_response(const std::string& to) {
    http::Response response;
    response.status = 303;
    response.headers.push_back({"Location", to});
    return response;
}

http::Response file_response(const Visit& visit, File file) {
    http::Response response;
    response.headers.push_back({"Content-Security-Policy", std::string{file_policy}});
    response.headers.push_back({"X-Content-Type-Options", "nosniff"});
    if (!file.etag.empty()) {
        response.headers.push_back({"ETag", file.etag});
        if (visit.request.header("If-None-Match") == file.etag) {
            response.status = 304;
            return response;
        }
    }
    response.content_type = std::move(file.media_type);
    response.body = std::move(file.bytes);
    response.held = std::move(file.held);
    if (!file.name.empty()) {
        // RFC 8187: whatever its sender called it, nothing of it is read as a header.
        response.headers.push_back(
            {"Content-Disposition", "attachment; filename*=UTF-8''" + percent_encoded(file.name)}
        );
    }
    return response;
}

http::Response error_answer(Visit& visit, const base::Error& error) {
    if (error.code == base::Code::unauthenticated) {
        const auto& asked = visit.request;
        const bool again = asked.method == "GET" && asked.path != "/";
        const auto path = asked.query.empty() ? asked.path : asked.path + "?" + asked.query;
        return redirect_response(again ? "/sign-in?to=" + percent_encoded(path) : "/sign-in");
    }
    Page page{std::string{error_page_name}};
    page.status = http::http_status(error.code);
    put_error(page.data, visit.desk->templates, page.status);
    auto response = page_response(visit, std::move(page));
    response.code = base::to_string(error.code);
    return response;
}

}  // namespace

void add_page_headers(http::Response& response) {
    response.headers.push_back({"Content-Security-Policy", std::string{page_policy}});
    // Not "no-referrer": then browsers would not say which site a form comes from.
    response.headers.push_back({"Referrer-Policy", "same-origin"});
    response.headers.push_back(
        {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"}
    );
}

http::Response response_of(Visit& visit, Answer answer) {
    auto response = std::visit(
        base::Overload{
            [&](Page& page) { return page_response(visit, std::move(page)); },
            [&](const Redirect& redirect) { return redirect_response(redirect.to); },
            [&](File& file) { return file_response(visit, std::move(file)); },
            [&](const base::Error& error) { return error_answer(visit, error); },
        },
        answer
    );
    if (!std::holds_alternative<File>(answer)) {
        add_page_headers(response);
    }
    std::move(visit.headers.begin(), visit.headers.end(), std::back_inserter(response.headers));
    return response;
}

void make_error_page(const Templates& templates, http::Response& response) {
    Data data{Type::object};
    for (const auto* unset : {"me", "notice", "csrf", "printed_at"}) {
        data.set(unset, Data{false});
    }
    data.set("places", list_of({}));
    for (const auto* unset : {"known", "can_look_back", "has_crumbs"}) {
        data.set(unset, Data{false});
    }
    put_error(data, templates, response.status);
    response.body = body_of(templates, error_page_name, data);
    response.content_type = html;
    add_page_headers(response);
}

}  // namespace ladder::console

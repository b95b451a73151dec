// Starting a procedure: a commission of peer support, or a plan of a body's own.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "ladder/v1/case_service.pb.h"
#include "services/console/desks.hpp"
#include "services/console/npia/own.hpp"
#include "services/console/npia/shared.hpp"
#include "services/console/procedure_forms.hpp"

namespace ladder::npia {

using console::Answer;
using console::Field;
using console::FieldErrors;
using console::Form;
using console::Page;
using console::Visit;

namespace {

// What can be started at a path, and where it then has its page.
struct Start {
    ProcedureKind kind;
    std::string_view texts;  // the page
    std::string_view above;  // its path, and where what was started is
    std::string_view nav;    // the text of that
    std::string_view place;
    std::string_view notice;
};

Start start_at(const Visit& visit) {
    return visit.part(0) == "own"
               ? Start{ProcedureKind::plan, "plan_new", "/own", "nav.own", "/own", "plan_started"}
               : Start{
                     ProcedureKind::commission,
                     "requests_new",
                     "/requests",
                     "nav.requests",
                     "/commissions",
                     "commission_started"};
}

bool is_of_police(const v1::Body& body) {
    return body.kind() == v1::BODY_KIND_POLICE_FORCE ||
           body.kind() == v1::BODY_KIND_POLICE_AUTHORITY;
}

// The bodies to choose from: their own; for whoever has none, every force and authority.
base::Result<std::vector<console::Option>> bodies_to_choose(const Visit& visit) {
    auto bodies = own_bodies(visit);
    if (!bodies) {
        return bodies.error();
    }
    std::vector<console::Option> options{{"", visit.desk->templates.text("common", "choose")}};
    if (bodies->empty()) {
        bodies = visit.read_all(
            "BodyService/ListBodies", v1::ListBodiesRequest{}, &v1::ListBodiesResponse::bodies
        );
        if (!bodies) {
            return bodies.error();
        }
        std::erase_if(*bodies, [](const auto& body) { return !is_of_police(body); });
    }
    for (const auto& body : *bodies) {
        options.push_back({body.name(), body.title()});
    }
    return options;
}

// The running cases that whoever is signed in sees, by body; none first.
base::Result<std::vector<console::Option>> cases_to_choose(const Visit& visit, const Start& start) {
    const auto cases = visit.read_all(
        "CaseService/ListCases", v1::ListCasesRequest{}, &v1::ListCasesResponse::cases
    );
    if (!cases && cases.error().code != base::Code::permission_denied) {
        return cases.error();
    }
    console::Titles titles;
    if (const auto added = add_body_titles(visit, titles); !added) {
        return added.error();
    }
    std::vector<console::Option> options{
        {"", visit.desk->templates.text(start.texts, "stands_alone")}};
    for (const auto& one : cases ? *cases : std::vector<v1::CaseSummary>{}) {
        options.push_back({one.name(), titles.of(one.body())});
    }
    return options;
}

base::Result<std::vector<Field>> start_fields(const Visit& visit, const Start& start) {
    auto bodies = bodies_to_choose(visit);
    if (!bodies) {
        return bodies.error();
    }
    auto cases = cases_to_choose(visit, start);
    if (!cases) {
        return cases.error();
    }
    std::vector<Field> fields{{"body", Field::Kind::select, std::move(*bodies)}};
    const auto asked = visit.query.value("case_name") + visit.form.value("case_name");
    const bool is_known = std::any_of(cases->begin(), cases->end(), [&](const auto& option) {
        return option.value == asked;
    });
    if (!is_known) {
        // Known by name only: a referral leads here, its case is for others to read.
        cases->push_back({asked, visit.desk->templates.text(start.texts, "case_of_referral")});
    }
    if (cases->size() > 1) {
        fields.push_back({"case_name", Field::Kind::select, std::move(*cases)});
    }
    fields.push_back({"reasons", Field::Kind::textarea});
    Field day{"effective_on", Field::Kind::date};
    day.aside = true;
    fields.push_back(day);
    day.name = "known_on";
    fields.push_back(day);
    return fields;
}

Answer start_form(
    const Visit& visit, const Form& typed, const std::optional<base::Error>& error = {}
) {
    const auto start = start_at(visit);
    const auto fields = start_fields(visit, start);
    if (!fields) {
        return fields.error();
    }
    const auto& templates = visit.desk->templates;
    FieldErrors errors;
    if (error.has_value()) {
        errors = errors_of(templates, start.texts, *fields, typed, *error);
        const auto titles = console::titles_for_refusals(visit);
        for (auto& one : errors) {
            one.text = titles.in_text(one.text);
        }
    }
    Page page{std::string{start.texts}};
    page.crumbs = {{std::string{start.above}, templates.text("common", start.nav)}};
    page.status = errors.empty() ? 200 : 422;
    page.data.set("action", visit.request.path);
    page.data.set("back", std::string{start.above});
    page.data.set("request_id", console::new_request_id());
    put_form(page.data, templates, start.texts, *fields, typed, errors);
    return page;
}

Answer show_start(Visit& visit) {
    if (visit.known) {
        return console::Redirect{visit.link(start_at(visit).above)};
    }
    if (may_start(visit, start_at(visit).kind).empty()) {
        return base::Error{base::Code::permission_denied, "this is not yours to start", {}};
    }
    return start_form(visit, visit.query);
}

// What is asked to be started, whether or not it is theirs to start: the API says so.
std::string startable(const Visit& visit, ProcedureKind kind) {
    const auto theirs = may_start(visit, kind);
    const auto all = definitions_of(visit, kind);
    return theirs.empty() && !all.empty() ? all.front().id() : theirs;
}

Answer start(Visit& visit) {
    const auto asked = start_at(visit);
    v1::StartProcedureRequest request;
    request.set_definition(startable(visit, asked.kind));
    request.set_body(visit.form.value("body"));
    request.set_case_name(visit.form.value("case_name"));
    request.set_reasons(visit.form.value("reasons"));
    request.set_effective_on(visit.form.date("effective_on"));
    request.set_known_on(visit.form.date("known_on"));
    request.set_request_id(visit.form.value("request_id"));
    const auto started =
        visit.call<v1::StartProcedureResponse>("ProcedureService/StartProcedure", request);
    if (!started) {
        const auto error = started.error();
        const bool can_mend = error.code == base::Code::invalid_argument ||
                              error.code == base::Code::failed_precondition ||
                              error.code == base::Code::not_found;
        return can_mend ? start_form(visit, visit.form, error) : Answer{error};
    }
    visit.leave_notice({std::string{asked.notice}, {}});
    return console::Redirect{path_below(asked.place, started->procedure().name())};
}

}  // namespace

void add_start_pages(console::Pages& pages) {
    for (const auto* path : {"/requests/new", "/own/new-plan"}) {
        pages.get(path, console::Audience::signed_in, show_start);
        pages.post(path, console::Audience::signed_in, start);
    }
}

}  // namespace ladder::npia

// Requests for peer support: referrals by HMIC, enquiries, and commissions that are not yet at
// work.
#include <optional>

#include <fmt/format.h>

#include "ladder/v1/case_service.pb.h"
#include "services/console/desks.hpp"
#include "services/console/npia/shared.hpp"
#include "services/console/procedure_forms.hpp"
#include "services/console/table.hpp"
#include "services/console/words.hpp"

namespace ladder::npia {

using console::Answer;
using console::Cell;
using console::Data;
using console::Field;
using console::FieldErrors;
using console::Page;
using console::Visit;

namespace {

constexpr const char* requests_page = "requests";

// Where a request stands for whoever has to answer it; empty: it is at work.
std::string request_state(const v1::ProcedureSummary& procedure, bool referral) {
    const auto& stage = procedure.stage();
    if (referral || stage == "enquiry") {
        return "new";
    }
    if (stage == "commissioned" || stage == "terms_agreed") {
        return "scoping";
    }
    return stage == "team_formed" ? "consent" : std::string{};
}

std::string request_path(const v1::ProcedureSummary& procedure, bool referral) {
    return path_below(referral ? "/requests" : "/commissions", procedure.name());
}

std::vector<Cell> request_row(
    const Visit& visit,
    const v1::ProcedureSummary& procedure,
    bool referral,
    const console::Titles& titles,
    StageTitles& stages
) {
    const auto& templates = visit.desk->templates;
    const auto state = request_state(procedure, referral);
    const auto path = visit.link(request_path(procedure, referral));
    const auto* kind = referral ? "kind.referral" : "kind.commission";
    constexpr auto colour = [](std::string_view of) {
        return of == "new" ? "blue" : of == "scoping" ? "purple" : "yellow";
    };
    return {
        {titles.of(procedure.body()), path, templates.text(requests_page, kind)},
        {templates.text(requests_page, "state." + state), {}, stages.of(procedure), colour(state)},
        {console::day_in_words(procedure.stage_since()), {}, {}, {}, {}, procedure.stage_since()},
        {console::day_in_words(procedure.next_due_on()),
         {},
         {},
         {},
         {},
         procedure.next_due_on().empty() ? "9999" : procedure.next_due_on()},
        {templates.text(requests_page, "next." + procedure.stage()), path}};
}

Answer show_requests(Visit& visit) {
    const auto referrals = procedures_of(visit, ProcedureKind::referral, false);
    if (!referrals) {
        return referrals.error();
    }
    const auto commissions = procedures_of(visit, ProcedureKind::commission, false);
    if (!commissions) {
        return commissions.error();
    }
    console::Titles titles;
    if (const auto added = add_body_titles(visit, titles); !added) {
        return added.error();
    }
    const auto state = visit.query.value("state");
    const auto words = visit.query.value("body");
    StageTitles stages{visit};
    console::Table table{{{"body"}, {"state"}, {"since"}, {"due"}, {"next", false, false}}, {}};
    for (const auto* found : {&*referrals, &*commissions}) {
        for (const auto& procedure : *found) {
            const bool referral = found == &*referrals;
            const auto is = request_state(procedure, referral);
            if (!is.empty() && (state.empty() || state == is) &&
                has_words(titles.of(procedure.body()), words)) {
                table.rows.push_back(request_row(visit, procedure, referral, titles, stages));
            }
        }
    }
    const auto& templates = visit.desk->templates;
    Page page{requests_page};
    auto& data = page.data;
    put_desk_nav(data, visit);
    std::vector<console::Option> states;
    for (const auto* one : {"new", "scoping", "consent"}) {
        states.push_back({one, templates.text(requests_page, fmt::format("state.{}", one))});
    }
    data.set("states", choices(states, state, templates.text(requests_page, "state.any")));
    data.set("body", words);
    data.set("here", visit.request.path);
    return list_answer(
        visit,
        std::move(page),
        std::move(table),
        {"/requests", {"state", "body"}, "due", 50, "requests"}
    );
}

// A referral, by the definition alone.
Answer show_request(Visit& visit) {
    const auto seen = console::see_procedure(visit, name_in(visit, "procedures"));
    if (!seen) {
        return seen.error();
    }
    if (console::kind_of(*seen->ruleset, seen->procedure.definition()) ==
        ProcedureKind::commission) {
        return console::Redirect{visit.link(path_below("/commissions", seen->procedure.name()))};
    }
    Page page{"request"};
    page.crumbs = {{"/requests", visit.desk->templates.text("common", "nav.requests")}};
    put_desk_nav(page.data, visit);
    console::put_procedure(
        page.data, visit, *seen, path_below("/requests", seen->procedure.name())
    );
    page.data.set(
        "start_link",
        fmt::format(
            "/requests/new?case_name={}&body={}",
            console::percent_encoded(seen->procedure.case_name()),
            console::percent_encoded(seen->procedure.body())
        )
    );
    return page;
}

}  // namespace

void add_request_pages(console::Pages& pages) {
    using console::Audience;
    pages.get("/requests", Audience::signed_in, show_requests);
    pages.get("/requests/{id}", Audience::signed_in, show_request);
}

}  // namespace ladder::npia

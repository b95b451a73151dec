// Recording a decision: the evidence as it stands, what each outcome needs, what is typed, a page
// that says exactly what will be recorded, and then the record.
#include <algorithm>
#include <variant>

#include <fmt/format.h>

#include "services/console/desks.hpp"
#include "services/console/subject/decide_page.hpp"
#include "services/console/subject/decided.hpp"
#include "services/console/subject/decision_form.hpp"
#include "services/console/subject/stale.hpp"
#include "services/console/subject/subject.hpp"
#include "services/console/words.hpp"

namespace ladder::subject {

using console::day_in_words;
using console::list_of;
using console::put_text;
using console::Redirect;

namespace {

constexpr const char* confirm_page_name = "case_confirm";

base::Result<Prepared> prepare(const Visit& visit, const console::Form& asked) {
    auto file = open_case_file(visit, visit.part(1));
    if (!file) {
        return file.error();
    }
    auto sources = sources_of(visit, *file);
    if (!sources) {
        return sources.error();
    }
    auto rights = file->rights(visit);
    auto outcome = outcome_of(*file, rights, asked);
    return Prepared{std::move(*file), std::move(rights), std::move(outcome), std::move(*sources)};
}

base::Result<v1::RecordDecisionResponse> dry_run(
    const Visit& visit, v1::RecordDecisionRequest request
) {
    request.set_validate_only(true);
    request.set_request_id(console::new_request_id());
    return visit.call<v1::RecordDecisionResponse>("CaseService/RecordDecision", request);
}

// What a dry run of what is typed so far says of the gates.
std::vector<GateStanding> gates_now(
    const Prepared& now, const base::Result<v1::RecordDecisionResponse>& tried
) {
    return gates_of(
        now.outcome.move,
        now.file.state.subject(),
        tried ? std::vector<v1::UnmetGate>{} : unmet_of(tried.error()),
        now.file.titles
    );
}

bool is_about_the_form(base::Code code) {
    return code == base::Code::invalid_argument || code == base::Code::failed_precondition;
}

// What is in the form before anything was typed: proposals are left open unless somebody answers.
console::Form as_begun(const Prepared& now) {
    console::Form form;
    for (const auto& proposal : now.file.state.proposals()) {
        form.set("settle." + proposal.id(), "leave");
    }
    return form;
}

Answer show_decide(Visit& visit) {
    const auto now = prepare(visit, visit.query);
    if (!now) {
        return now.error();
    }
    if (visit.known || !now->file.state.closed_on().empty()) {
        return Redirect{visit.link(now->file.subject_path())};
    }
    std::vector<GateStanding> gates;
    if (now->outcome.chosen()) {
        console::Form typed;
        typed.set("etag", now->file.state.etag());
        // Nobody's name yet: the capacity is what is asked about.
        typed.set("person", visit.who->caller.person->person());
        const auto tried = dry_run(visit, decision_of(now->file, now->rights, now->outcome, typed));
        if (!tried && !is_about_the_form(tried.error().code)) {
            return tried.error();
        }
        gates = gates_now(*now, tried);
    }
    return decide_page(visit, *now, gates, as_begun(*now), nullptr);
}

// What was typed, kept, and what changed meanwhile; sent once more it is done.
Answer stale_decision(const Visit& visit, const Prepared& now) {
    auto request = decision_of(now.file, now.rights, now.outcome, visit.form);
    request.set_etag(now.file.state.etag());
    const auto tried = dry_run(visit, std::move(request));
    if (!tried && !is_about_the_form(tried.error().code)) {
        return tried.error();
    }
    auto page = decide_page(visit, now, gates_now(now, tried), visit.form, nullptr);
    page.status = 409;
    put_stale(page.data, visit, now.file);
    return page;
}

Answer refused_decision(const Visit& visit, const Prepared& now, const base::Error& error) {
    if (error.code == base::Code::aborted) {
        return stale_decision(visit, now);
    }
    if (!is_about_the_form(error.code)) {
        return error;
    }
    const auto gates =
        gates_of(now.outcome.move, now.file.state.subject(), unmet_of(error), now.file.titles);
    return decide_page(visit, now, gates, visit.form, &error);
}

// --- Exactly what will be recorded -------------------------------------------------------------

// Everything that was typed, hidden.
Data hidden_fields(const console::Form& typed) {
    std::vector<Data> shown;
    for (const auto& [name, value] : typed.all()) {
        if (name != "csrf" && name != "again") {
            auto& field = shown.emplace_back(Data::type::object);
            field.set("name", name);
            field.set("value", value);
        }
    }
    return list_of(std::move(shown));
}

// Deadlines and tasks that the decision brings with it.
void put_following(Data& data, const CaseFile& file, const v1::Case& after) {
    std::vector<Data> shown;
    const auto add = [&](const std::string& text, const std::string& due) {
        auto& item = shown.emplace_back(Data::type::object);
        item.set("text", text);
        put_text(item, "due", day_in_words(due));
    };
    for (int i = file.state.deadlines_size(); i < after.deadlines_size(); ++i) {
        add(after.deadlines(i).title(), after.deadlines(i).due_on());
    }
    for (int i = file.state.tasks_size(); i < after.tasks_size(); ++i) {
        add(after.tasks(i).title(), after.tasks(i).due_on());
    }
    data.set("has_following", Data{!shown.empty()});
    data.set("following", list_of(std::move(shown)));
}

Answer confirm_page(
    const Visit& visit, const Prepared& now, const v1::RecordDecisionResponse& would
) {
    Page page{confirm_page_name};
    page.crumbs = crumbs_of(visit, now.file);
    auto& data = page.data;
    data.set("body_title", now.file.body.title());
    data.set("action", now.file.path("decide"));
    data.set("record", now.file.path("decide/record"));
    data.set("hidden_fields", hidden_fields(visit.form));
    put_decision(data, visit, now.file, now.sources, would.decision());
    put_following(data, now.file, would.case_());
    return page;
}

Answer check_decision(Visit& visit) {
    const auto now = prepare(visit, visit.form);
    if (!now) {
        return now.error();
    }
    const auto request = decision_of(now->file, now->rights, now->outcome, visit.form);
    const auto tried = dry_run(visit, request);
    if (visit.form.has("again")) {
        return decide_page(visit, *now, gates_now(*now, tried), visit.form, nullptr);
    }
    return tried ? confirm_page(visit, *now, *tried) : refused_decision(visit, *now, tried.error());
}

Answer record_decision(Visit& visit) {
    const auto now = prepare(visit, visit.form);
    if (!now) {
        return now.error();
    }
    auto request = decision_of(now->file, now->rights, now->outcome, visit.form);
    request.set_request_id(visit.form.value("request_id"));
    request.set_view(v1::CASE_VIEW_HEAD);  // a dry run tells what follows by the whole case
    const auto recorded =
        visit.call<v1::RecordDecisionResponse>("CaseService/RecordDecision", request);
    if (!recorded) {
        return refused_decision(visit, *now, recorded.error());
    }
    console::Notice notice{"decision_recorded", {}};
    notice.values.set("title", now->file.body.title());
    visit.leave_notice(notice);
    return Redirect{now->file.path("decisions/" + recorded->decision().id())};
}

}  // namespace

void add_decide_pages(console::Pages& pages) {
    const auto signed_in = console::Audience::signed_in;
    pages.get("/cases/{id}/decide", signed_in, show_decide);
    pages.post("/cases/{id}/decide", signed_in, check_decision);
    pages.post("/cases/{id}/decide/record", signed_in, record_decision);
}

}  // namespace ladder::subject

#include "services/console/subject/file.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "services/console/words.hpp"

namespace ladder::subject {

using console::day_in_words;

namespace {

base::Result<std::vector<v1::Body>> all_bodies(const Visit& visit) {
    return visit.read_all(
        "BodyService/ListBodies", v1::ListBodiesRequest{}, &v1::ListBodiesResponse::bodies
    );
}

base::Result<v1::Case> case_of(const Visit& visit, const std::string& name) {
    v1::GetCaseRequest request;
    request.set_name(name);
    auto found = visit.read<v1::GetCaseResponse>("CaseService/GetCase", request);
    if (!found) {
        return found.error();
    }
    return std::move(*found->mutable_case_());
}

base::Result<void> choose_case(const Visit& visit, BodyFile& file) {
    if (file.cases.empty()) {
        return {};
    }
    const auto asked = visit.query.value("case");
    const auto found = std::find_if(file.cases.begin(), file.cases.end(), [&](const auto& one) {
        return id_of(one.name()) == asked;
    });
    if (!asked.empty() && found == file.cases.end()) {
        return base::Error{base::Code::not_found, "there is no such case of this body", {}};
    }
    auto state =
        case_of(visit, found == file.cases.end() ? file.cases.front().name() : found->name());
    if (!state) {
        return state.error();
    }
    file.titles = titles_of(visit, state->ruleset());
    file.chosen = std::move(*state);
    return {};
}

}  // namespace

std::string tab_of(console::ProcedureKind kind) {
    switch (kind) {
        case console::ProcedureKind::plan:
            return "plan";
        case console::ProcedureKind::letter:
            return "letters";
        case console::ProcedureKind::direction:
            return "directions";
        case console::ProcedureKind::commission:
        case console::ProcedureKind::referral:
        case console::ProcedureKind::other:
            return "commissions";
    }
    return {};
}

std::string start_path(console::ProcedureKind kind) {
    switch (kind) {
        case console::ProcedureKind::letter:
            return "/letters/new";
        case console::ProcedureKind::direction:
            return "/directions/new";
        case console::ProcedureKind::commission:
            return "/requests/new";
        case console::ProcedureKind::plan:
        case console::ProcedureKind::referral:
        case console::ProcedureKind::other:
            return {};
    }
    return {};
}

bool stands_on(const Visit& visit, const std::string& tab, const v1::ProcedureSummary& procedure) {
    return tab_of(console::kind_of(visit, procedure)) == tab;
}

Titles titles_of(const Visit& visit, const std::string& ruleset) {
    auto found = visit.desk->app.rulesets.indexed(ruleset);
    return Titles{found ? std::move(*found) : nullptr, visit.people()};
}

Rights BodyFile::rights(const Visit& visit) const {
    return {titles, visit.who->caller.capacity};
}

std::string BodyFile::title_of(const std::string& name) const {
    const auto found = std::find_if(bodies.begin(), bodies.end(), [&](const auto& one) {
        return one.name() == name;
    });
    if (found == bodies.end()) {
        return id_of(name);
    }
    return found->short_title().empty() ? found->title() : found->short_title();
}

std::string BodyFile::path(const std::string& tab) const {
    auto path = fmt::format("/bodies/{}{}{}", id_of(body.name()), tab.empty() ? "" : "/", tab);
    if (chosen && chosen->name() != cases.front().name()) {
        path += "?case=" + id_of(chosen->name());
    }
    return path;
}

base::Result<BodyFile> open_file(const Visit& visit, const std::string& body_id) {
    auto bodies = all_bodies(visit);
    if (!bodies) {
        return bodies.error();
    }
    const auto body = std::find_if(bodies->begin(), bodies->end(), [&](const auto& one) {
        return one.name() == "bodies/" + body_id;
    });
    if (body == bodies->end()) {
        return base::Error{base::Code::not_found, "there is no such body", {}};
    }
    BodyFile file{*body, {}, {}, {}, titles_of(visit, ""), {}, {}};
    file.bodies = std::move(*bodies);

    v1::ListCasesRequest of_cases;
    of_cases.set_body(file.body.name());
    of_cases.set_include_closed(true);
    auto cases =
        or_none(visit.read_all("CaseService/ListCases", of_cases, &v1::ListCasesResponse::cases));
    if (!cases) {
        return cases.error();
    }
    file.cases = std::move(*cases);
    std::stable_sort(file.cases.begin(), file.cases.end(), [](const auto& a, const auto& b) {
        return std::tuple{!a.closed_on().empty(), a.subject()} <
               std::tuple{!b.closed_on().empty(), b.subject()};
    });
    if (const auto chosen = choose_case(visit, file); !chosen) {
        return chosen.error();
    }

    v1::ListProceduresRequest of_procedures;
    of_procedures.set_body(file.body.name());
    of_procedures.set_include_ended(true);
    auto procedures = or_none(visit.read_all(
        "ProcedureService/ListProcedures", of_procedures, &v1::ListProceduresResponse::procedures
    ));
    if (!procedures) {
        return procedures.error();
    }
    file.procedures = std::move(*procedures);

    v1::ListDeadlinesRequest of_deadlines;
    of_deadlines.set_body(file.body.name());
    auto deadlines = or_none(visit.read_all(
        "TaskService/ListDeadlines", of_deadlines, &v1::ListDeadlinesResponse::deadlines
    ));
    if (!deadlines) {
        return deadlines.error();
    }
    file.deadlines = std::move(*deadlines);
    return file;
}

Rights CaseFile::rights(const Visit& visit) const {
    return {titles, visit.who->caller.capacity};
}

std::string CaseFile::path(const std::string& below) const {
    return fmt::format("/cases/{}{}{}", id_of(state.name()), below.empty() ? "" : "/", below);
}

std::string CaseFile::subject_path(const std::string& tab) const {
    return fmt::format(
        "/bodies/{}{}{}?case={}",
        id_of(body.name()),
        tab.empty() ? "" : "/",
        tab,
        id_of(state.name())
    );
}

std::string CaseFile::stage() const {
    return titles.stage(state.ladder(), state.stage());
}

base::Result<CaseFile> open_case_file(const Visit& visit, const std::string& case_id) {
    auto state = case_of(visit, "cases/" + case_id);
    if (!state) {
        return state.error();
    }
    v1::GetBodyRequest request;
    request.set_name(state->body());
    auto body = visit.read<v1::GetBodyResponse>("BodyService/GetBody", request);
    if (!body) {
        return body.error();
    }
    auto titles = titles_of(visit, state->ruleset());
    return CaseFile{std::move(*state), std::move(*body->mutable_body()), std::move(titles)};
}

std::string case_title(const v1::CaseSummary& summary) {
    const auto subject = subject_in_words(summary.subject());
    return summary.closed_on().empty()
               ? subject
               : fmt::format("{}, closed {}", subject, day_in_words(summary.closed_on()));
}

std::vector<console::Crumb> crumbs_of(const Visit& visit, const CaseFile& file) {
    const auto& texts = visit.desk->templates;
    return {
        {"/", texts.text("common", "nav.home")},
        {"/bodies", texts.text("common", "nav.bodies")},
        {file.subject_path(), file.body.title()}};
}

}  // namespace ladder::subject

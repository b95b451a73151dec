// A force's, an authority's or a partnership's own view: where it stands, what is asked of it, its
// figures; and its letters and plans, each on a page of its own.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/evidence/words.hpp"
#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/task_service.pb.h"
#include "services/console/desks.hpp"
#include "services/console/npia/own.hpp"
#include "services/console/npia/shared.hpp"
#include "services/console/places.hpp"
#include "services/console/procedure_forms.hpp"
#include "services/console/table.hpp"
#include "services/console/words.hpp"

namespace ladder::npia {

using console::Answer;
using console::Cell;
using console::Data;
using console::Page;
using console::ProcedureSeen;
using console::Visit;

namespace {

constexpr const char* own_page = "own";
constexpr const char* asked_page = "own_procedure";
constexpr int decimals_most = 1;

const std::string& own_text(const Visit& visit, std::string_view key) {
    return visit.desk->templates.text(own_page, key);
}

// The body that the query asks for, if it is one of theirs; else the first.
const v1::Body& chosen_body(const Visit& visit, const std::vector<v1::Body>& bodies) {
    const auto asked = "bodies/" + visit.query.value("body");
    const auto found = std::find_if(bodies.begin(), bodies.end(), [&](const auto& body) {
        return body.name() == asked;
    });
    return found == bodies.end() ? bodies.front() : *found;
}

void put_bodies(
    Data& data, const Visit& visit, const std::vector<v1::Body>& bodies, const v1::Body& chosen
) {
    std::vector<Data> shown;
    for (const auto& body : bodies) {
        auto& now = shown.emplace_back(Data::type::object);
        now.set("path", visit.link("/own?body=" + body.name().substr(body.name().find('/') + 1)));
        now.set("place", body.title());
        now.set("current", Data{body.name() == chosen.name()});
    }
    data.set("has_desk_nav", Data{shown.size() > 1});
    data.set("desk_nav", console::list_of(std::move(shown)));
}

// The stage of a case as its ruleset has it; of one that is not known the id as words.
v1::StageDefinition stage_of(const Visit& visit, const v1::CaseSummary& one) {
    const auto ruleset = visit.desk->app.rulesets.indexed(one.ruleset());
    const auto* ladder = ruleset ? (*ruleset)->ladder(one.ladder()) : nullptr;
    const auto* stage = ladder == nullptr ? nullptr : definition::find_stage(*ladder, one.stage());
    v1::StageDefinition told;
    told.set_title(console::word_in_words(one.stage()));
    return stage == nullptr ? told : *stage;
}

base::Result<void> put_cases(Data& data, const Visit& visit, const v1::Body& body) {
    v1::ListCasesRequest request;
    request.set_body(body.name());
    const auto cases =
        visit.read_all("CaseService/ListCases", request, &v1::ListCasesResponse::cases);
    if (!cases) {
        return cases.error();
    }
    std::vector<Data> shown;
    const auto today = console::today_of(visit);
    for (const auto& one : *cases) {
        auto& now = shown.emplace_back(Data::type::object);
        const auto stage = stage_of(visit, one);
        now.set("stage", stage.title());
        console::put_text(now, "description", console::law_in_words(stage.description()));
        now.set(
            "subject", own_text(visit, fmt::format("subject.{}", static_cast<int>(one.subject())))
        );
        now.set("since", console::day_in_words(one.stage_since()));
        console::put_text(now, "review", console::day_in_words(one.next_review_on()));
        now.set("overdue", Data{!one.next_review_on().empty() && one.next_review_on() < today});
        now.set("link", visit.link("/" + one.name()));
        const bool may_record = !visit.known && console::may(visit, v1::PERMISSION_RECORD_FACT);
        console::put_text(
            now, "fact_link", may_record ? "/" + one.name() + "/record/fact" : std::string{}
        );
    }
    data.set("has_cases", Data{!shown.empty()});
    data.set("cases", console::list_of(std::move(shown)));
    return {};
}

std::string procedure_title(const console::RulesetWords& words, const std::string& id) {
    if (words.definition() != nullptr) {
        for (const auto& procedure : words.definition()->procedures()) {
            if (procedure.id() == id) {
                return procedure.title();
            }
        }
    }
    return console::word_in_words(id);
}

// Where a procedure has its page for the body.
std::string own_path(const Visit& visit, const v1::ProcedureSummary& procedure) {
    const bool commission = console::kind_of(visit, procedure) == ProcedureKind::commission;
    return path_below(commission ? "/commissions" : "/own", procedure.name());
}

Cell due_cell(const Visit& visit, const v1::Deadline& deadline) {
    Cell cell{console::day_in_words(deadline.due_on()), {}, {}, {}, {}, deadline.due_on()};
    if (deadline.state() == v1::DEADLINE_STATE_OVERDUE) {
        cell.tag = "red";
        cell.note = visit.desk->templates.text("common", "deadline.overdue");
    } else if (deadline.state() == v1::DEADLINE_STATE_PAUSED) {
        cell.note = visit.desk->templates.text("common", "deadline.paused");
    }
    return cell;
}

using Procedures = std::vector<v1::ProcedureSummary>;

base::Result<Procedures> procedures_about(const Visit& visit, const v1::Body& body) {
    v1::ListProceduresRequest request;
    request.set_body(body.name());
    return visit.read_all(
        "ProcedureService/ListProcedures", request, &v1::ListProceduresResponse::procedures
    );
}

// What is due, with the letter or plan that asks for it. Asks once.
base::Result<void> put_due(
    Data& data, const Visit& visit, const v1::Body& body, const Procedures& procedures
) {
    v1::ListDeadlinesRequest request;
    request.set_body(body.name());
    const auto deadlines =
        visit.read_all("TaskService/ListDeadlines", request, &v1::ListDeadlinesResponse::deadlines);
    if (!deadlines) {
        return deadlines.error();
    }
    const console::RulesetWords words{*visit.desk};
    console::Table table{{{"due_title"}, {"asked_by"}, {"due_on"}, {"next", false, false}}, {}};
    for (const auto& deadline : *deadlines) {
        const auto found =
            std::find_if(procedures.begin(), procedures.end(), [&](const auto& procedure) {
                return procedure.name() == deadline.parent();
            });
        const bool known = found != procedures.end();
        const auto path = known ? own_path(visit, *found) : "/" + deadline.parent();
        table.rows.push_back(
            {{deadline.title()},
             {known ? procedure_title(words, found->definition()) : own_text(visit, "the_case")},
             due_cell(visit, deadline),
             {own_text(visit, known ? "open" : "see"), visit.link(path)}}
        );
    }
    console::put_table(data, "due", visit.desk->templates, own_page, table);
    return {};
}

void put_running(Data& data, const Visit& visit, const Procedures& procedures) {
    const console::RulesetWords words{*visit.desk};
    StageTitles stages{visit};
    console::Table table{{{"procedure"}, {"stage"}, {"since"}, {"next_due"}}, {}};
    for (const auto& procedure : procedures) {
        table.rows.push_back(
            {{procedure_title(words, procedure.definition()),
              visit.link(own_path(visit, procedure))},
             {stages.of(procedure), {}, {}, "blue"},
             {console::day_in_words(procedure.stage_since())},
             {console::day_in_words(procedure.next_due_on())}}
        );
    }
    console::put_table(data, "running", visit.desk->templates, own_page, table);
}

Cell direction_cell(const Visit& visit, const LatestFigure& figure) {
    switch (direction_of(figure)) {
        case Direction::better:
            return {own_text(visit, "better"), {}, {}, "green"};
        case Direction::worse:
            return {own_text(visit, "worse"), {}, {}, "red"};
        case Direction::same:
            return {own_text(visit, "same")};
        case Direction::moved:
            return {own_text(visit, "moved")};
        case Direction::unknown:
            break;
    }
    return {own_text(visit, "first")};
}

base::Result<void> put_figures(Data& data, const Visit& visit, const v1::Body& body) {
    const console::RulesetWords words{*visit.desk};
    const auto figures = words.definition() == nullptr
                             ? base::Result<std::vector<LatestFigure>>{std::vector<LatestFigure>{}}
                             : latest_figures(visit, *words.definition(), body.name());
    if (!figures) {
        return figures.error();
    }
    console::Table table{
        {{"indicator"}, {"value", true}, {"period"}, {"before", true}, {"direction"}}, {}};
    const auto id = body.name().substr(body.name().find('/') + 1);
    for (const auto& figure : *figures) {
        const auto number = [&](double value) { return evidence::number(value, decimals_most); };
        table.rows.push_back(
            {{figure.indicator->title(),
              visit.link(fmt::format("/figures/{}/{}", id, figure.indicator->id())),
              figure.indicator->unit()},
             {number(figure.latest.value())},
             {console::day_in_words(figure.latest.period_end())},
             {figure.before ? number(figure.before->value()) : std::string{}},
             direction_cell(visit, figure)}
        );
    }
    console::put_table(data, "figures", visit.desk->templates, own_page, table);
    return {};
}

Answer show_own(Visit& visit) {
    const auto bodies = own_bodies(visit);
    if (!bodies) {
        return bodies.error();
    }
    Page page{own_page};
    auto& data = page.data;
    data.set("has_body", Data{!bodies->empty()});
    if (bodies->empty()) {
        return page;
    }
    const auto& body = chosen_body(visit, *bodies);
    put_bodies(data, visit, *bodies, body);
    data.set("body_title", body.title());
    data.set("body_link", visit.link("/" + body.name()));
    const auto procedures = procedures_about(visit, body);
    if (!procedures) {
        return procedures.error();
    }
    put_running(data, visit, *procedures);
    for (const auto& put :
         {put_cases(data, visit, body),
          put_due(data, visit, body, *procedures),
          put_figures(data, visit, body)}) {
        if (!put) {
            return put.error();
        }
    }
    const bool has_plan =
        std::any_of(procedures->begin(), procedures->end(), [&](const auto& procedure) {
            return console::kind_of(visit, procedure) == ProcedureKind::plan;
        });
    data.set(
        "may_plan",
        Data{!has_plan && !visit.known && !may_start(visit, ProcedureKind::plan).empty()}
    );
    data.set(
        "may_commission", Data{!visit.known && !may_start(visit, ProcedureKind::commission).empty()}
    );
    data.set("body_name", body.name());
    return page;
}

// The last entry of a record about another, in order of recording; null: none stands.
const v1::Entry* last_about(
    const Visit& visit, const ProcedureSeen& seen, std::string_view record, const std::string& key
) {
    const v1::Entry* last = nullptr;
    for (const auto* entry : console::standing(visit, seen, record)) {
        if (entry->key() == key) {
            last = entry;
        }
    }
    return last;
}

// Each requirement of a letter or plan with its day, its answer and its judgement, where the
// definition has such records.
void put_requirements(Data& data, const Visit& visit, const ProcedureSeen& seen) {
    console::Table table{{{"requirement"}, {"due_on"}, {"answer"}, {"verdict"}}, {}};
    const auto* answer = definition::find_record(*seen.definition, "response");
    const bool may_answer = answer != nullptr && !visit.known &&
                            seen.procedure.ended_on().empty() &&
                            console::may_record(visit, seen, *answer);
    for (const auto* entry : console::standing(visit, seen, "requirement")) {
        const auto& id = entry->id();
        const auto* extended = last_about(visit, seen, "extension", id);
        const auto day = extended == nullptr ? value_of(*entry, "due") : value_of(*extended, "due");
        Cell due{console::day_in_words(day)};
        due.note = extended == nullptr ? "" : visit.desk->templates.text(asked_page, "extended");
        const auto* given = last_about(visit, seen, "response", id);
        Cell told{visit.desk->templates.text(asked_page, "no_answer"), {}, {}, "yellow"};
        if (given != nullptr) {
            told = {value_of(*given, "text"), {}, console::day_in_words(given->effective_on())};
        } else if (may_answer) {
            told = {
                visit.desk->templates.text(asked_page, "answer_it"),
                fmt::format("/own/{}/record/response?key={}", visit.part(1), id)};
        }
        const auto* judged = last_about(visit, seen, "judgement", id);
        table.rows.push_back(
            {{value_of(*entry, "text")},
             std::move(due),
             std::move(told),
             {judged == nullptr ? visit.desk->templates.text(asked_page, "not_judged")
                                : console::word_in_words(value_of(*judged, "verdict"))}}
        );
    }
    if (answer == nullptr) {
        table.rows.clear();  // a plan's requirements are its own; its entries tell of them
    }
    console::put_table(data, "requirements", visit.desk->templates, asked_page, table);
}

Answer show_own_procedure(Visit& visit) {
    const auto seen = console::see_procedure(visit, name_in(visit, "procedures"));
    if (!seen) {
        return seen.error();
    }
    Page page{asked_page};
    page.crumbs = {{"/own", visit.desk->templates.text("common", "nav.own")}};
    put_requirements(page.data, visit, *seen);
    console::put_procedure(page.data, visit, *seen, path_below("/own", seen->procedure.name()));
    return page;
}

}  // namespace

void add_own_pages(console::Pages& pages) {
    pages.get("/own", console::Audience::signed_in, show_own);
    pages.get("/own/{id}", console::Audience::signed_in, show_own_procedure);
}

}  // namespace ladder::npia

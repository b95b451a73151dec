// The board of commissions: where each stands, and what is due.
#include <map>

#include <fmt/format.h>

#include "ladder/v1/task_service.pb.h"
#include "services/console/npia/shared.hpp"
#include "services/console/table.hpp"
#include "services/console/words.hpp"

namespace ladder::npia {

using console::Answer;
using console::Cell;
using console::Data;
using console::Page;
using console::Visit;

namespace {

constexpr const char* board_page = "commissions";

// The days on which reports are due, by procedure. Asks once for all.
base::Result<std::map<std::string, v1::Deadline>> reports_due(const Visit& visit) {
    v1::ListDeadlinesRequest request;
    request.set_include_ended(true);
    const auto deadlines =
        visit.read_all("TaskService/ListDeadlines", request, &v1::ListDeadlinesResponse::deadlines);
    std::map<std::string, v1::Deadline> due;
    if (!deadlines) {
        return deadlines.error().code == base::Code::permission_denied
                   ? base::Result<std::map<std::string, v1::Deadline>>{due}
                   : deadlines.error();
    }
    for (const auto& deadline : *deadlines) {
        if (deadline.definition() == "commission_report" &&
            deadline.state() != v1::DEADLINE_STATE_CANCELLED) {
            due[deadline.parent()] = deadline;
        }
    }
    return due;
}

Cell day_cell(const std::string& day) {
    return {console::day_in_words(day), {}, {}, {}, {}, day.empty() ? "9999" : day};
}

Cell report_cell(const Visit& visit, const v1::Deadline* due) {
    if (due == nullptr) {
        return day_cell({});
    }
    auto cell = day_cell(due->due_on());
    const auto& templates = visit.desk->templates;
    if (due->state() == v1::DEADLINE_STATE_MET) {
        cell.note = templates.text("common", "deadline.met");
    } else if (due->state() == v1::DEADLINE_STATE_OVERDUE) {
        cell.tag = "red";
        cell.note = templates.text("common", "deadline.overdue");
    }
    return cell;
}

// What comes next at its stage; nothing for one that ended, or at a stage of other rules.
Cell next_cell(const Visit& visit, const v1::ProcedureSummary& commission) {
    const auto& templates = visit.desk->templates;
    const auto key = "next." + commission.stage();
    return templates.has_text(board_page, key)
               ? Cell{
                     templates.text(board_page, key),
                     visit.link(path_below("/commissions", commission.name()))}
               : Cell{};
}

std::vector<console::Option> stages_to_choose(const Visit& visit) {
    std::vector<console::Option> options;
    for (const auto& procedure : definitions_of(visit, ProcedureKind::commission)) {
        for (const auto& stage : procedure.stages()) {
            options.push_back({stage.id(), stage.title()});
        }
    }
    return options;
}

Answer show_board(Visit& visit) {
    const auto state = visit.query.value("state");
    const auto body = visit.query.value("body");
    const bool ended = visit.query.has("ended");
    const auto commissions = procedures_of(visit, ProcedureKind::commission, ended);
    if (!commissions) {
        return commissions.error();
    }
    const auto due = reports_due(visit);
    if (!due) {
        return due.error();
    }
    console::Titles titles;
    if (const auto added = add_body_titles(visit, titles); !added) {
        return added.error();
    }
    StageTitles stages{visit};
    console::Table table{
        {{"body"}, {"state"}, {"since"}, {"next_due"}, {"report_due"}, {"next", false, false}}, {}};
    for (const auto& commission : *commissions) {
        const auto title = titles.of(commission.body());
        if ((!state.empty() && commission.stage() != state) || !has_words(title, body)) {
            continue;
        }
        const auto found = due->find(commission.name());
        const bool over = !commission.ended_on().empty();
        table.rows.push_back(
            {{title, visit.link(path_below("/commissions", commission.name()))},
             {stages.of(commission), {}, {}, over ? "grey" : "blue"},
             day_cell(commission.stage_since()),
             day_cell(commission.next_due_on()),
             report_cell(visit, found == due->end() ? nullptr : &found->second),
             next_cell(visit, commission)}
        );
    }
    const auto& templates = visit.desk->templates;
    Page page{board_page};
    auto& data = page.data;
    put_desk_nav(data, visit);
    data.set(
        "states", choices(stages_to_choose(visit), state, templates.text(board_page, "state.any"))
    );
    data.set("body", body);
    data.set("ended", Data{ended});
    return list_answer(
        visit,
        std::move(page),
        std::move(table),
        {"/commissions", {"state", "body", "ended"}, "next_due", 50, "commissions"}
    );
}

}  // namespace

void add_commission_list_pages(console::Pages& pages) {
    pages.get("/commissions", console::Audience::signed_in, show_board);
}

}  // namespace ladder::npia

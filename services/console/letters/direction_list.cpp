// The policy official's list: referrals by HM Chief Inspector, and the procedures that may follow.
#include "services/console/letters/letters.hpp"
#include "services/console/letters/shared.hpp"
#include "services/console/table.hpp"
#include "services/console/words.hpp"

namespace ladder::letters {

namespace {

using console::Answer;
using console::Cell;
using console::Data;
using console::Page;
using console::Visit;

constexpr const char* directions_name = "directions";

Cell stage_cell(const v1::ProcedureDefinition& definition, const v1::ProcedureSummary& row) {
    const auto* stage = definition::find_stage(definition, row.stage());
    Cell cell{.text = stage == nullptr ? console::word_in_words(row.stage()) : stage->title()};
    cell.tag = !row.ended_on().empty()     ? "grey"
               : row.stage() == given      ? "purple"
               : row.stage() == exempted   ? "orange"
               : row.stage() == "referred" ? "yellow"
                                           : "blue";
    cell.note = stage == nullptr ? std::string{} : stage->owner();
    return cell;
}

Cell due_cell_of(const Visit& visit, const v1::ProcedureSummary& row) {
    Cell cell{.text = console::day_in_words(row.next_due_on()), .order = row.next_due_on()};
    if (!row.next_due_on().empty() && row.next_due_on() < day_shown(visit)) {
        cell.note = visit.desk->templates.text("common", "deadline.overdue");
    }
    return cell;
}

Answer show_directions(Visit& visit) {
    console::Titles titles;
    if (const auto titled = console::add_body_titles(visit, titles); !titled) {
        return titled.error();
    }
    const auto kind = visit.query.value("kind");
    const bool also_ended = visit.query.value("ended") == "yes";
    console::Table table{{{"body"}, {"kind"}, {"stage"}, {"since"}, {"due"}}, {}};
    std::vector<Data> kinds;
    const auto add_kind = [&](const std::string& value, const std::string& text) {
        auto& option = kinds.emplace_back(Data::type::object);
        option.set("value", value);
        option.set("text", text);
        option.set("chosen", Data{value == kind});
    };
    add_kind("", visit.desk->templates.text(directions_name, "kind.any"));
    const auto directions = definitions_of(visit, console::ProcedureKind::direction);
    for (const auto* definition : directions.all) {
        add_kind(definition->id(), definition->title());
        if (!kind.empty() && kind != definition->id()) {
            continue;
        }
        v1::ListProceduresRequest request;
        request.set_definition(definition->id());
        request.set_include_ended(also_ended);
        const auto found = visit.read_all(
            "ProcedureService/ListProcedures", request, &v1::ListProceduresResponse::procedures
        );
        if (!found) {
            return found.error();
        }
        for (const auto& row : *found) {
            table.rows.push_back(
                {Cell{titles.of(row.body()), visit.link("/directions/" + id_of(row.name()))},
                 Cell{definition->title()},
                 stage_cell(*definition, row),
                 Cell{.text = console::day_in_words(row.stage_since()), .order = row.stage_since()},
                 due_cell_of(visit, row)}
            );
        }
    }
    Page page{directions_name};
    page.data.set("kinds", console::list_of(std::move(kinds)));
    page.data.set("also_ended", Data{also_ended});
    page.data.set(
        "may_start", Data{!visit.known && may_start(visit, console::ProcedureKind::direction)}
    );
    return console::list_answer(
        visit,
        std::move(page),
        std::move(table),
        {"/directions", {"kind", "ended"}, "-since", 50, "directions"}
    );
}

}  // namespace

void add_direction_list_pages(console::Pages& pages) {
    pages.get("/directions", console::Audience::signed_in, show_directions);
}

}  // namespace ladder::letters

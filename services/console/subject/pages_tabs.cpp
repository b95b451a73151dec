// The page of a body: its tabs, each a page of its own.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "services/console/charts.hpp"
#include "services/console/desks.hpp"
#include "services/console/fields.hpp"
#include "services/console/pagination.hpp"
#include "services/console/subject/file.hpp"
#include "services/console/subject/head.hpp"
#include "services/console/subject/subject.hpp"
#include "services/console/subject/timeline.hpp"
#include "services/console/table.hpp"
#include "services/console/words.hpp"

namespace ladder::subject {

using console::Cell;
using console::day_in_words;
using console::list_of;
using console::put_text;
using console::Table;

namespace {

constexpr std::size_t happenings_on_a_page = 40;

// Where pictures end: today, or the day that is looked back to.
std::string day_of_page(const Visit& visit) {
    return visit.known ? base::to_string(base::day_of(visit.known->at)) : console::today_of(visit);
}

// Opens the file and shows its head; `fill` adds what stands beneath.
template <class Fill>
Answer tab_page(const Visit& visit, const std::string& tab, Fill fill) {
    const auto file = open_file(visit, visit.part(1));
    if (!file) {
        return file.error();
    }
    Page page{"subject_" + tab};
    put_head(page, visit, *file, tab);
    return fill(std::move(page), *file);
}

base::Result<std::vector<v1::Procedure>> procedures_whole(
    const Visit& visit, const BodyFile& file, const std::string& tab = {}
) {
    std::vector<v1::Procedure> whole;
    for (const auto& summary : file.procedures) {
        if (!tab.empty() && !stands_on(visit, tab, summary)) {
            continue;
        }
        v1::GetProcedureRequest request;
        request.set_name(summary.name());
        auto found = visit.read<v1::GetProcedureResponse>("ProcedureService/GetProcedure", request);
        if (!found) {
            return found.error();
        }
        whole.push_back(std::move(*found->mutable_procedure()));
    }
    return whole;
}

// Of one day, in one block.
Data days_data(
    const Visit& visit,
    const Titles& titles,
    const std::vector<Happening>& told,
    const console::Slice& slice
) {
    std::vector<Data> days;
    std::vector<Data> items;
    const auto end_day = [&](const std::string& day) {
        auto& shown = days.emplace_back(Data::type::object);
        shown.set("day", day_in_words(day));
        shown.set("iso", day);
        shown.set("items", list_of(std::move(items)));
        items.clear();
    };
    for (auto i = slice.first(); i < slice.end(); ++i) {
        const auto& one = told[i];
        auto& item = items.emplace_back(Data::type::object);
        item.set("what", one.what);
        put_text(item, "who", titles.actor(one.who));
        put_text(item, "why", one.why);
        put_text(item, "link", one.link.empty() ? one.link : visit.link(one.link));
        item.set("decided", Data{one.decided});
        if (i + 1 == slice.end() || told[i + 1].day != one.day) {
            end_day(one.day);
        }
    }
    return list_of(std::move(days));
}

// The same as a picture, each kind in a line of its own.
void put_picture(Page& page, const Visit& visit, const std::vector<Happening>& told) {
    std::vector<console::Happening> drawn;
    for (auto one = told.rbegin(); one != told.rend(); ++one) {
        auto& happening = drawn.emplace_back();
        happening.on = one->day;
        happening.kind = one->kind;
        happening.text = one->what;
        happening.link = one->link.empty() ? one->link : visit.link(one->link);
    }
    const auto& texts = visit.desk->templates;
    put_timeline(
        {page.data, "picture", texts, texts.text("subject_timeline", "picture")},
        drawn,
        day_of_page(visit)
    );
}

Answer show_timeline(Visit& visit) {
    return tab_page(visit, "timeline", [&](Page page, const BodyFile& file) -> Answer {
        const auto procedures = procedures_whole(visit, file);
        if (!procedures) {
            return procedures.error();
        }
        std::vector<v1::Case> cases;
        if (file.chosen) {
            cases.push_back(*file.chosen);
        }
        std::vector<v1::Procedure> told_of;
        for (const auto& procedure : *procedures) {
            if (procedure.case_name().empty() || cases.empty() ||
                procedure.case_name() == cases.front().name()) {
                told_of.push_back(procedure);
            }
        }
        const auto told = timeline_of(cases, told_of, file.titles);
        const console::Slice slice{told.size(), happenings_on_a_page, visit.query.value("page")};
        const bool as_picture = visit.query.value("view") == "picture";
        page.data.set("picture", Data{false});
        page.data.set("has_days", Data{!told.empty()});
        page.data.set("as_picture", Data{as_picture});
        page.data.set("list_link", visit.link(file.path()));
        auto picture_link = file.path();
        picture_link += picture_link.find('?') == std::string::npos ? "?" : "&";
        page.data.set("picture_link", visit.link(picture_link + "view=picture"));
        if (as_picture) {
            put_picture(page, visit, told);
            return page;
        }
        page.data.set("days", days_data(visit, file.titles, told, slice));
        console::Form kept;
        for (const auto* name : {"case", "known_at"}) {
            if (visit.query.has(name)) {
                kept.set(name, visit.query.value(name));
            }
        }
        put_pagination(page.data, slice, visit.request.path, kept);
        return page;
    });
}

// The ladder with the body's place and path.
void put_path(Page& page, const Visit& visit, const BodyFile& file) {
    const auto& state = *file.chosen;
    const auto* ladder = file.titles.ladder(state.ladder());
    if (ladder == nullptr) {
        return;
    }
    const auto& texts = visit.desk->templates;
    const auto stays = console::stays_of(state, [&](const std::string& decision) {
        return visit.link(
            decision.empty() ? file.path()
                             : fmt::format("/cases/{}/decisions/{}", id_of(state.name()), decision)
        );
    });
    put_ladder_path(
        {page.data, "path", texts, texts.text("subject_decisions", "path")},
        console::rungs_of(*ladder),
        stays,
        day_of_page(visit)
    );
}

Answer show_decisions(Visit& visit) {
    return tab_page(visit, "decisions", [&](Page page, const BodyFile& file) -> Answer {
        Table table{{{"day"}, {"decision"}, {"decider"}, {"reasons", false, false}}, {}};
        page.data.set("path", Data{false});
        if (file.chosen) {
            const auto& state = *file.chosen;
            put_path(page, visit, file);
            for (const auto& decision : state.decisions()) {
                Cell day{day_in_words(decision.effective_on())};
                day.order = fmt::format("{} {:06}", decision.effective_on(), decision.position());
                Cell what{
                    in_words(decision, state.ladder(), file.titles),
                    visit.link(
                        fmt::format("/cases/{}/decisions/{}", id_of(state.name()), decision.id())
                    )};
                if (!decision.superseded_by().empty()) {
                    what.note = visit.desk->templates.text("subject_decisions", "superseded");
                }
                table.rows.push_back(
                    {day,
                     what,
                     {file.titles.role(decision.decider().capacity()),
                      {},
                      file.titles.person(decision.decider().person())},
                     {decision.reasons()}}
                );
            }
        }
        return list_answer(
            visit,
            std::move(page),
            std::move(table),
            {visit.request.path, {"case"}, "-day", 50, "decisions"}
        );
    });
}

Table table_of_procedures(const Visit& visit, const BodyFile& file, const std::string& tab) {
    Table table{{{"what"}, {"stage"}, {"since"}, {"due"}}, {}};
    for (const auto& one : file.procedures) {
        const auto kind = console::kind_of(visit, one);
        if (tab_of(kind) != tab) {
            continue;
        }
        Cell what{
            file.titles.procedure(one.definition()),
            visit.link(console::procedure_path(kind, one.name()))};
        Cell since{day_in_words(one.stage_since())};
        since.order = one.stage_since();
        Cell due{day_in_words(one.next_due_on())};
        due.order = one.next_due_on();
        table.rows.push_back(
            {what, {file.titles.procedure_stage(one.definition(), one.stage())}, since, due}
        );
    }
    return table;
}

// Where whoever is signed in starts another of the tab for the case; empty: they may not.
std::string link_to_start(const Visit& visit, const BodyFile& file, const std::string& tab) {
    if (visit.known || !file.chosen || !file.chosen->closed_on().empty()) {
        return {};
    }
    const auto name = console::percent_encoded(file.chosen->name());
    for (const auto* one : file.rights(visit).may_start_in(*file.chosen, file.body)) {
        const auto kind = console::kind_of(*file.titles.ruleset(), one->id());
        if (const auto path = start_path(kind); !path.empty() && tab_of(kind) == tab) {
            return fmt::format("{}?case_name={}&body={}", path, name, file.body.name());
        }
    }
    return {};
}

Answer show_procedures(Visit& visit) {
    const auto tab = visit.part(2);
    return tab_page(visit, tab, [&](Page page, const BodyFile& file) -> Answer {
        put_text(page.data, "start_link", link_to_start(visit, file, tab));
        return list_answer(
            visit,
            std::move(page),
            table_of_procedures(visit, file, tab),
            {visit.request.path, {"case"}, "-since", 50, tab}
        );
    });
}

// Who stands in the record of the case and its procedures, and in which capacity.
Answer show_people(Visit& visit) {
    return tab_page(visit, "people", [&](Page page, const BodyFile& file) -> Answer {
        const auto procedures = procedures_whole(visit, file);
        if (!procedures) {
            return procedures.error();
        }
        std::vector<v1::Case> cases;
        if (file.chosen) {
            cases.push_back(*file.chosen);
        }
        std::map<std::pair<std::string, std::string>, std::pair<int, std::string>> acts;
        for (const auto& one : timeline_of(cases, *procedures, file.titles)) {
            if (!one.who.person().empty()) {
                auto& [count, last] = acts[{one.who.person(), one.who.capacity()}];
                ++count;
                last = std::max(last, one.day);
            }
        }
        Table table{{{"person"}, {"capacity"}, {"acts", true}, {"last"}}, {}};
        for (const auto& [who, what] : acts) {
            const auto& [person, capacity] = who;
            const auto title = file.titles.person(person);
            Cell count{std::to_string(what.first)};
            count.number = what.first;
            Cell last{day_in_words(what.second)};
            last.order = what.second;
            table.rows.push_back(
                {{title, {}, title == person ? std::string{} : person},
                 {capacity.empty() ? std::string{} : file.titles.role(capacity)},
                 count,
                 last}
            );
        }
        return list_answer(
            visit,
            std::move(page),
            std::move(table),
            {visit.request.path, {"case"}, "-last", 50, "people"}
        );
    });
}

}  // namespace

void add_tab_pages(console::Pages& pages) {
    const auto signed_in = console::Audience::signed_in;
    pages.get("/bodies/{id}", signed_in, show_timeline);
    pages.get("/bodies/{id}/decisions", signed_in, show_decisions);
    for (const std::string tab : {"commissions", "letters", "directions"}) {
        pages.get("/bodies/{id}/" + tab, signed_in, show_procedures);
    }
    pages.get("/bodies/{id}/people", signed_in, show_people);
}

}  // namespace ladder::subject

// `/data`: what was loaded, what became of it, and the rows kept aside.
#include <algorithm>

#include <fmt/format.h>

#include "engine/base/hex.hpp"
#include "services/console/auditor/frame.hpp"
#include "services/console/auditor/look.hpp"
#include "services/console/fields.hpp"
#include "services/console/places.hpp"
#include "services/console/rulebook/figures.hpp"
#include "services/console/rulebook/rulebook.hpp"

namespace ladder::rulebook {

namespace {

using console::Answer;
using console::Cell;
using console::Data;
using console::Page;
using console::Table;
using console::Visit;

Cell count_cell(std::int64_t count, std::string link = {}) {
    Cell cell{auditor::figure_in_words(static_cast<double>(count)), count == 0 ? "" : link};
    cell.number = static_cast<double>(count);
    return cell;
}

Table loads_table(
    const Visit& visit, const Titles& titles, const std::vector<v1::Import>& imports
) {
    Table table{
        {{"file"},
         {"loaded"},
         {"added", true},
         {"revised", true},
         {"unchanged", true},
         {"aside", true}},
        {}};
    for (const auto& import : imports) {
        const auto at = base::from_timestamp(import.recorded_at());
        const auto path = visit.link("/data/" + auditor::last_part(import.name()));
        Cell loaded{
            at ? console::moment_in_words(*at) : std::string{},
            {},
            visit.people().title(import.recorded_by().person())};
        loaded.order = at ? base::to_string(*at) : std::string{};
        table.rows.push_back(
            {{import.file_name(), path, layout_title(titles, import.layout())},
             loaded,
             count_cell(import.added()),
             count_cell(import.revised(), path + "#revisions"),
             count_cell(import.unchanged()),
             count_cell(import.quarantined(), path + "#aside")}
        );
    }
    return table;
}

Answer show_data(Visit& visit) {
    const auto titles = Titles::read(visit);
    if (!titles) {
        return titles.error();
    }
    const auto imports = visit.read_part(
        "IndicatorService/ListImports", v1::ListImportsRequest{}, &v1::ListImportsResponse::imports
    );
    if (!imports) {
        return imports.error();
    }
    Page page{"data"};
    page.data.set("may_load", Data{!visit.known && console::may(visit, v1::PERMISSION_IMPORT)});
    page.data.set("revisions_link", visit.link("/data/revisions"));
    page.data.set("aside_link", visit.link("/data/quarantine"));
    return console::list_answer(
        visit,
        std::move(page),
        loads_table(visit, *titles, imports->items),
        {"/data", {}, {}, 50, "loads", imports->next}
    );
}

// The import that the path names, as its list has it.
base::Result<v1::Import> import_of(const Visit& visit) {
    v1::ListImportsRequest request;
    request.set_page_size(console::items_asked_at_once);
    do {
        const auto page =
            visit.read<v1::ListImportsResponse>("IndicatorService/ListImports", request);
        if (!page) {
            return page.error();
        }
        for (const auto& import : page->imports()) {
            if (import.name() == "imports/" + visit.part(1)) {
                return import;
            }
        }
        request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return base::Error{base::Code::not_found, "there is no such import", {}};
}

void put_head(Data& data, const Visit& visit, const Titles& titles, const v1::Import& import) {
    const auto at = base::from_timestamp(import.recorded_at());
    data.set("file_name", import.file_name());
    data.set("layout", layout_title(titles, import.layout()));
    data.set("loaded", at ? console::moment_in_words(*at) : std::string{});
    data.set("loaded_by", auditor::actor_in_words(visit, titles.words(), import.recorded_by()));
    console::put_text(data, "source", import.source());
    data.set(
        "counts", counts_in_words(visit, import.added(), import.revised(), import.unchanged())
    );
    data.set("aside_count", std::to_string(import.quarantined()));
    data.set("warnings", std::to_string(import.warnings()));
    data.set("entered_later", std::to_string(import.entered_later()));
    data.set("digest", base::hex(import.file_digest()));
    data.set("position", std::to_string(import.position()));
}

// Leaves what a load's own page shows of a list; whether that is not all of it.
template <class Item>
bool cut(console::Part<Item>& part) {
    constexpr std::size_t shown = 100;
    const bool more = part.items.size() > shown || !part.next.empty();
    part.items.resize(std::min(part.items.size(), shown));
    return more;
}

// The import that the query's `load` filters by; empty: all.
std::string load_of(const Visit& visit) {
    const auto number = visit.query.value("load");
    return number.empty() ? std::string{} : "imports/" + number;
}

Answer show_load(Visit& visit) {
    const auto titles = Titles::read(visit);
    if (!titles) {
        return titles.error();
    }
    const auto import = import_of(visit);
    if (!import) {
        return import.error();
    }
    v1::ListRevisionsRequest revised;
    revised.set_import(import->name());
    auto revisions = visit.read_part(
        "IndicatorService/ListRevisions", revised, &v1::ListRevisionsResponse::revisions
    );
    if (!revisions) {
        return revisions.error();
    }
    v1::ListQuarantinedRowsRequest aside;
    aside.set_import(import->name());
    auto rows = visit.read_part(
        "IndicatorService/ListQuarantinedRows", aside, &v1::ListQuarantinedRowsResponse::rows
    );
    if (!rows) {
        return rows.error();
    }
    v1::ListRevisionImpactsRequest moved;
    moved.set_import(import->name());
    const auto impacts = visit.read_all(
        "EvaluationService/ListRevisionImpacts", moved, &v1::ListRevisionImpactsResponse::impacts
    );
    if (!impacts) {
        return impacts.error();
    }
    Page page{"data_load"};
    page.crumbs = {{"/data", visit.desk->templates.text("common", "nav.data")}};
    put_head(page.data, visit, *titles, *import);
    put_impacts(page.data, visit, *titles, *impacts);
    const auto& templates = visit.desk->templates;
    const auto all_of = [&](const char* list) {
        return Data{visit.link(fmt::format("/data/{}?load={}", list, visit.part(1)))};
    };
    const bool more_revised = cut(*revisions);
    console::put_table(
        page.data,
        "revisions",
        templates,
        "data_load",
        revision_table(visit, *titles, revisions->items, false)
    );
    page.data.set("all_revisions", more_revised ? all_of("revisions") : Data{false});
    const bool more_aside = cut(*rows);
    std::vector<v1::TextIssue> issues;
    for (const auto& row : rows->items) {
        issues.push_back(row.issue());
    }
    console::put_table(page.data, "aside", templates, "data_load", issue_table(issues));
    page.data.set("all_aside", more_aside ? all_of("quarantine") : Data{false});
    return page;
}

Answer show_revisions(Visit& visit) {
    const auto titles = Titles::read(visit);
    if (!titles) {
        return titles.error();
    }
    v1::ListRevisionsRequest request;
    request.set_body(visit.query.value("body"));
    request.set_indicator(visit.query.value("indicator"));
    request.set_import(load_of(visit));
    const auto revisions = visit.read_part(
        "IndicatorService/ListRevisions", request, &v1::ListRevisionsResponse::revisions
    );
    if (!revisions) {
        return revisions.error();
    }
    Page page{"data_revisions"};
    const auto& templates = visit.desk->templates;
    page.crumbs = {{"/data", templates.text("common", "nav.data")}};
    const auto& any = templates.text("common", "report.any");
    auditor::put_options(
        page.data, "body_options", auditor::body_options(*titles, any), request.body()
    );
    std::vector<std::pair<std::string, std::string>> indicators{{{}, any}};
    if (const auto* ruleset = titles->words().definition()) {
        for (const auto& indicator : ruleset->indicators()) {
            indicators.emplace_back(indicator.id(), indicator.title());
        }
    }
    auditor::put_options(page.data, "indicator_options", indicators, request.indicator());
    page.data.set("then", visit.known ? visit.known->text : std::string{});
    return console::list_answer(
        visit,
        std::move(page),
        revision_table(visit, *titles, revisions->items, true),
        {"/data/revisions", {"body", "indicator", "load"}, {}, 50, "revisions", revisions->next}
    );
}

Answer show_quarantine(Visit& visit) {
    v1::ListQuarantinedRowsRequest request;
    request.set_import(load_of(visit));
    const auto rows = visit.read_part(
        "IndicatorService/ListQuarantinedRows", request, &v1::ListQuarantinedRowsResponse::rows
    );
    if (!rows) {
        return rows.error();
    }
    Page page{"data_quarantine"};
    page.crumbs = {{"/data", visit.desk->templates.text("common", "nav.data")}};
    return console::list_answer(
        visit,
        std::move(page),
        kept_aside_table(visit, rows->items),
        {"/data/quarantine", {"load"}, {}, 50, "kept-aside", rows->next}
    );
}

}  // namespace

void add_data_pages(console::Pages& pages) {
    using console::Audience;
    pages.get("/data", Audience::signed_in, show_data);
    pages.get("/data/revisions", Audience::signed_in, show_revisions);
    pages.get("/data/quarantine", Audience::signed_in, show_quarantine);
    pages.get("/data/{import}", Audience::signed_in, show_load);
}

}  // namespace ladder::rulebook

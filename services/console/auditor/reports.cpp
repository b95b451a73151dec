// `/history` and `/patterns`: the reports of the API, as known at a moment, and beside it as known
// now; each says how it was made.
#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "engine/base/hex.hpp"
#include "ladder/v1/report_service.pb.h"
#include "services/console/auditor/auditor.hpp"
#include "services/console/auditor/frame.hpp"
#include "services/console/auditor/look.hpp"
#include "services/console/auditor/report_table.hpp"
#include "services/console/fields.hpp"
#include "services/console/table.hpp"

namespace ladder::auditor {

namespace {

using console::Answer;
using console::Cell;
using console::Form;
using console::Page;
using console::Table;
using console::Visit;

struct Pattern {
    std::string_view id;  // in the query, and of the texts pattern.ID
    v1::ReportKind kind;
};

constexpr std::array patterns{
    Pattern{"time_in_stage", v1::REPORT_KIND_TIME_IN_STAGE},
    Pattern{"re_entry", v1::REPORT_KIND_RE_ENTRY},
    Pattern{"overrides", v1::REPORT_KIND_DECISIONS_AGAINST_PROPOSALS},
    Pattern{"overdue", v1::REPORT_KIND_OVERDUE},
    Pattern{"commissions", v1::REPORT_KIND_COMMISSIONS},
};

const std::vector<console::Field>& query_fields() {
    static const std::vector<console::Field> fields{
        {"from"}, {"to"}, {"stage"}, {"body"}, {"ladder"}};
    return fields;
}

v1::RunReportRequest request_of(const Visit& visit, v1::ReportKind kind) {
    v1::RunReportRequest request;
    request.set_kind(kind);
    request.set_from(visit.query.value("from"));
    request.set_to(visit.query.value("to"));
    request.set_stage(visit.query.value("stage"));
    request.set_body(visit.query.value("body"));
    request.set_ladder(visit.query.value("ladder"));
    request.set_compare(visit.query.value("compare") == "now");
    return request;
}

// Every stage of every ladder once, by title.
std::vector<std::pair<std::string, std::string>> stage_options(
    const console::RulesetWords& words, const std::string& any
) {
    std::vector<std::pair<std::string, std::string>> options{{{}, any}};
    if (words.definition() == nullptr) {
        return options;
    }
    std::set<std::string> known;
    for (const auto& ladder : words.definition()->ladders()) {
        for (const auto& stage : ladder.stages()) {
            if (known.insert(stage.id()).second) {
                options.emplace_back(stage.id(), stage.title());
            }
        }
    }
    return options;
}

void put_query(console::Data& data, const Visit& visit, const Titles& titles) {
    const auto& templates = visit.desk->templates;
    const auto& any = templates.text("common", "report.any");
    for (const auto* name : {"from", "to"}) {
        data.set(name, visit.query.value(name));
    }
    data.set("then", visit.known ? visit.known->text : std::string{});
    data.set("compare", console::Data{visit.query.value("compare") == "now"});
    put_options(data, "body_options", body_options(titles, any), visit.query.value("body"));
    put_options(
        data, "stage_options", stage_options(titles.words(), any), visit.query.value("stage")
    );
}

void put_sums(console::Data& data, const v1::RunReportResponse& report) {
    std::vector<console::Data> shown;
    for (const auto& sum : sums_beside(report)) {
        auto& row = shown.emplace_back(console::Data::type::object);
        row.set("sum_title", sum.title);
        row.set("sum_then", figure_in_words(sum.then));
        row.set("sum_compared", figure_in_words(sum.compared));
        row.set("differs", console::Data{report.query().compare() && sum.then != sum.compared});
    }
    data.set("has_sums", console::Data{!shown.empty()});
    data.set("sums", console::list_of(std::move(shown)));
}

void put_differences(
    console::Data& data,
    const Visit& visit,
    const Titles& titles,
    const v1::RunReportResponse& report
) {
    std::vector<console::Data> shown;
    for (const auto& difference : report.differences()) {
        auto& one = shown.emplace_back(console::Data::type::object);
        one.set("difference_title", title_of_difference(titles, report, difference));
        console::put_text(one, "difference_link", path_of_key(visit, difference.key()));
        one.set("difference_text", titles.in_text(difference.text()));
        std::vector<console::Data> because;
        for (const auto& line : difference.because()) {
            because.emplace_back(console::Data::type::object).set("line", titles.in_text(line));
        }
        one.set("because", console::list_of(std::move(because)));
    }
    data.set("difference_count", std::to_string(report.differences_size()));
    data.set("one_difference", console::Data{report.differences_size() == 1});
    data.set("has_differences", console::Data{report.differences_size() > 0});
    data.set("differences", console::list_of(std::move(shown)));
}

void put_provenance(
    console::Data& data,
    const Visit& visit,
    const Titles& titles,
    const v1::RunReportResponse& report
) {
    const auto run_at = base::from_timestamp(report.run_at());
    data.set("query_words", query_in_words(visit, titles, report));
    data.set("then_words", known_then(visit, report));
    data.set("compared_words", visit.desk->templates.text("common", "report.now"));
    data.set("run_at", run_at ? console::moment_in_words(*run_at) : std::string{});
    data.set("journal_size", std::to_string(report.journal_size()));
    data.set("journal_root", base::hex(report.journal_root()));
    console::put_text(data, "checkpoint", report.checkpoint());
    std::vector<console::Data> notes;
    for (const auto& note : report.notes()) {
        notes.emplace_back(console::Data::type::object).set("note_text", note);
    }
    data.set("has_notes", console::Data{!notes.empty()});
    data.set("report_notes", console::list_of(std::move(notes)));
}

std::string lines_as_comments(const std::string& text) {
    std::string comments;
    std::size_t begin = 0;
    while (begin < text.size()) {
        const auto end = std::min(text.size(), text.find('\n', begin));
        comments += fmt::format("# {}\r\n", text.substr(begin, end - begin));
        begin = end + 1;
    }
    return comments;
}

// How the table was made, then the table as the API has it: days in ISO form, names, ids.
std::string report_csv(
    const Visit& visit,
    std::string_view page,
    const Titles& titles,
    const v1::RunReportResponse& report
) {
    const auto run_at = base::from_timestamp(report.run_at());
    std::string lines = query_in_words(visit, titles, report) + '\n';
    lines += fmt::format(
        "run at {}, over a journal of {} events\nroot {}\n",
        run_at ? base::to_string(*run_at) : std::string{},
        report.journal_size(),
        base::hex(report.journal_root())
    );
    if (!report.checkpoint().empty()) {
        lines += "checkpoint\n" + report.checkpoint();
    }
    for (const auto& difference : report.differences()) {
        lines += fmt::format("difference {}: {}\n", difference.key(), difference.text());
        for (const auto& because : difference.because()) {
            lines += fmt::format("because {}\n", because);
        }
    }
    for (const auto& note : report.notes()) {
        lines += fmt::format("note: {}\n", note);
    }
    return lines_as_comments(lines) +
           console::csv_of(visit.desk->templates, page, raw_table(report));
}

// The page of a report; `options.path` is its own, with what tells it from other reports.
Answer report_answer(
    const Visit& visit, Page page, v1::ReportKind kind, console::ListOptions options
) {
    const auto titles = Titles::read(visit);
    if (!titles) {
        return titles.error();
    }
    const auto& templates = visit.desk->templates;
    put_query(page.data, visit, *titles);
    page.data.set("path", options.path);
    const auto* procedure = "ReportService/RunReport";
    const auto request = request_of(visit, kind);
    const bool saved = visit.query.value("format") == "csv";
    const auto report = saved ? visit.read<v1::RunReportResponse>(procedure, request)
                              : visit.show<v1::RunReportResponse>(procedure, request);
    if (!report) {
        if (report.error().code != base::Code::invalid_argument) {
            return report.error();
        }
        page.status = 422;
        const auto errors =
            console::errors_of(templates, page.name, query_fields(), visit.query, report.error());
        console::put_form(page.data, templates, page.name, query_fields(), visit.query, errors);
        page.data.set("report", console::Data{false});
        return page;
    }
    if (saved) {
        return console::File{
            "text/csv; charset=utf-8",
            report_csv(visit, page.name, *titles, *report),
            options.file + ".csv"};
    }
    page.data.set("has_errors", console::Data{false});
    page.data.set("report", console::Data{true});
    page.data.set("comparing", console::Data{report->query().compare()});
    put_sums(page.data, *report);
    put_differences(page.data, visit, *titles, *report);
    put_provenance(page.data, visit, *titles, *report);
    return console::list_answer(
        visit, std::move(page), shown_table(visit, *titles, *report), options
    );
}

Answer show_history(Visit& visit) {
    Page page{"history"};
    put_tabs(page.data, visit, "history");
    return report_answer(
        visit,
        std::move(page),
        v1::REPORT_KIND_INTERVENTIONS,
        {"/history", {"from", "to", "stage", "body", "compare"}, "decided_on", 50, "interventions"}
    );
}

const Pattern& pattern_of(const Visit& visit) {
    const auto asked = visit.query.value("report");
    const auto found = std::find_if(patterns.begin(), patterns.end(), [&](const auto& one) {
        return one.id == asked;
    });
    return found == patterns.end() ? patterns.front() : *found;
}

Answer show_patterns(Visit& visit) {
    const auto& templates = visit.desk->templates;
    const auto& pattern = pattern_of(visit);
    Page page{"patterns"};
    put_tabs(page.data, visit, "patterns");
    std::vector<console::Data> kinds;
    for (const auto& one : patterns) {
        auto& kind = kinds.emplace_back(console::Data::type::object);
        kind.set("value", std::string{one.id});
        kind.set("text", templates.text("patterns", fmt::format("pattern.{}", one.id)));
        kind.set("chosen", console::Data{one.id == pattern.id});
    }
    page.data.set("report_options", console::list_of(std::move(kinds)));
    page.data.set(
        "pattern_title", templates.text("patterns", fmt::format("pattern.{}", pattern.id))
    );
    page.data.set(
        "pattern_intro", templates.text("patterns", fmt::format("pattern.{}.intro", pattern.id))
    );
    return report_answer(
        visit,
        std::move(page),
        pattern.kind,
        {"/patterns",
         {"report", "from", "to", "stage", "body", "compare"},
         {},
         50,
         std::string{pattern.id}}
    );
}

}  // namespace

void add_report_pages(console::Pages& pages) {
    pages.get("/history", console::Audience::signed_in, show_history);
    pages.get("/patterns", console::Audience::signed_in, show_patterns);
}

}  // namespace ladder::auditor

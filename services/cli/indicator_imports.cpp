// `ladder indicator import`, `imports`, `revisions` and `quarantine`: figures as they come in, and
// what became of them.
#include <filesystem>
#include <ostream>
#include <sstream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/sha256.hpp"
#include "ladder/v1/indicator_service.pb.h"
#include "services/cli/commands.hpp"
#include "services/cli/errors.hpp"
#include "services/cli/remote.hpp"
#include "services/cli/ruleset_folder.hpp"

namespace ladder::cli {

namespace {

constexpr std::size_t import_bytes_max = std::size_t{64} * 1024 * 1024;

struct ImportOptions {
    std::string layout;
    std::string path;
    bool quarantine = false;
};

struct RevisionOptions {
    std::string indicator;
    std::string body;
    std::string import;
};

Table revision_table(const google::protobuf::RepeatedPtrField<v1::FigureRevision>& revisions) {
    Table table{
        {"INDICATOR", "BODY", "PERIOD END", "OLD", "NEW", "REVISION", "PUBLISHED", "IMPORT"}, {}};
    for (const auto& revision : revisions) {
        const auto& now = revision.now();
        table.rows.push_back(
            {now.indicator(),
             bare(now.body()),
             now.period_end(),
             revision.has_before() ? number(revision.before().value()) : "-",
             number(now.value()),
             std::to_string(now.revision()),
             now.published_on(),
             or_dash(bare(now.import()))}
        );
    }
    return table;
}

// "43 new, 2 revised, 0 unchanged": what an import did or would do, in one line.
std::string import_line(const v1::ImportObservationsResponse& response) {
    return fmt::format(
        "{} new, {} revised, {} unchanged, {} empty cells, {} rows kept aside; {} entered later "
        "than "
        "published, {} warnings",
        response.added(),
        response.revised(),
        response.unchanged(),
        response.empty(),
        response.quarantined_count(),
        response.entered_later(),
        response.warnings_count()
    );
}

std::string import_text(const Session& session, const v1::ImportObservationsResponse& response) {
    std::ostringstream text;
    if (!response.revisions().empty()) {
        text << "Revised\n";
        print_table(text, revision_table(response.revisions()));
        if (response.revised() > response.revisions_size()) {
            text << fmt::format(
                "... and {} more\n", response.revised() - response.revisions_size()
            );
        }
    }
    if (!response.bodies_missing().empty()) {
        std::vector<std::string> bodies;
        for (const auto& body : response.bodies_missing()) {
            bodies.push_back(bare(body));
        }
        text << fmt::format(
            "No row for {} that had figures before: {}\n",
            bodies.size() == 1 ? "1 body" : fmt::format("{} bodies", bodies.size()),
            fmt::join(bodies, ", ")
        );
    }
    std::string outcome;
    if (!session.dry_run) {
        outcome = response.import().empty() ? "nothing changed: " : response.import() + ": ";
    }
    text << dry_run_mark(session) << outcome << import_line(response) << '\n';
    return text.str();
}

// How many triggers and decisions rest on what was revised, and how to see whose ground moved.
std::string touched_text(const v1::ImportObservationsResponse& response) {
    if (response.triggers_touched() == 0) {
        return {};
    }
    return fmt::format(
        "triggers touched: {}, decisions touched: {}; whose ground moved: ladder indicator "
        "impact{}\n",
        response.triggers_touched(),
        response.decisions_touched(),
        response.import().empty() ? "" : " --import " + bare(response.import())
    );
}

void tell_import(Session& session, const v1::ImportObservationsResponse& response) {
    for (const auto& warning : response.warnings()) {
        session.err << "warning: " << in_words(warning) << '\n';
    }
    for (const auto& row : response.quarantined()) {
        session.err << (session.dry_run ? "would be kept aside: " : "kept aside: ") << in_words(row)
                    << '\n';
    }
    Output output{&response, {&response}, {{"FIELD", "VALUE"}, {}}, {}, {}};
    output.table.rows = {
        {"import", or_dash(response.import())},
        {"added", std::to_string(response.added())},
        {"revised", std::to_string(response.revised())},
        {"unchanged", std::to_string(response.unchanged())},
        {"empty cells", std::to_string(response.empty())},
        {"kept aside", std::to_string(response.quarantined_count())},
        {"entered later", std::to_string(response.entered_later())},
        {"warnings", std::to_string(response.warnings_count())},
        {"bodies missing", std::to_string(response.bodies_missing_size())},
        {"triggers touched", std::to_string(response.triggers_touched())},
        {"decisions touched", std::to_string(response.decisions_touched())}};
    output.text = import_text(session, response) + touched_text(response);
    print(session.out, session.format, output);
}

base::Result<int> import_file(Session& session, const ImportOptions& options) {
    auto content = read_file(options.path, import_bytes_max);
    if (!content) {
        return content.error();
    }
    v1::ImportObservationsRequest request;
    request.set_layout(options.layout);
    request.set_file_name(std::filesystem::path{options.path}.filename().string());
    request.set_content_digest(base::sha256(*content));
    request.set_content(std::move(*content));
    request.set_quarantine(options.quarantine);
    set_mutation(session, request);
    const auto response = ask<v1::ImportObservationsResponse>(
        session, "IndicatorService/ImportObservations", request
    );
    if (!response) {
        return response.error();
    }
    tell_import(session, *response);
    return exit_ok;
}

base::Result<int> list_revisions(Session& session, const RevisionOptions& options) {
    v1::ListRevisionsRequest request;
    request.set_indicator(options.indicator);
    request.set_body(full("bodies", options.body));
    request.set_import(full("imports", options.import));
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto all = ask_all<v1::ListRevisionsResponse>(
        session,
        "IndicatorService/ListRevisions",
        request,
        [](auto& page) { return page.mutable_revisions(); }
    );
    if (!all) {
        return all.error();
    }
    Output output{&*all, pointers_to(all->revisions()), revision_table(all->revisions()), {}, {}};
    output.note = fmt::format("{} revisions", all->revisions_size());
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> list_imports(Session& session) {
    v1::ListImportsRequest request;
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto all = ask_all<v1::ListImportsResponse>(
        session,
        "IndicatorService/ListImports",
        request,
        [](auto& page) { return page.mutable_imports(); }
    );
    if (!all) {
        return all.error();
    }
    Output output{
        &*all,
        pointers_to(all->imports()),
        {{"IMPORT", "RECORDED", "FILE", "LAYOUT", "NEW", "REVISED", "UNCHANGED", "KEPT ASIDE"}, {}},
        {},
        {}};
    for (const auto& import : all->imports()) {
        output.table.rows.push_back(
            {bare(import.name()),
             moment(import.recorded_at()),
             import.file_name(),
             import.layout(),
             std::to_string(import.added()),
             std::to_string(import.revised()),
             std::to_string(import.unchanged()),
             std::to_string(import.quarantined())}
        );
    }
    output.note = fmt::format("{} imports", all->imports_size());
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> list_quarantine(Session& session, const std::string& import) {
    v1::ListQuarantinedRowsRequest request;
    request.set_import(full("imports", import));
    const auto all = ask_all<v1::ListQuarantinedRowsResponse>(
        session,
        "IndicatorService/ListQuarantinedRows",
        request,
        [](auto& page) { return page.mutable_rows(); }
    );
    if (!all) {
        return all.error();
    }
    Output output{
        &*all,
        pointers_to(all->rows()),
        {{"IMPORT", "FILE", "LINE", "COLUMN", "WHAT IS WRONG", "WHAT WOULD BE RIGHT", "ROW"}, {}},
        {},
        {}};
    for (const auto& row : all->rows()) {
        const auto& issue = row.issue();
        output.table.rows.push_back(
            {bare(row.import()),
             issue.file(),
             std::to_string(issue.line()),
             std::to_string(issue.column()),
             issue.message(),
             issue.fix(),
             row.text()}
        );
    }
    output.note = fmt::format("{} rows kept aside", all->rows_size());
    print(session.out, session.format, output);
    return exit_ok;
}

void add_import(CLI::App& noun, Session& session) {
    auto& import =
        *noun.add_subcommand("import", "import a CSV file; refused whole if a row is bad");
    import.fallthrough()->footer(
        "Nothing changes where the file says what is known. Figures that look wrong are kept and\n"
        "warned of. With --dry-run: what is new, revised (old and new), rejected and missing.\n"
        "Examples:\n"
        "  ladder indicator import --layout recorded-crime-rolling crime.csv --dry-run\n"
        "  ladder indicator import --layout recorded-crime-rolling crime.csv --quarantine"
    );
    auto options = std::make_shared<ImportOptions>();
    import.add_option("file", options->path, "the file: CSV, UTF-8, one header row")->required();
    import.add_option("--layout", options->layout, "the id of a layout of the ruleset")->required();
    import.add_flag(
        "--quarantine", options->quarantine, "load the good rows, keep the bad ones aside"
    );
    on_run(import, session, [options](Session& now) { return import_file(now, *options); });
}

void add_revisions(CLI::App& noun, Session& session) {
    auto& revisions =
        *noun.add_subcommand("revisions", "figures that were revised, old and new, newest first");
    revisions.fallthrough()->footer(
        "Examples:\n"
        "  ladder indicator revisions --import 5\n"
        "  ladder indicator revisions recorded_robbery --body kent --known-at 2012-03-31"
    );
    auto options = std::make_shared<RevisionOptions>();
    revisions.add_option("indicator", options->indicator, "only this indicator");
    revisions.add_option("--body", options->body, "only this body");
    revisions.add_option("--import", options->import, "only what this import revised");
    on_run(revisions, session, [options](Session& now) { return list_revisions(now, *options); });
}

void add_imports(CLI::App& noun, Session& session) {
    auto& imports = *noun.add_subcommand("imports", "what was imported, with its counts");
    imports.fallthrough()->footer("Example: ladder indicator imports --known-at 2010-03-31");
    on_run(imports, session, list_imports);
}

void add_quarantine(CLI::App& noun, Session& session) {
    auto& quarantine =
        *noun.add_subcommand("quarantine", "rows that imports kept aside, with their reasons");
    quarantine.fallthrough()->footer("Example: ladder indicator quarantine --import 5 -o csv");
    auto import = std::make_shared<std::string>();
    quarantine.add_option("--import", *import, "only rows of this import");
    on_run(quarantine, session, [import](Session& now) { return list_quarantine(now, *import); });
}

}  // namespace

void add_indicator_imports(CLI::App& noun, Session& session) {
    add_import(noun, session);
    add_imports(noun, session);
    add_revisions(noun, session);
    add_quarantine(noun, session);
}

}  // namespace ladder::cli

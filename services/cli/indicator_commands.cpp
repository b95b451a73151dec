// `ladder indicator`: what is measured, and the figures.
#include <filesystem>
#include <ostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>
#include <sodium/crypto_hash_sha256.h>

#include "ladder/v1/indicator_service.pb.h"
#include "services/cli/commands.hpp"
#include "services/cli/errors.hpp"
#include "services/cli/remote.hpp"
#include "services/cli/ruleset_folder.hpp"

namespace ladder::cli {

namespace {

constexpr std::size_t import_bytes_max = std::size_t{64} * 1024 * 1024;

struct SeriesOptions {
    std::string indicator;
    std::string body;
    std::string from;
    std::string to;
    bool all_revisions = false;
};

struct ImportOptions {
    std::string layout;
    std::string path;
    bool quarantine = false;
};

base::Result<int> list_indicators(Session& session) {
    const auto all = ask_all<v1::ListIndicatorsResponse>(
        session,
        "IndicatorService/ListIndicators",
        v1::ListIndicatorsRequest{},
        [](auto& page) { return page.mutable_indicators(); }
    );
    if (!all) {
        return all.error();
    }
    Output output{
        &*all,
        pointers_to(all->indicators()),
        {{"INDICATOR", "TITLE", "STATISTIC", "PERIOD", "POLARITY"}, {}},
        {},
        {}};
    for (const auto& indicator : all->indicators()) {
        output.table.rows.push_back(
            {indicator.id(),
             indicator.title(),
             word_of(indicator.statistic()),
             word_of(indicator.period()),
             word_of(indicator.polarity())}
        );
    }
    print(session.out, session.format, output);
    return exit_ok;
}

base::Result<int> show_series(Session& session, const SeriesOptions& options) {
    v1::ListObservationsRequest request;
    request.set_indicator(options.indicator);
    request.set_body(full("bodies", options.body));
    request.set_from(options.from);
    request.set_to(options.to);
    request.set_all_revisions(options.all_revisions);
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto all = ask_all<v1::ListObservationsResponse>(
        session,
        "IndicatorService/ListObservations",
        request,
        [](auto& page) { return page.mutable_observations(); }
    );
    if (!all) {
        return all.error();
    }
    Output output{
        &*all,
        pointers_to(all->observations()),
        {{"BODY", "PERIOD END", "VALUE", "REVISION", "PUBLISHED", "RECORDED", "QUALITY", "IMPORT"},
         {}},
        {},
        {}};
    for (const auto& figure : all->observations()) {
        output.table.rows.push_back(
            {bare(figure.body()),
             figure.period_end(),
             number(figure.value()),
             std::to_string(figure.revision()),
             figure.published_on(),
             moment(figure.recorded_at()).substr(0, 10),
             word_of(figure.quality()),
             bare(figure.import())}
        );
    }
    output.note = fmt::format("{} figures", all->observations_size());
    print(session.out, session.format, output);
    return exit_ok;
}

std::string sha256(const std::string& bytes) {
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(
        reinterpret_cast<unsigned char*>(digest.data()),
        reinterpret_cast<const unsigned char*>(bytes.data()),
        bytes.size()
    );
    return digest;
}

void tell_import(Session& session, const v1::ImportObservationsResponse& response) {
    for (const auto& warning : response.warnings()) {
        session.err << "warning: " << in_words(warning) << '\n';
    }
    for (const auto& row : response.quarantined()) {
        session.err << "kept aside: " << in_words(row) << '\n';
    }
    Output output{&response, {&response}, {{"FIELD", "VALUE"}, {}}, {}, {}};
    output.table.rows = {
        {"import", or_dash(response.import())},
        {"added", std::to_string(response.added())},
        {"revised", std::to_string(response.revised())},
        {"unchanged", std::to_string(response.unchanged())},
        {"empty cells", std::to_string(response.empty())},
        {"kept aside", std::to_string(response.quarantined_count())}};
    if (session.dry_run) {
        output.note = "dry run, nothing was written";
    }
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
    request.set_content_digest(sha256(*content));
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

void add_series(CLI::App& noun, Session& session) {
    auto& series = *noun.add_subcommand("series", "the figures of an indicator");
    series.fallthrough()->footer(
        "Example: ladder indicator series recorded_robbery --body west-midlands --from 2010-01-01"
    );
    auto options = std::make_shared<SeriesOptions>();
    series.add_option("indicator", options->indicator, "its id")->required();
    series.add_option("--body", options->body, "only this body");
    series.add_option("--from", options->from, "only periods that end on or after this day");
    series.add_option("--to", options->to, "only periods that end on or before this day");
    series.add_flag(
        "--all-revisions", options->all_revisions, "every revision, not only the newest"
    );
    on_run(series, session, [options](Session& now) { return show_series(now, *options); });
}

void add_import(CLI::App& noun, Session& session) {
    auto& import =
        *noun.add_subcommand("import", "import a CSV file; refused whole if a row is bad");
    import.fallthrough()->footer(
        "Example: ladder indicator import --layout recorded-crime-rolling crime.csv --dry-run"
    );
    auto options = std::make_shared<ImportOptions>();
    import.add_option("file", options->path, "the file: CSV, UTF-8, one header row")->required();
    import.add_option("--layout", options->layout, "the id of a layout of the ruleset")->required();
    import.add_flag(
        "--quarantine", options->quarantine, "load the good rows, keep the bad ones aside"
    );
    on_run(import, session, [options](Session& now) { return import_file(now, *options); });
}

}  // namespace

void add_indicator(CLI::App& program, Session& session) {
    auto& noun = *program.add_subcommand("indicator", "what is measured, and the figures");
    noun.require_subcommand(1)->fallthrough();
    auto& list = *noun.add_subcommand("list", "the indicators of the ruleset in force");
    list.fallthrough()->footer("Example: ladder indicator list");
    on_run(list, session, list_indicators);
    add_import(noun, session);
    add_series(noun, session);
    add_indicator_charts(noun, session);
}

}  // namespace ladder::cli

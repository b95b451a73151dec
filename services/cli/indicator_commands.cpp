// `ladder indicator`: what is measured, and the figures.
#include <ostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "ladder/v1/indicator_service.pb.h"
#include "services/cli/commands.hpp"
#include "services/cli/remote.hpp"

namespace ladder::cli {

namespace {

struct SeriesOptions {
    std::string indicator;
    std::string body;
    std::string from;
    std::string to;
    bool all_revisions = false;
};

base::Result<int> list_indicators(Session& session) {
    v1::ListIndicatorsRequest request;
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto all = ask_all<v1::ListIndicatorsResponse>(
        session,
        "IndicatorService/ListIndicators",
        request,
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
    const bool of_many = options.indicator.empty();
    Output output{
        &*all,
        pointers_to(all->observations()),
        {{"BODY",
          "PERIOD END",
          "VALUE",
          "REVISION",
          "PUBLISHED",
          "RECORDED",
          "LATER",
          "QUALITY",
          "IMPORT"},
         {}},
        {},
        {}};
    if (of_many) {
        output.table.headers.insert(output.table.headers.begin(), "INDICATOR");
    }
    for (const auto& figure : all->observations()) {
        output.table.rows.push_back(
            {bare(figure.body()),
             figure.period_end(),
             number(figure.value()),
             std::to_string(figure.revision()),
             figure.published_on(),
             moment(figure.recorded_at()).substr(0, 10),
             figure.entered_later() ? "yes" : "no",
             word_of(figure.quality()),
             bare(figure.import())}
        );
        if (of_many) {
            auto& row = output.table.rows.back();
            row.insert(row.begin(), figure.indicator());
        }
    }
    output.note = fmt::format("{} figures", all->observations_size());
    print(session.out, session.format, output);
    return exit_ok;
}

void add_series(CLI::App& noun, Session& session) {
    auto& series = *noun.add_subcommand("series", "the figures of an indicator, or of a body");
    series.fallthrough()->footer(
        "Examples:\n  ladder indicator series recorded_robbery --body west-midlands --from "
        "2010-01-01\n  ladder indicator series --body west-midlands"
    );
    auto options = std::make_shared<SeriesOptions>();
    series.add_option("indicator", options->indicator, "its id; none: all of a body");
    series.add_option("--body", options->body, "only this body");
    series.add_option("--from", options->from, "only periods that end on or after this day");
    series.add_option("--to", options->to, "only periods that end on or before this day");
    series.add_flag(
        "--all-revisions", options->all_revisions, "every revision, not only the newest"
    );
    on_run(series, session, [options](Session& now) { return show_series(now, *options); });
}

}  // namespace

void add_indicator(CLI::App& program, Session& session) {
    auto& noun = *program.add_subcommand("indicator", "what is measured, and the figures");
    noun.require_subcommand(1)->fallthrough();
    auto& list = *noun.add_subcommand("list", "the indicators of the ruleset in force");
    list.fallthrough()->footer("Example: ladder indicator list");
    on_run(list, session, list_indicators);
    add_series(noun, session);
    add_indicator_imports(noun, session);
    add_indicator_charts(noun, session);
    add_indicator_judge(noun, session);
    add_indicator_impact(noun, session);
}

}  // namespace ladder::cli

// `ladder indicator chart` and `compare`: a body's own history, and a body beside its peers.
#include <cmath>
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

struct ChartOptions {
    std::string indicator;
    std::string body;
    std::string from;
    std::string to;
};

struct CompareOptions {
    std::string indicator;
    std::string body;
    std::string period_end;
    std::string group;
    bool overdispersed = false;
};

// For people four significant digits or whole numbers do; programs get every one.
std::string shown(const Session& session, double value) {
    if (session.format != Format::table) {
        return number(value);
    }
    return std::abs(value) >= 1000 ? fmt::format("{:.0f}", value) : fmt::format("{:.4g}", value);
}

// "outside (concern)", "common_cause".
std::string label_of(const v1::ChartPoint& point) {
    const auto label = word_of(point.label());
    return point.variation() == v1::CHART_VARIATION_UNSPECIFIED
               ? label
               : fmt::format("{} ({})", label, word_of(point.variation()));
}

std::string about(const Session& session, const v1::ControlChart& chart) {
    auto text = fmt::format(
        "{} of {}, {}; {}; variation {}",
        chart.indicator(),
        bare(chart.body()),
        chart.unit(),
        chart.method(),
        word_of(chart.variation())
    );
    if (chart.has_target()) {
        text += fmt::format(
            "; target {}: {}", shown(session, chart.target()), word_of(chart.assurance())
        );
    }
    for (const auto& point : chart.points()) {
        if (!point.rebase_reason().empty()) {
            text += fmt::format(
                "\nnew limits from {}: {}", point.input().period_end(), point.rebase_reason()
            );
        }
    }
    for (const auto& warning : chart.warnings()) {
        text += "\n" + warning;
    }
    return text;
}

base::Result<int> show_chart(Session& session, const ChartOptions& options) {
    v1::GetControlChartRequest request;
    request.set_indicator(options.indicator);
    request.set_body(full("bodies", options.body));
    request.set_from(options.from);
    request.set_to(options.to);
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto response =
        ask<v1::GetControlChartResponse>(session, "IndicatorService/GetControlChart", request);
    if (!response) {
        return response.error();
    }
    const auto& chart = response->chart();
    Output output{
        &*response,
        pointers_to(chart.points()),
        {{"PERIOD END", "VALUE", "MEAN", "LOWER", "UPPER", "LABEL"}, {}},
        {},
        {}};
    if (chart.not_charted_reason().empty()) {
        output.note = about(session, chart);
    } else {
        output.text = fmt::format(
            "no chart of {} for {}: {}\n",
            chart.indicator(),
            bare(chart.body()),
            chart.not_charted_reason()
        );
    }
    for (const auto& point : chart.points()) {
        output.table.rows.push_back(
            {point.input().period_end(),
             shown(session, point.value()),
             shown(session, point.mean()),
             shown(session, point.lower()),
             shown(session, point.upper()),
             label_of(point)}
        );
    }
    print(session.out, session.format, output);
    return exit_ok;
}

// Where a value lies to the limits at its own exposure.
std::string place_of(const v1::PeerStanding& standing) {
    if (!standing.has_funnel()) {
        return "-";
    }
    const auto& funnel = standing.funnel();
    const double value = standing.value();
    if (value > funnel.upper_99_8() || value < funnel.lower_99_8()) {
        return value > funnel.centre() ? "above 99.8%" : "below 99.8%";
    }
    if (value > funnel.upper_95() || value < funnel.lower_95()) {
        return value > funnel.centre() ? "above 95%" : "below 95%";
    }
    return "within";
}

std::string about(const Session& session, const v1::ComparePeersResponse& response) {
    auto text = fmt::format("{}; {}", response.group(), response.unit());
    if (response.has_mean()) {
        text += fmt::format("; mean of the peers {}", shown(session, response.mean()));
    }
    if (response.has_pooled()) {
        text += fmt::format("; pooled rate of all {}", shown(session, response.pooled()));
    }
    if (!response.no_funnel_reason().empty()) {
        return text + fmt::format("\nno funnel: {}", response.no_funnel_reason());
    }
    const auto& funnel = response.standings(0).funnel();
    if (funnel.overdispersion() > 1) {
        text += fmt::format("; overdispersion {}", shown(session, funnel.overdispersion()));
    }
    return text;
}

base::Result<int> compare(Session& session, const CompareOptions& options) {
    v1::ComparePeersRequest request;
    request.set_indicator(options.indicator);
    request.set_body(full("bodies", options.body));
    request.set_period_end(options.period_end);
    request.set_group(options.group);
    request.set_overdispersed(options.overdispersed);
    if (const auto set = set_known_at(session, request); !set) {
        return set.error();
    }
    const auto response =
        ask<v1::ComparePeersResponse>(session, "IndicatorService/ComparePeers", request);
    if (!response) {
        return response.error();
    }
    Output output{
        &*response,
        pointers_to(response->standings()),
        {{"BODY",
          "VALUE",
          "EXPOSURE",
          "95% LOWER",
          "95% UPPER",
          "99.8% LOWER",
          "99.8% UPPER",
          "FUNNEL"},
         {}},
        {},
        about(session, *response)};
    for (const auto& standing : response->standings()) {
        const auto limit = [&](double value) {
            return standing.has_funnel() ? shown(session, value) : std::string{"-"};
        };
        const auto& funnel = standing.funnel();
        const bool missing = !standing.missing_reason().empty();
        output.table.rows.push_back(
            {bare(standing.body()),
             missing ? "-" : shown(session, standing.value()),
             standing.exposure() > 0 ? number(standing.exposure()) : "-",
             limit(funnel.lower_95()),
             limit(funnel.upper_95()),
             limit(funnel.lower_99_8()),
             limit(funnel.upper_99_8()),
             missing ? standing.missing_reason() : place_of(standing)}
        );
    }
    print(session.out, session.format, output);
    return exit_ok;
}

void add_chart(CLI::App& noun, Session& session) {
    auto& chart = *noun.add_subcommand("chart", "the control chart (XmR) of a body's figures");
    chart.fallthrough()->footer(
        "Labels are those of NHS Making Data Count: outside, trend, two_in_three, shift, "
        "common_cause.\nExample: ladder indicator chart antisocial_behaviour_incidents --body kent"
    );
    auto options = std::make_shared<ChartOptions>();
    chart.add_option("indicator", options->indicator, "its id")->required();
    chart.add_option("--body", options->body, "the body")->required();
    chart.add_option("--from", options->from, "chart only periods that end on or after this day");
    chart.add_option("--to", options->to, "chart only periods that end on or before this day");
    on_run(chart, session, [options](Session& now) { return show_chart(now, *options); });
}

void add_compare(CLI::App& noun, Session& session) {
    auto& verb = *noun.add_subcommand("compare", "a body beside its peers, with their funnel");
    verb.fallthrough()->footer(
        "The body comes first, then its peers, worst first. The funnel is drawn about the pooled "
        "rate of them all.\nExample: ladder indicator compare recorded_robbery --body "
        "west-midlands --period-end 2011-03-31"
    );
    auto options = std::make_shared<CompareOptions>();
    verb.add_option("indicator", options->indicator, "its id")->required();
    verb.add_option("--body", options->body, "the body")->required();
    verb.add_option("--period-end", options->period_end, "the last day of the period")->required();
    verb.add_option("--group", options->group, "most_similar (without it), or all of its kind");
    verb.add_flag(
        "--overdispersed",
        options->overdispersed,
        "widen the funnel by how far the group lies apart anyway"
    );
    on_run(verb, session, [options](Session& now) { return compare(now, *options); });
}

}  // namespace

void add_indicator_charts(CLI::App& noun, Session& session) {
    add_chart(noun, session);
    add_compare(noun, session);
}

}  // namespace ladder::cli

// Control charts, and bodies beside their peers: figures as known at a moment, judged by the
// ruleset in force.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/evidence/chart_text.hpp"
#include "engine/evidence/peer_table.hpp"
#include "engine/evidence/series.hpp"
#include "services/api/figures.hpp"
#include "services/api/paging.hpp"
#include "services/api/permission.hpp"
#include "services/api/problems.hpp"
#include "services/api/reads.hpp"

namespace ladder::api {

namespace {

// What both reads need: the rules, and the figures of one indicator with its population.
struct Ground {
    std::shared_ptr<const definition::Ruleset> ruleset;
    evidence::Panels panels;
    std::size_t body = 0;
};

// How much of the indicator's figures.
struct Extent {
    std::optional<base::Date> period_end = {};  // none: all periods
    std::string body = {};                      // empty: all bodies
};

// The one period, and those of the population that may serve for it.
PanelsAsked asked_for(const v1::IndicatorDefinition& indicator, const Extent& extent) {
    const auto span = [&](const std::string& id, int months_before) {
        return extent.period_end
                   ? db::IndicatorSpan{id, base::to_string(base::add_months(*extent.period_end, -months_before)), base::to_string(*extent.period_end)}
                   : db::IndicatorSpan{id};
    };
    PanelsAsked asked{{span(indicator.id(), 0)}, extent.body};
    if (!indicator.population().empty()) {
        asked.indicators.push_back(span(indicator.population(), evidence::population_age_months_max)
        );
    }
    return asked;
}

// Errors: those of the reads.
template <class Request>
base::Result<Ground> ground_of(const View& app, const Request& request, const Extent& extent) {
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    const auto ruleset = app.rulesets.indexed("");
    if (!ruleset) {
        return ruleset.error().code == base::Code::not_found ? no_ruleset_published()
                                                             : ruleset.error();
    }
    const auto* indicator = (*ruleset)->indicator(request.indicator());
    if (indicator == nullptr) {
        return base::Error{
            base::Code::not_found,
            fmt::format(
                "the ruleset has no indicator '{}'; `ladder indicator list` shows them",
                request.indicator()
            ),
            {}};
    }
    auto panels = read_panels(app, asked_for(*indicator, extent), *known_at);
    if (!panels) {
        return panels.error();
    }
    const auto body = panels->body_index(request.body());
    if (!body) {
        return base::Error{
            base::Code::not_found, fmt::format("there is no body '{}'", request.body()), {}};
    }
    return Ground{*ruleset, std::move(*panels), *body};
}

template <class Request>
void check_asked(Problems& problems, const Request& request) {
    problems.check_name("body", request.body(), "bodies");
    if (request.indicator().empty()) {
        problems.add("indicator", "give an indicator's id; `ladder indicator list` shows them");
    }
}

}  // namespace

base::Result<v1::GetControlChartResponse> get_control_chart(
    const View& app, const v1::GetControlChartRequest& request
) {
    Problems problems;
    check_asked(problems, request);
    problems.check_date("from", request.from(), false);
    problems.check_date("to", request.to(), false);
    if (!problems.empty()) {
        return problems.error();
    }
    const auto ground = ground_of(app, request, {{}, request.body()});
    if (!ground) {
        return ground.error();
    }
    evidence::Readings readings{*ground->ruleset, ground->panels};
    const auto& series = *readings.series(request.indicator());
    const auto& periods = series.panel().periods;
    const auto from = base::parse_date(request.from());
    const auto to = base::parse_date(request.to());
    const auto first =
        from ? std::lower_bound(periods.begin(), periods.end(), *from) : periods.begin();
    const auto end = to ? std::upper_bound(first, periods.end(), *to) : periods.end();
    v1::GetControlChartResponse response;
    *response.mutable_chart() = evidence::control_chart(
        series,
        readings,
        ground->body,
        static_cast<std::size_t>(first - periods.begin()),
        static_cast<std::size_t>(std::max(first, end) - periods.begin())
    );
    return response;
}

base::Result<v1::ComparePeersResponse> compare_peers(
    const View& app, const v1::ComparePeersRequest& request
) {
    Problems problems;
    check_asked(problems, request);
    problems.check_date("periodEnd", request.period_end(), true);
    if (!problems.empty()) {
        return problems.error();
    }
    const evidence::PeersAsked asked{
        request.indicator(),
        request.body(),
        base::parse_date(request.period_end()).value(),
        request.group(),
        request.overdispersed()};
    auto ground = ground_of(app, request, {asked.period_end, {}});
    if (ground && ground->panels.by_indicator.at(request.indicator()).periods.empty()) {
        // To say which periods there are.
        ground = ground_of(app, request, {});
    }
    if (!ground) {
        return ground.error();
    }
    return evidence::compare_peers(*ground->ruleset, ground->panels, asked);
}

}  // namespace ladder::api

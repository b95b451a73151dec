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

constexpr int figures_asked_max = 50;

// What these reads need: the rules, and figures with their populations.
struct Ground {
    std::shared_ptr<const definition::Ruleset> ruleset;
    evidence::Panels panels;
    std::size_t body = 0;
};

// An indicator, and which of its periods; none: all.
struct Extent {
    std::string indicator;
    std::optional<base::Date> period_end = {};
};

// Widens what is asked of the indicator, so that each is read once.
void ask_also(std::vector<db::IndicatorSpan>& spans, db::IndicatorSpan more) {
    const auto known = std::find_if(spans.begin(), spans.end(), [&](const auto& span) {
        return span.indicator == more.indicator;
    });
    if (known == spans.end()) {
        spans.push_back(std::move(more));
        return;
    }
    const bool whole = known->to.empty() || more.to.empty();
    known->from = whole ? "" : std::min(known->from, more.from);
    known->to = whole ? "" : std::max(known->to, more.to);
}

// The periods of an indicator, and those of its population that may serve for them.
void ask_for(
    std::vector<db::IndicatorSpan>& spans,
    const v1::IndicatorDefinition& indicator,
    const std::optional<base::Date>& period_end
) {
    const auto span = [&](const std::string& id, int months_before) {
        return period_end
                   ? db::IndicatorSpan{id, base::to_string(base::add_months(*period_end, -months_before)), base::to_string(*period_end)}
                   : db::IndicatorSpan{id};
    };
    ask_also(spans, span(indicator.id(), 0));
    if (!indicator.population().empty()) {
        ask_also(spans, span(indicator.population(), evidence::population_age_months_max));
    }
}

// Of one body, or of all if `only_body` is empty. Errors: those of the reads.
template <class Request>
base::Result<Ground> ground_of(
    const View& app,
    const Request& request,
    const std::vector<Extent>& extents,
    const std::string& only_body
) {
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    const auto ruleset = app.rulesets.indexed("");
    if (!ruleset) {
        return ruleset.error().code == base::Code::not_found ? no_ruleset_published()
                                                             : ruleset.error();
    }
    PanelsAsked asked{{}, only_body};
    for (const auto& extent : extents) {
        const auto* indicator = (*ruleset)->indicator(extent.indicator);
        if (indicator == nullptr) {
            return base::Error{
                base::Code::not_found,
                fmt::format(
                    "the ruleset has no indicator '{}'; `ladder indicator list` shows them",
                    extent.indicator
                ),
                {}};
        }
        ask_for(asked.indicators, *indicator, extent.period_end);
    }
    auto panels = read_panels(app, asked, *known_at);
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

void check_indicator(Problems& problems, const std::string& field, const std::string& id) {
    if (id.empty()) {
        problems.add(field, "give an indicator's id; `ladder indicator list` shows them");
    }
}

template <class Request>
void check_asked(Problems& problems, const Request& request) {
    problems.check_name("body", request.body(), "bodies");
    check_indicator(problems, "indicator", request.indicator());
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
    const auto ground = ground_of(app, request, {{request.indicator()}}, request.body());
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
    auto ground = ground_of(app, request, {{request.indicator(), asked.period_end}}, {});
    if (ground && ground->panels.by_indicator.at(request.indicator()).periods.empty()) {
        // To say which periods there are.
        ground = ground_of(app, request, {{request.indicator()}}, {});
    }
    if (!ground) {
        return ground.error();
    }
    return evidence::compare_peers(*ground->ruleset, ground->panels, asked);
}

base::Result<v1::ListStandingsResponse> list_standings(
    const View& app, const v1::ListStandingsRequest& request
) {
    Problems problems;
    problems.check_name("body", request.body(), "bodies");
    if (request.figures().empty() || request.figures_size() > figures_asked_max) {
        problems.add("figures", fmt::format("ask for 1 to {} figures", figures_asked_max));
    }
    std::vector<Extent> extents;
    for (int i = 0; i < request.figures_size(); ++i) {
        const auto& figure = request.figures(i);
        const auto field = fmt::format("figures[{}].", i);
        check_indicator(problems, field + "indicator", figure.indicator());
        problems.check_date(field + "periodEnd", figure.period_end(), true);
        if (const auto day = base::parse_date(figure.period_end())) {
            extents.push_back({figure.indicator(), *day});
        }
    }
    if (!problems.empty()) {
        return problems.error();
    }
    const auto ground = ground_of(app, request, extents, {});
    if (!ground) {
        return ground.error();
    }
    v1::ListStandingsResponse response;
    for (std::size_t i = 0; i < extents.size(); ++i) {
        auto& standing = *response.add_standings();
        *standing.mutable_figure() = request.figures(static_cast<int>(i));
        auto compared = evidence::compare_peers(
            *ground->ruleset,
            ground->panels,
            {extents[i].indicator, request.body(), *extents[i].period_end, {}}
        );
        if (!compared) {
            standing.set_not_compared_reason(compared.error().message);
            continue;
        }
        *standing.mutable_standing() = std::move(*compared->mutable_standings(0));
        if (compared->has_mean()) {
            standing.set_mean(compared->mean());
        }
        standing.set_group(compared->group());
        standing.set_unit(compared->unit());
    }
    return response;
}

}  // namespace ladder::api

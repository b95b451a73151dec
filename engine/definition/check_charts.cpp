// Control charts: how those of an indicator are drawn, and what a trigger asks of them.
#include <optional>

#include <fmt/format.h>

#include "engine/base/dates.hpp"
#include "engine/base/names.hpp"
#include "engine/definition/checks.hpp"
#include "engine/definition/suggest.hpp"
#include "engine/definition/text.hpp"

namespace ladder::definition {

namespace {

constexpr int baseline_points_max = 1000;
constexpr int last_points_max = 40;

// Why an indicator has no control charts; empty: it has.
std::string_view no_chart_reason(const v1::IndicatorDefinition& indicator) {
    if (indicator.statistic() == v1::STATISTIC_NARRATIVE) {
        return "is a narrative: it has no figures to chart";
    }
    if (indicator.period() == v1::PERIOD_KIND_ROLLING_YEAR) {
        return "holds totals of rolling years: neighbours share months, so nothing is charted";
    }
    return indicator.low_count() ? "has counts too low for any judgement" : "";
}

void check_rebases(const Scope& scope, const v1::ChartDefinition& chart, const std::string& path) {
    std::optional<base::Date> last;
    for (int i = 0; i < chart.rebases_size(); ++i) {
        const auto& rebase = chart.rebases(i);
        const auto rebase_path = at(path, "rebases", i);
        require_text(scope, rebase.reason(), rebase_path + ".reason", "what changed");
        require_text(scope, rebase.source(), rebase_path + ".source", "who says so");
        if (!rebase.body().empty() && !base::id_of("bodies/" + rebase.body(), "bodies", "body")) {
            scope.findings.error(
                rebase_path + ".body",
                fmt::format("'{}' is not a body's id", shortened(rebase.body())),
                "write it like west-midlands, or leave it out: all bodies"
            );
        }
        const auto from = base::parse_date(rebase.from());
        if (!from) {
            scope.findings.error(
                rebase_path + ".from", from.error().message, "give the last day of a period"
            );
            continue;
        }
        if (last && *from < *last) {
            scope.findings.error(
                rebase_path + ".from",
                fmt::format("{} is before the change above", rebase.from()),
                "list changes in order of time"
            );
        }
        last = *from;
    }
}

// A chart condition by itself, and for each indicator it may be asked of.
class ChartCheck {
public:
    ChartCheck(const Scope& scope, const v1::ChartCondition& asked, const std::string& path)
        : findings_{scope.findings}, asked_{asked}, path_{path} {}

    void by_itself() {
        const bool points =
            asked_.is() == v1::JUDGEMENT_RESULT_BETTER || asked_.is() == v1::JUDGEMENT_RESULT_WORSE;
        const bool assurance_alone = asked_.assurance() != v1::CHART_ASSURANCE_UNSPECIFIED &&
                                     asked_.is() == v1::JUDGEMENT_RESULT_UNSPECIFIED &&
                                     asked_.labels().empty();
        if (!points && !assurance_alone) {
            error(
                "is",
                "it is not said which way",
                "write 'is: better' or 'is: worse', or ask for an assurance alone"
            );
        }
        for (int i = 0; i < asked_.labels_size(); ++i) {
            label(i);
        }
        if (asked_.of_last() < 0 || asked_.of_last() > last_points_max) {
            error(
                "of_last",
                fmt::format("{} points can't be asked", asked_.of_last()),
                fmt::format("write 1 to {}, or leave it out: 1", last_points_max)
            );
        } else if (assurance_alone && asked_.of_last() != 0) {
            error("of_last", "no special cause is asked for", "remove of_last, or write 'is'");
        }
    }

    void for_indicator(const v1::IndicatorDefinition& indicator) {
        if (const auto reason = no_chart_reason(indicator); !reason.empty()) {
            error(
                "",
                fmt::format("'{}' {}", indicator.id(), reason),
                "chart an indicator of quarters, years or days"
            );
        }
        if (indicator.polarity() == v1::POLARITY_NEITHER) {
            error(
                "is",
                fmt::format("for '{}' neither direction is better or worse", indicator.id()),
                "give the indicator a polarity, or chart another"
            );
        }
        if (asked_.assurance() != v1::CHART_ASSURANCE_UNSPECIFIED && !indicator.has_target()) {
            error(
                "assurance",
                fmt::format("'{}' has no target", indicator.id()),
                "give the indicator a target, with its source"
            );
        }
    }

private:
    void label(int i) {
        const auto path = at(path_, "labels", i);
        if (asked_.labels(i) == v1::CHART_LABEL_UNSPECIFIED ||
            asked_.labels(i) == v1::CHART_LABEL_COMMON_CAUSE) {
            findings_.error(
                path,
                "common cause is no special cause",
                "write one of: outside, trend, two_in_three, shift"
            );
        }
    }

    void error(std::string_view field, std::string message, std::string fix) {
        findings_.error(
            field.empty() ? path_ : fmt::format("{}.{}", path_, field),
            std::move(message),
            std::move(fix)
        );
    }

    Findings& findings_;
    const v1::ChartCondition& asked_;
    const std::string& path_;
};

}  // namespace

void check_charts_of(
    const Scope& scope, const v1::IndicatorDefinition& indicator, const std::string& path
) {
    if (!indicator.has_chart()) {
        return;
    }
    const auto chart_path = path + ".chart";
    if (const auto reason = no_chart_reason(indicator); !reason.empty()) {
        scope.findings.error(
            chart_path, fmt::format("'{}' {}", indicator.id(), reason), "remove chart"
        );
    }
    const auto points = indicator.chart().baseline_points();
    if (points != 0 && (points < 2 || points > baseline_points_max)) {
        scope.findings.error(
            chart_path + ".baseline_points",
            fmt::format("limits can't be taken from {} points", points),
            fmt::format("write 2 to {}, or leave it out: all points", baseline_points_max)
        );
    }
    check_rebases(scope, indicator.chart(), chart_path);
}

void check_chart(
    const Scope& scope,
    const v1::TriggerDefinition& trigger,
    const v1::ChartCondition& chart,
    const std::string& path
) {
    ChartCheck check{scope, chart, path};
    check.by_itself();
    if (chart.indicator().empty()) {
        for (const auto& id : trigger.indicators()) {
            if (const auto* indicator = scope.ruleset.indicator(id)) {
                check.for_indicator(*indicator);
            }
        }
    } else if (const auto* indicator = scope.ruleset.indicator(chart.indicator())) {
        check.for_indicator(*indicator);
    } else {
        scope.findings.error(
            path + ".indicator",
            fmt::format("there is no indicator '{}'", shortened(chart.indicator())),
            suggest(chart.indicator(), ids_of(scope.ruleset.definition().indicators()))
        );
    }
}

}  // namespace ladder::definition

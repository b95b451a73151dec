// Indicators: what kind of number they are, and what must not be compared.
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "engine/base/dates.hpp"
#include "engine/base/names.hpp"
#include "engine/definition/checks.hpp"
#include "engine/definition/suggest.hpp"
#include "engine/definition/text.hpp"

namespace ladder::definition {

namespace {

constexpr double design_factor_max = 100;

void check_kinds(
    const Scope& scope, const v1::IndicatorDefinition& indicator, const std::string& path
) {
    require_text(scope, indicator.unit(), path + ".unit", "the unit");
    const auto missing = [&](std::string_view field, std::string fix) {
        scope.findings.error(
            fmt::format("{}.{}", path, field),
            fmt::format("the {} is missing", field),
            std::move(fix)
        );
    };
    if (indicator.polarity() == v1::POLARITY_UNSPECIFIED) {
        missing("polarity", "write one of: higher_is_better, lower_is_better, neither");
    }
    if (indicator.statistic() == v1::STATISTIC_UNSPECIFIED) {
        missing("statistic", "write one of: count, proportion, measure, narrative");
    }
    if (indicator.period() == v1::PERIOD_KIND_UNSPECIFIED) {
        missing("period", "write one of: rolling_year, year, quarter, point");
    }
    if (!indicator.domain().empty() && scope.ruleset.domain(indicator.domain()) == nullptr) {
        scope.findings.error(
            path + ".domain",
            fmt::format("there is no domain '{}'", shortened(indicator.domain())),
            suggest(indicator.domain(), ids_of(scope.ruleset.definition().domains()))
        );
    }
}

void check_population(
    const Scope& scope, const v1::IndicatorDefinition& indicator, const std::string& path
) {
    if (indicator.population().empty()) {
        if (!indicator.no_rate().empty()) {
            scope.findings.warning(
                path + ".no_rate", "the indicator has no rate at all", "remove no_rate"
            );
        }
        return;
    }
    const auto* population = scope.ruleset.indicator(indicator.population());
    if (population == nullptr) {
        scope.findings.error(
            path + ".population",
            fmt::format("there is no indicator '{}'", shortened(indicator.population())),
            suggest(indicator.population(), ids_of(scope.ruleset.definition().indicators()))
        );
    } else if (indicator.statistic() != v1::STATISTIC_COUNT) {
        scope.findings.error(
            path + ".population", "only counts have a population exposed", "remove population"
        );
    } else if (population->statistic() != v1::STATISTIC_MEASURE) {
        scope.findings.error(
            path + ".population",
            fmt::format("'{}' is not a measure", population->id()),
            "name an indicator with 'statistic: measure'"
        );
    }
}

std::optional<base::Date> require_date(
    const Scope& scope, const std::string& text, const std::string& path
) {
    const auto date = base::parse_date(text);
    if (!date) {
        scope.findings.error(path, date.error().message, "give the last day of a period");
        return std::nullopt;
    }
    return *date;
}

void check_breaks(
    const Scope& scope, const v1::IndicatorDefinition& indicator, const std::string& path
) {
    std::optional<base::Date> last;
    for (int i = 0; i < indicator.series_breaks_size(); ++i) {
        const auto& gap = indicator.series_breaks(i);
        const auto gap_path = at(path, "series_breaks", i);
        require_text(scope, gap.reason(), gap_path + ".reason", "the reason of the break");
        const auto from = require_date(scope, gap.from(), gap_path + ".from");
        const auto to = gap.to().empty() ? from : require_date(scope, gap.to(), gap_path + ".to");
        if (!from || !to) {
            continue;
        }
        if (*to < *from) {
            scope.findings.error(
                gap_path + ".to",
                fmt::format("it ends on {}, before it begins on {}", gap.to(), gap.from()),
                "give a later day, or leave it out: a clean break"
            );
        }
        if (last && *from <= *last) {
            scope.findings.error(
                gap_path + ".from",
                "the break begins before the one above has ended",
                "list breaks in order of time, without overlap"
            );
        }
        last = std::max(*from, *to);
    }
}

void check_details(
    const Scope& scope, const v1::IndicatorDefinition& indicator, const std::string& path
) {
    for (int i = 0; i < indicator.no_rate_size(); ++i) {
        const auto body_path = at(path, "no_rate", i);
        if (!base::id_of(indicator.no_rate(i).body(), "bodies", "body")) {
            scope.findings.error(
                body_path + ".body",
                fmt::format("'{}' is not a body's name", shortened(indicator.no_rate(i).body())),
                "write it like bodies/city-of-london"
            );
        }
        require_text(scope, indicator.no_rate(i).reason(), body_path + ".reason", "the reason");
    }
    if (indicator.has_target()) {
        require_text(
            scope, indicator.target().source(), path + ".target.source", "who set the target"
        );
    }
}

// The scheme of the domains that are strands.
constexpr std::string_view strand_scheme = "protective services";

void check_strand(
    const Scope& scope, const v1::IndicatorDefinition& indicator, const std::string& path
) {
    if (indicator.strand().empty()) {
        return;
    }
    std::vector<std::string> strands;
    for (const auto& domain : scope.ruleset.definition().domains()) {
        if (domain.scheme() == strand_scheme) {
            strands.push_back(domain.id());
        }
    }
    if (!contains(strands, indicator.strand())) {
        scope.findings.error(
            path + ".strand",
            fmt::format(
                "there is no strand '{}' among the domains of the scheme '{}'",
                shortened(indicator.strand()),
                strand_scheme
            ),
            strands.empty() ? "add a domain of that scheme" : suggest(indicator.strand(), strands)
        );
    }
}

// A key diagnostic indicator stands under one that is not itself under another.
void check_parent(
    const Scope& scope, const v1::IndicatorDefinition& indicator, const std::string& path
) {
    if (indicator.parent().empty()) {
        return;
    }
    const auto* parent = scope.ruleset.indicator(indicator.parent());
    if (parent == nullptr) {
        scope.findings.error(
            path + ".parent",
            fmt::format("there is no indicator '{}'", shortened(indicator.parent())),
            suggest(indicator.parent(), ids_of(scope.ruleset.definition().indicators()))
        );
    } else if (parent == &indicator || !parent->parent().empty()) {
        scope.findings.error(
            path + ".parent",
            fmt::format("'{}' stands under another indicator itself", parent->id()),
            "name the indicator at the top"
        );
    }
}

// Grades, flags and words have no figures, so what only figures have is refused of them.
void check_narrative(
    const Scope& scope, const v1::IndicatorDefinition& indicator, const std::string& path
) {
    if (indicator.statistic() != v1::STATISTIC_NARRATIVE) {
        return;
    }
    const auto refuse = [&](bool given, std::string_view field) {
        if (given) {
            scope.findings.error(
                fmt::format("{}.{}", path, field),
                fmt::format("a narrative has no figures, so no {}", field),
                "remove it, or give the indicator another statistic"
            );
        }
    };
    refuse(indicator.has_target(), "target");
    refuse(indicator.low_count(), "low_count");
    refuse(!indicator.series_breaks().empty(), "series_breaks");
}

void check_design_factor(
    const Scope& scope, const v1::IndicatorDefinition& indicator, const std::string& path
) {
    if (indicator.design_factor() == 0) {
        return;
    }
    if (indicator.design_factor() < 0 || indicator.design_factor() > design_factor_max) {
        scope.findings.error(
            path + ".design_factor",
            fmt::format("{} is no ratio of two variances", indicator.design_factor()),
            fmt::format(
                "write a number above 0, at most {}; 1 is a simple random sample", design_factor_max
            )
        );
    }
    if (indicator.statistic() != v1::STATISTIC_PROPORTION) {
        scope.findings.error(
            path + ".design_factor", "only shares come from a survey", "remove design_factor"
        );
    }
}

void check_aliases(const Scope& scope) {
    std::map<std::string, std::string> owners;
    const auto& indicators = scope.ruleset.definition().indicators();
    for (const auto& indicator : indicators) {
        owners.emplace(indicator.id(), indicator.id());
    }
    for (int i = 0; i < indicators.size(); ++i) {
        for (int j = 0; j < indicators.Get(i).aliases_size(); ++j) {
            const auto& alias = indicators.Get(i).aliases(j);
            if (const auto [owner, fresh] = owners.emplace(alias, indicators.Get(i).id()); !fresh) {
                scope.findings.error(
                    at(at("indicators", i), "aliases", j),
                    fmt::format("'{}' is a name of '{}' already", shortened(alias), owner->second),
                    "give each name to one indicator"
                );
            }
        }
    }
}

}  // namespace

void check_indicators(const Scope& scope) {
    const auto& indicators = scope.ruleset.definition().indicators();
    for (int i = 0; i < indicators.size(); ++i) {
        const auto path = at("indicators", i);
        check_kinds(scope, indicators.Get(i), path);
        check_population(scope, indicators.Get(i), path);
        check_breaks(scope, indicators.Get(i), path);
        check_details(scope, indicators.Get(i), path);
        check_strand(scope, indicators.Get(i), path);
        check_parent(scope, indicators.Get(i), path);
        check_narrative(scope, indicators.Get(i), path);
        check_design_factor(scope, indicators.Get(i), path);
        check_charts_of(scope, indicators.Get(i), path);
        check_plausibility(scope, indicators.Get(i), path);
    }
    check_aliases(scope);
}

}  // namespace ladder::definition

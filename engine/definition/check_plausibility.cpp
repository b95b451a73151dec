// Parts and totals, and what new figures are expected to look like.
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "engine/definition/checks.hpp"
#include "engine/definition/suggest.hpp"
#include "engine/definition/text.hpp"

namespace ladder::definition {

namespace {

// Whether the parts of which it is one lead back to it.
bool is_part_of_itself(const Ruleset& ruleset, const v1::IndicatorDefinition& indicator) {
    std::set<std::string_view> passed;
    for (const auto* one = &indicator; one != nullptr && passed.insert(one->id()).second;) {
        one = ruleset.indicator(one->part_of());
        if (one == &indicator) {
            return true;
        }
    }
    return false;
}

void check_part_of(
    const Scope& scope, const v1::IndicatorDefinition& indicator, const std::string& path
) {
    if (indicator.part_of().empty()) {
        return;
    }
    const auto* total = scope.ruleset.indicator(indicator.part_of());
    if (total == nullptr) {
        scope.findings.error(
            path,
            fmt::format("there is no indicator '{}'", shortened(indicator.part_of())),
            suggest(indicator.part_of(), ids_of(scope.ruleset.definition().indicators()))
        );
    } else if (is_part_of_itself(scope.ruleset, indicator)) {
        scope.findings.error(
            path, "the indicator is a part of itself", "name the total that includes it"
        );
    } else if (total->statistic() != indicator.statistic() ||
               indicator.statistic() == v1::STATISTIC_PROPORTION ||
               indicator.statistic() == v1::STATISTIC_NARRATIVE) {
        scope.findings.error(
            path,
            fmt::format("figures of it can't be added up to those of '{}'", total->id()),
            "only counts are parts of counts, and measures of measures"
        );
    } else if (total->period() != indicator.period() || total->unit() != indicator.unit()) {
        scope.findings.error(
            path,
            fmt::format("'{}' has another unit or kind of period", total->id()),
            "give both the same, or remove part_of"
        );
    }
}

}  // namespace

void check_plausibility(
    const Scope& scope, const v1::IndicatorDefinition& indicator, const std::string& path
) {
    check_part_of(scope, indicator, path + ".part_of");
    const auto& expected = indicator.plausibility();
    if (expected.ratio_max() != 0 && expected.ratio_max() <= 1) {
        scope.findings.error(
            path + ".plausibility.ratio_max",
            "no figure is expected to stay within so small a ratio",
            "give a number above 1, or leave it out: 10"
        );
    }
    if (expected.small() < 0) {
        scope.findings.error(
            path + ".plausibility.small",
            "a figure below zero is never compared",
            "give a number of 0 or more; 0 or nothing: 20"
        );
    }
}

}  // namespace ladder::definition

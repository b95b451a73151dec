// Judgements: that the comparison has a meaning for every indicator it is made of.
#include <fmt/format.h>

#include "engine/definition/checks.hpp"
#include "engine/definition/suggest.hpp"
#include "engine/definition/text.hpp"

namespace ladder::definition {

namespace {

constexpr int months_max = 240;
constexpr int periods_max = 40;

bool against_peers(const v1::JudgementCondition& asked) {
    return asked.versus() == v1::COMPARISON_PEERS || asked.versus() == v1::COMPARISON_PEERS_CHANGE;
}

bool over_time(const v1::JudgementCondition& asked) {
    return asked.versus() == v1::COMPARISON_BASELINE ||
           asked.versus() == v1::COMPARISON_PEERS_CHANGE;
}

class JudgementCheck {
public:
    JudgementCheck(const Scope& scope, const v1::JudgementCondition& asked, const std::string& path)
        : findings_{scope.findings}, asked_{asked}, path_{path} {}

    void by_itself() {
        if (asked_.versus() == v1::COMPARISON_UNSPECIFIED) {
            error(
                "versus",
                "it is not said what to compare with",
                "write one of: baseline, peers, peers_change, target"
            );
        }
        if (asked_.is() != v1::JUDGEMENT_RESULT_BETTER &&
            asked_.is() != v1::JUDGEMENT_RESULT_WORSE) {
            error("is", "it is not said which way", "write 'is: better' or 'is: worse'");
        }
        if (asked_.by_at_least() < 0) {
            error(
                "by_at_least",
                fmt::format("{} is negative", asked_.by_at_least()),
                "write 0 or more; 'is' says the direction"
            );
        }
        if (asked_.p_at_most() != 0 && (asked_.p_at_most() < 0 || asked_.p_at_most() >= 1)) {
            error(
                "p_at_most",
                fmt::format("{} is not a p-value to ask for", asked_.p_at_most()),
                "write a number between 0 and 1, such as 0.001, or leave it out: no test"
            );
        }
        group();
        weights();
        months();
        periods();
    }

    void for_indicator(const v1::IndicatorDefinition& indicator) {
        polarity(indicator);
        steps(indicator);
        if (indicator.statistic() == v1::STATISTIC_NARRATIVE) {
            error(
                "",
                fmt::format("'{}' is a narrative: it has no figures to judge", indicator.id()),
                "take it in as an assessment, and ask for its grade in a gate"
            );
        }
        if (indicator.low_count()) {
            error(
                "",
                fmt::format("'{}' has counts too low for any judgement", indicator.id()),
                "show it, and judge another indicator"
            );
        }
        if (indicator.statistic() == v1::STATISTIC_MEASURE && asked_.p_at_most() != 0) {
            error(
                "p_at_most",
                fmt::format("'{}' is a measure: there is no test for it", indicator.id()),
                "leave p_at_most out"
            );
        }
        exposure(indicator);
        if (asked_.versus() == v1::COMPARISON_TARGET && !indicator.has_target()) {
            error(
                "versus",
                fmt::format("'{}' has no target", indicator.id()),
                "give the indicator a target, with its source"
            );
        }
        if (asked_.versus() == v1::COMPARISON_PEERS &&
            indicator.statistic() == v1::STATISTIC_COUNT && indicator.population().empty()) {
            error(
                "versus",
                fmt::format(
                    "'{}' is a count without a population: bodies of different size", indicator.id()
                ),
                "give the indicator a population, or compare peers_change"
            );
        }
    }

private:
    void error(std::string_view field, std::string message, std::string fix) {
        findings_.error(
            field.empty() ? path_ : fmt::format("{}.{}", path_, field),
            std::move(message),
            std::move(fix)
        );
    }

    void group() {
        if (against_peers(asked_) && asked_.group().empty()) {
            error(
                "group", "it is not said which peers", "write 'group: most_similar' or 'group: all'"
            );
        }
        if (!against_peers(asked_) && !asked_.group().empty()) {
            error("group", "a group is named, but no peers are compared", "remove group");
        }
        if (asked_.versus() != v1::COMPARISON_PEERS && asked_.include_self()) {
            error(
                "include_self",
                "there is no mean of peers to include the body in",
                "remove include_self; it belongs to 'versus: peers'"
            );
        }
    }

    // Pooled rate, funnel and overdispersion, which only levels of peers have.
    void weights() {
        const bool of_levels = asked_.versus() == v1::COMPARISON_PEERS;
        const bool funnel = asked_.funnel() != v1::FUNNEL_LEVEL_UNSPECIFIED;
        const auto only_of_levels = [&](bool given, std::string_view field) {
            if (given && !of_levels) {
                error(
                    field,
                    "no level of peers is compared",
                    fmt::format("remove {}; it belongs to 'versus: peers'", field)
                );
            }
        };
        only_of_levels(asked_.weighted(), "weighted");
        only_of_levels(funnel, "funnel");
        only_of_levels(asked_.overdispersed(), "overdispersed");
        if (funnel && asked_.p_at_most() != 0) {
            error("funnel", "p_at_most is asked for already", "keep one: the funnel or the test");
        }
        if (of_levels && asked_.overdispersed() && !funnel && asked_.p_at_most() == 0) {
            error(
                "overdispersed",
                "there is neither a funnel nor a test to widen",
                "add 'funnel: 99_8' or p_at_most, or remove it"
            );
        }
    }

    void exposure(const v1::IndicatorDefinition& indicator) {
        const bool sampled =
            indicator.statistic() == v1::STATISTIC_PROPORTION || !indicator.population().empty();
        const auto needs = [&](bool asked, std::string_view field) {
            if (asked && asked_.versus() == v1::COMPARISON_PEERS && !sampled) {
                error(
                    field,
                    fmt::format(
                        "'{}' is neither a rate nor a share: there is nothing to weigh by",
                        indicator.id()
                    ),
                    fmt::format("remove {}, or give the indicator a population", field)
                );
            }
        };
        needs(asked_.weighted(), "weighted");
        needs(asked_.funnel() != v1::FUNNEL_LEVEL_UNSPECIFIED, "funnel");
        needs(asked_.overdispersed(), "overdispersed");
    }

    void months() {
        if (asked_.baseline_months() < 0 || asked_.baseline_months() > months_max) {
            error(
                "baseline_months",
                fmt::format("{} months can't be compared", asked_.baseline_months()),
                fmt::format("write 1 to {}, or leave it out: 12", months_max)
            );
        } else if (!over_time(asked_) && asked_.baseline_months() != 0) {
            error(
                "baseline_months",
                "no earlier value is compared",
                "remove it; it belongs to baseline and peers_change"
            );
        }
    }

    void periods() {
        const auto k = asked_.periods();
        const auto n = asked_.of_periods();
        if (k < 0 || k > periods_max) {
            error(
                "periods",
                fmt::format("{} periods can't be asked", k),
                fmt::format("write 1 to {}, or leave it out: 1", periods_max)
            );
        } else if (n != 0 && (k == 0 || n < k || n > periods_max)) {
            error(
                "of_periods",
                fmt::format("{} of {} periods can't be asked", k, n),
                fmt::format(
                    "write 'periods: k' and 'of_periods: n' with k up to n, n up to {}", periods_max
                )
            );
        }
    }

    void polarity(const v1::IndicatorDefinition& indicator) {
        if (indicator.polarity() == v1::POLARITY_NEITHER) {
            error(
                "is",
                fmt::format("for '{}' neither direction is better or worse", indicator.id()),
                "give the indicator a polarity, or judge another"
            );
            return;
        }
        const bool asks_for_less = (indicator.polarity() == v1::POLARITY_LOWER_IS_BETTER) ==
                                   (asked_.is() == v1::JUDGEMENT_RESULT_BETTER);
        if (asks_for_less && asked_.versus() != v1::COMPARISON_PEERS_CHANGE &&
            asked_.by_at_least() > 100) {
            error(
                "by_at_least",
                fmt::format(
                    "no value lies {}% below another, so this is never true", asked_.by_at_least()
                ),
                "write 100 or less"
            );
        }
    }

    // What lies between a value and its baseline must be whole periods.
    void steps(const v1::IndicatorDefinition& indicator) {
        const auto step = indicator.period() == v1::PERIOD_KIND_QUARTER ? 3
                          : indicator.period() == v1::PERIOD_KIND_POINT ? 1
                                                                        : 12;
        if (over_time(asked_) && asked_.baseline_months() % step != 0) {
            error(
                "baseline_months",
                fmt::format(
                    "{} months are not a whole number of periods of '{}'",
                    asked_.baseline_months(),
                    indicator.id()
                ),
                indicator.period() == v1::PERIOD_KIND_ROLLING_YEAR
                    ? std::string{"write a multiple of 12: neighbouring rolling years share months"}
                    : fmt::format("write a multiple of {}", step)
            );
        }
    }

    Findings& findings_;
    const v1::JudgementCondition& asked_;
    const std::string& path_;
};

}  // namespace

void check_judgement(
    const Scope& scope,
    const v1::TriggerDefinition& trigger,
    const v1::JudgementCondition& judgement,
    const std::string& path
) {
    JudgementCheck check{scope, judgement, path};
    check.by_itself();
    if (judgement.indicator().empty()) {
        for (const auto& id : trigger.indicators()) {
            if (const auto* indicator = scope.ruleset.indicator(id)) {
                check.for_indicator(*indicator);
            }
        }
    } else if (const auto* indicator = scope.ruleset.indicator(judgement.indicator())) {
        check.for_indicator(*indicator);
    } else {
        scope.findings.error(
            path + ".indicator",
            fmt::format("there is no indicator '{}'", shortened(judgement.indicator())),
            suggest(judgement.indicator(), ids_of(scope.ruleset.definition().indicators()))
        );
    }
}

}  // namespace ladder::definition

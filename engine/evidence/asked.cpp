#include "engine/evidence/asked.hpp"

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

namespace ladder::evidence {

namespace {

constexpr int months_max = 240;
constexpr int periods_max = 40;

using Problems = std::vector<base::Detail>;

void require(bool fulfilled, Problems& problems, const char* field, std::string description) {
    if (fulfilled) {
        return;
    }
    v1::FieldViolation violation;
    violation.set_field(fmt::format("condition.{}", field));
    violation.set_description(std::move(description));
    problems.emplace_back(std::move(violation));
}

bool against_peers(const v1::JudgementCondition& asked) {
    return asked.versus() == v1::COMPARISON_PEERS || asked.versus() == v1::COMPARISON_PEERS_CHANGE;
}

}  // namespace

base::Result<void> check_asked(const v1::JudgementCondition& condition) {
    Problems problems;
    const auto versus = condition.versus();
    require(
        versus == v1::COMPARISON_BASELINE || versus == v1::COMPARISON_TARGET ||
            against_peers(condition),
        problems,
        "versus",
        "say what to compare with: the baseline, the peers, the peers' change or the target"
    );
    require(
        condition.is() == v1::JUDGEMENT_RESULT_BETTER ||
            condition.is() == v1::JUDGEMENT_RESULT_WORSE,
        problems,
        "is",
        "say which way: better or worse"
    );
    // Written so that NaN is refused too.
    require(
        condition.by_at_least() >= 0 && condition.by_at_least() <= 1e9,
        problems,
        "byAtLeast",
        "give 0 or more, in per cent or points; 'is' says the direction"
    );
    require(
        condition.p_at_most() >= 0 && condition.p_at_most() < 1,
        problems,
        "pAtMost",
        "give a number between 0 and 1, such as 0.001; 0 asks for no test"
    );
    require(
        !against_peers(condition) || !condition.group().empty(),
        problems,
        "group",
        "say which peers: most_similar or all"
    );
    const bool of_levels = condition.versus() == v1::COMPARISON_PEERS;
    const bool funnel = condition.funnel() != v1::FUNNEL_LEVEL_UNSPECIFIED;
    require(
        !condition.weighted() || of_levels,
        problems,
        "weighted",
        "leave it out: only the level of peers can be a pooled rate"
    );
    require(
        !funnel || (of_levels && condition.p_at_most() == 0),
        problems,
        "funnel",
        "leave it out: only a level of peers has a funnel, in place of p_at_most"
    );
    require(
        !condition.overdispersed() || (of_levels && (funnel || condition.p_at_most() > 0)),
        problems,
        "overdispersed",
        "leave it out: it widens a funnel or a test against the level of peers"
    );
    require(
        condition.baseline_months() >= 0 && condition.baseline_months() <= months_max,
        problems,
        "baselineMonths",
        fmt::format("give 1 to {} months; 0 is 12", months_max)
    );
    require(
        condition.periods() >= 0 && condition.periods() <= periods_max,
        problems,
        "periods",
        fmt::format("give 1 to {} periods; 0 is 1", periods_max)
    );
    require(
        condition.of_periods() == 0 || (condition.of_periods() >= condition.periods() &&
                                        condition.of_periods() <= periods_max),
        problems,
        "ofPeriods",
        fmt::format("give at least as many as 'periods', at most {}; 0 is as many", periods_max)
    );
    if (problems.empty()) {
        return {};
    }
    const auto& first = std::get<v1::FieldViolation>(problems.front());
    auto message = fmt::format("{}: {}", first.field(), first.description());
    return base::Error{base::Code::invalid_argument, std::move(message), std::move(problems)};
}

}  // namespace ladder::evidence

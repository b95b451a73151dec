// Twelve rules of three to five thresholds over thirty indicators, for a thousand bodies: as
// conditions over panels, and as a loop over facts that are looked up by name.
#include <array>
#include <cmath>
#include <memory>
#include <numeric>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "engine/evidence/grid.hpp"
#include "tests/bench/support/iterations.hpp"
#include "tests/unit/evidence/world.hpp"

namespace ladder::evidence {
namespace {

constexpr std::size_t bodies = 1000;
constexpr std::size_t indicators = 30;
constexpr std::size_t rules = 12;
constexpr double target = 100;

struct Threshold {
    std::size_t indicator;
    double percent;  // above the target
};

// The same rules and facts for both.
struct Facts {
    std::vector<std::vector<Threshold>> rules;
    std::vector<std::array<double, indicators>> of_bodies;
};

const Facts& facts() {
    static const auto made = [] {
        std::mt19937 random{20'110'331};
        Facts all;
        for (std::size_t rule = 0; rule < rules; ++rule) {
            auto& thresholds = all.rules.emplace_back();
            for (std::size_t at = 0; at < 3 + rule % 3; ++at) {
                thresholds.push_back(
                    {(rule * 7 + at * 11) % indicators, static_cast<double>(random() % 40)}
                );
            }
        }
        for (std::size_t body = 0; body < bodies; ++body) {
            auto& values = all.of_bodies.emplace_back();
            for (auto& value : values) {
                value = 60 + static_cast<double>(random() % 100);
            }
        }
        return all;
    }();
    return made;
}

std::string id_of(std::size_t indicator) {
    return fmt::format("i{}", indicator);
}

struct ThresholdWorld {
    std::unique_ptr<definition::Ruleset> ruleset;
    Panels panels;
    std::vector<v1::Condition> conditions;  // by rule
};

ThresholdWorld threshold_world() {
    World world;
    for (std::size_t body = 0; body < bodies; ++body) {
        world.body(fmt::format("b{}", 1000 + body));
    }
    for (std::size_t at = 0; at < indicators; ++at) {
        auto& indicator =
            world.indicator(id_of(at), v1::STATISTIC_MEASURE, v1::PERIOD_KIND_QUARTER);
        indicator.mutable_target()->set_value(target);
        for (std::size_t body = 0; body < bodies; ++body) {
            world.figure(
                id_of(at),
                fmt::format("b{}", 1000 + body),
                "2011-03-31",
                facts().of_bodies[body][at]
            );
        }
    }
    ThresholdWorld made{
        std::make_unique<definition::Ruleset>("rulesets/thresholds@1", world.definition()),
        world.panels(),
        {}};
    for (const auto& rule : facts().rules) {
        auto& all = *made.conditions.emplace_back().mutable_all();
        for (const auto& threshold : rule) {
            auto judgement = versus_target(threshold.percent);
            judgement.set_indicator(id_of(threshold.indicator));
            *all.add_of() = condition_of(judgement);
        }
    }
    return made;
}

// An item is one body under all twelve rules.
void thresholds_over_panels(benchmark::State& state) {
    static const auto world = threshold_world();
    std::vector<std::size_t> rows(bodies);
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    std::size_t fired = 0;
    for (auto _ : state) {
        fired = 0;
        Readings readings{*world.ruleset, world.panels};
        ConditionGrids grids{readings, rows, day("2011-03-31")};
        for (const auto& condition : world.conditions) {
            const auto grid = grids.evaluate(condition, *readings.series("i0"));
            for (const auto cell : grid.cells) {
                fired += cell == base::Truth::yes ? 1 : 0;
            }
        }
    }
    state.counters["fired"] = static_cast<double>(fired);
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(bodies));
}
BENCHMARK(thresholds_over_panels)->Apply(bench::as_often_as_asked)->Unit(benchmark::kMicrosecond);

// What a program written for these rules alone would do with facts that come by name.
void thresholds_in_a_loop(benchmark::State& state) {
    std::vector<std::unordered_map<std::string, double>> named(bodies);
    std::vector<std::string> names;
    for (std::size_t at = 0; at < indicators; ++at) {
        names.push_back(id_of(at));
        for (std::size_t body = 0; body < bodies; ++body) {
            named[body].emplace(names[at], facts().of_bodies[body][at]);
        }
    }
    std::size_t fired = 0;
    for (auto _ : state) {
        fired = 0;
        for (const auto& of_body : named) {
            std::array<double, indicators> values{};
            for (std::size_t at = 0; at < indicators; ++at) {
                values[at] = of_body.find(names[at])->second;
            }
            for (const auto& rule : facts().rules) {
                bool holds = true;
                for (const auto& threshold : rule) {
                    const auto value = values[threshold.indicator];
                    const auto gap = value - target;
                    if (!(gap > 0 && gap * 100 >= threshold.percent * target)) {
                        holds = false;
                        break;
                    }
                }
                fired += holds ? 1 : 0;
            }
        }
        benchmark::DoNotOptimize(fired);
    }
    state.counters["fired"] = static_cast<double>(fired);
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(bodies));
}
BENCHMARK(thresholds_in_a_loop)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace ladder::evidence

// Engine time of the rules over the figures: conditions, one evaluation, every quarter, and a world
// of 500 bodies x 60 indicators x 40 quarters.
#include <cmath>
#include <memory>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "engine/evidence/evaluate.hpp"
#include "engine/evidence/grid.hpp"
#include "tests/bench/support/iterations.hpp"
#include "tests/support/source_tree_path.hpp"
#include "tests/unit/evidence/real_figures.hpp"
#include "tests/unit/evidence/world.hpp"

namespace ladder::evidence {
namespace {

const RealFigures& real() {
    static const auto read = read_real_figures(tests::in_source_tree(""));
    return read;
}

// The quarters from March 2007 to March 2013 on which a recorded crime figure stands.
std::vector<base::Date> quarters() {
    std::vector<base::Date> made;
    for (const auto& period : real().panels.by_indicator.find("recorded_robbery")->second.periods) {
        if (period >= day("2007-03-31")) {
            made.push_back(period);
        }
    }
    return made;
}

// The flagship's raise_when on the shipped figures; an item is one condition of one body and
// period, judgements and tests included.
void conditions(benchmark::State& state) {
    const auto& trigger = *real().ruleset->trigger("rising_against_peers");
    std::vector<std::size_t> rows(real().panels.bodies.size());
    for (std::size_t row = 0; row < rows.size(); ++row) {
        rows[row] = row;
    }
    std::int64_t cells = 0;
    for (auto _ : state) {
        Readings readings{*real().ruleset, real().panels};
        ConditionGrids grids{readings, rows, day("2013-03-31")};
        for (const auto& id : trigger.indicators()) {
            const auto grid = grids.evaluate(trigger.raise_when(), *readings.series(id));
            cells += static_cast<std::int64_t>(grid.cells.size());
        }
    }
    state.SetItemsProcessed(cells);
}
BENCHMARK(conditions)->Apply(bench::as_often_as_asked)->Unit(benchmark::kMicrosecond);

// One quarter, with the explanations of what is raised, held or cleared.
void one_quarter(benchmark::State& state) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(evaluate(*real().ruleset, real().panels, day("2011-03-31")));
    }
}
BENCHMARK(one_quarter)->Apply(bench::as_often_as_asked)->Unit(benchmark::kMillisecond);

// The same with every quiet and unknown pair explained.
void one_quarter_with_quiet(benchmark::State& state) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(
            evaluate(*real().ruleset, real().panels, day("2011-03-31"), {true, {}, true})
        );
    }
}
BENCHMARK(one_quarter_with_quiet)->Unit(benchmark::kMillisecond);

// Every quarter from 2007 to 2013, each evaluated from the beginning of the series.
void every_quarter(benchmark::State& state) {
    const auto all = quarters();
    for (auto _ : state) {
        for (const auto& quarter : all) {
            benchmark::DoNotOptimize(evaluate(*real().ruleset, real().panels, quarter));
        }
    }
    state.counters["quarters"] = static_cast<double>(all.size());
}
BENCHMARK(every_quarter)->Unit(benchmark::kMillisecond);

// 500 forces, 60 indicators, 40 quarters, the flagship over all of them.
struct Large {
    std::unique_ptr<definition::Ruleset> ruleset;
    Panels panels;
};

v1::JudgementCondition of_the_trigger(v1::JudgementCondition condition) {
    condition.clear_indicator();
    return condition;
}

void add_flagship(v1::RulesetDefinition& definition) {
    auto& trigger = *definition.add_triggers();
    trigger.set_id("rising");
    trigger.add_body_kinds(v1::BODY_KIND_POLICE_FORCE);
    for (const auto& indicator : definition.indicators()) {
        if (indicator.statistic() == v1::STATISTIC_COUNT) {
            trigger.add_indicators(indicator.id());
        }
    }
    auto& raise = *trigger.mutable_raise_when()->mutable_all();
    *raise.add_of() = condition_of(of_the_trigger(versus_baseline(5, 0.001)));
    *raise.add_of() = condition_of(of_the_trigger(versus_peers_change("all", 15, 0.001)));
    *raise.add_of() = condition_of(of_the_trigger(versus_peers("most_similar", 0)));
    auto& clear = *trigger.mutable_clear_when()->mutable_any();
    *clear.add_of() = negation_of(condition_of(of_the_trigger(versus_baseline(0))));
    *clear.add_of() = negation_of(condition_of(of_the_trigger(versus_peers_change("all", 5))));
}

// Charts of quarters, screened, over all counts; and a funnel widened by overdispersion.
void add_charts(v1::RulesetDefinition& definition) {
    auto& trigger = *definition.add_triggers();
    trigger.set_id("charted");
    trigger.add_body_kinds(v1::BODY_KIND_POLICE_FORCE);
    for (auto& indicator : *definition.mutable_indicators()) {
        if (indicator.statistic() == v1::STATISTIC_COUNT) {
            indicator.set_period(v1::PERIOD_KIND_QUARTER);
            indicator.mutable_chart()->set_screen_ranges(true);
            trigger.add_indicators(indicator.id());
        }
    }
    trigger.mutable_raise_when()->mutable_chart()->set_is(v1::JUDGEMENT_RESULT_WORSE);
    auto& clear = *trigger.mutable_clear_when()->mutable_not_()->mutable_chart();
    clear.set_is(v1::JUDGEMENT_RESULT_WORSE);
    clear.set_of_last(3);
}

void add_funnels(v1::RulesetDefinition& definition) {
    auto& trigger = *definition.add_triggers();
    trigger.set_id("funnelled");
    trigger.add_body_kinds(v1::BODY_KIND_POLICE_FORCE);
    for (const auto& indicator : definition.indicators()) {
        if (indicator.statistic() == v1::STATISTIC_COUNT) {
            trigger.add_indicators(indicator.id());
        }
    }
    auto asked = of_the_trigger(versus_peers("most_similar", 0));
    asked.set_funnel(v1::FUNNEL_LEVEL_99_8);
    asked.set_overdispersed(true);
    asked.set_weighted(true);
    *trigger.mutable_raise_when() = condition_of(asked);
    *trigger.mutable_clear_when() = negation_of(condition_of(asked));
}

Large large(void (*add_triggers)(v1::RulesetDefinition&)) {
    constexpr std::size_t bodies = 500;
    constexpr std::size_t indicators = 60;
    constexpr int quarters_made = 40;
    std::mt19937 random{20'110'331};
    std::vector<BodyEntry> entries;
    v1::PeerGroupSet peers;
    peers.set_name("peerGroupSets/next-seven");
    peers.set_group("most_similar");
    peers.set_effective_from("2000-01-01");
    const auto name = [](std::size_t at) { return "bodies/b" + std::to_string(1000 + at); };
    for (std::size_t body = 0; body < bodies; ++body) {
        entries.push_back({name(body), name(body), v1::BODY_KIND_POLICE_FORCE, {}});
        auto& group = *peers.add_groups();
        group.set_body(name(body));
        for (std::size_t next = 1; next <= 7; ++next) {
            group.add_peers(name((body + next) % bodies));
        }
    }
    v1::RulesetDefinition definition;
    std::vector<std::string> ids;
    std::vector<Figure> figures;
    for (std::size_t at = 0; at <= indicators; ++at) {
        auto& indicator = *definition.add_indicators();
        const bool population = at == indicators;
        indicator.set_id(population ? "population" : "crime_" + std::to_string(at));
        indicator.set_polarity(v1::POLARITY_LOWER_IS_BETTER);
        indicator.set_statistic(population ? v1::STATISTIC_MEASURE : v1::STATISTIC_COUNT);
        indicator.set_period(v1::PERIOD_KIND_ROLLING_YEAR);
        indicator.set_population(population ? "" : "population");
        ids.push_back(indicator.id());
        for (std::size_t body = 0; body < bodies; ++body) {
            std::lognormal_distribution<double> size{7, 1};
            double level = size(random);
            for (int quarter = 0; quarter < quarters_made; ++quarter) {
                level *= std::lognormal_distribution<double>{0, 0.05}(random);
                Figure figure;
                figure.indicator = at;
                figure.body = body;
                figure.period_end = base::add_months(day("2003-03-31"), 3 * quarter);
                figure.value = population ? 1'000'000 : std::floor(level);
                figures.push_back(figure);
            }
        }
    }
    add_triggers(definition);
    return {
        std::make_unique<definition::Ruleset>("rulesets/large@1", std::move(definition)),
        build_panels(std::move(entries), ids, figures, {peers})};
}

void judge_all(benchmark::State& state, const Large& world) {
    std::vector<std::size_t> rows(world.panels.bodies.size());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    const auto& trigger = world.ruleset->definition().triggers(0);
    for (auto _ : state) {
        Readings readings{*world.ruleset, world.panels};
        ConditionGrids grids{readings, rows, day("2012-12-31")};
        for (const auto& id : trigger.indicators()) {
            benchmark::DoNotOptimize(grids.evaluate(trigger.raise_when(), *readings.series(id)));
        }
    }
    state.SetItemsProcessed(state.iterations() * 500 * 60 * 40);
}

void large_world(benchmark::State& state) {
    static const auto world = large(add_flagship);
    std::size_t findings = 0;
    for (auto _ : state) {
        findings = evaluate(*world.ruleset, world.panels, day("2012-12-31")).findings.size();
    }
    state.counters["findings"] = static_cast<double>(findings);
    state.SetItemsProcessed(state.iterations() * 500 * 60 * 40);
}
BENCHMARK(large_world)->Unit(benchmark::kMillisecond)->Iterations(3);

// The same world judged by control charts, one of the points up to each quarter.
void large_world_charted(benchmark::State& state) {
    static const auto world = large(add_charts);
    judge_all(state, world);
}
BENCHMARK(large_world_charted)->Unit(benchmark::kMillisecond)->Iterations(3);

// And by funnels of the pooled most similar bodies.
void large_world_funnelled(benchmark::State& state) {
    static const auto world = large(add_funnels);
    judge_all(state, world);
}
BENCHMARK(large_world_funnelled)->Unit(benchmark::kMillisecond)->Iterations(3);

}  // namespace
}  // namespace ladder::evidence

// How long the core takes for one decision: decide and apply, on a short record and on a long one.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "tests/bench/support/iterations.hpp"
#include "tests/unit/casework/desk.hpp"

namespace ladder::casework {
namespace {

using namespace sample;

// A case that stands at peer_support after `events` events or a few more.
Desk desk_of(std::int64_t events) {
    Desk desk;
    desk.move_to_peer_support();
    while (desk.state.version() < events) {
        desk.raise_concern();
        desk.record_fact("chief_notified");
        desk.act(desk.remain(), hmcic());
    }
    desk.caller = hmcic();
    return desk;
}

void decide_to_remain(benchmark::State& bench) {
    const auto desk = desk_of(bench.range(0));
    const auto command = desk.remain();
    for (auto _ : bench) {
        auto events = desk.decide(command);
        benchmark::DoNotOptimize(events);
    }
    bench.SetItemsProcessed(bench.iterations());
}

void decide_to_move(benchmark::State& bench) {
    auto desk = desk_of(bench.range(0));
    desk.now += std::chrono::days{30};
    const auto command = desk.move("watching_brief");
    for (auto _ : bench) {
        auto events = desk.decide(command);
        benchmark::DoNotOptimize(events);
    }
    bench.SetItemsProcessed(bench.iterations());
}

// A refusal that names a gate, with its text.
void refuse_to_move(benchmark::State& bench) {
    const auto desk = desk_of(bench.range(0));
    const auto command = desk.move("watching_brief");
    for (auto _ : bench) {
        auto refusal = desk.decide(command);
        benchmark::DoNotOptimize(refusal);
    }
    bench.SetItemsProcessed(bench.iterations());
}

// The case grows while it runs, so each batch of decisions starts from the same state again.
template <class Command>
void decide_and_apply(benchmark::State& bench, const Desk& start, const Command& command) {
    constexpr int batch = 256;
    for (auto _ : bench) {
        bench.PauseTiming();
        auto state = start.state;
        bench.ResumeTiming();
        auto next = command;
        for (int i = 0; i < batch; ++i) {
            const Context context{ruleset(), start.caller, start.now, nullptr};
            auto events = decide(state, next, context).value();
            const auto version = state.version() + 1;
            apply(
                state,
                events.front(),
                {version, version, start.now, start.caller, base::day_of(start.now), false}
            );
            next.set_etag(state.etag());
        }
        benchmark::DoNotOptimize(state);
    }
    bench.SetItemsProcessed(bench.iterations() * batch);
}

void decide_and_apply_remain(benchmark::State& bench) {
    const auto desk = desk_of(bench.range(0));
    decide_and_apply(bench, desk, desk.remain());
}

void fold_a_record(benchmark::State& bench) {
    const auto desk = desk_of(bench.range(0));
    for (auto _ : bench) {
        v1::Case state;
        for (const auto& row : desk.record) {
            apply(state, row.event, row.recorded);
        }
        benchmark::DoNotOptimize(state);
    }
    bench.SetItemsProcessed(bench.iterations() * static_cast<std::int64_t>(desk.record.size()));
}

BENCHMARK(decide_to_remain)->Arg(1)->Arg(1000)->Apply(bench::as_often_as_asked);
BENCHMARK(decide_to_move)->Arg(1)->Arg(1000)->Apply(bench::as_often_as_asked);
BENCHMARK(refuse_to_move)->Arg(1)->Arg(1000)->Apply(bench::as_often_as_asked);
BENCHMARK(decide_and_apply_remain)->Arg(1)->Arg(1000);
BENCHMARK(fold_a_record)->Arg(1)->Arg(1000)->Apply(bench::as_often_as_asked);

}  // namespace
}  // namespace ladder::casework

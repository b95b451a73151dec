// Benchmarks that run a given number of times, for whoever counts instructions and not time.
#pragma once

#include <cstdlib>
#include <string>

#include <benchmark/benchmark.h>

namespace ladder::bench {

// To be given to BENCHMARK(...)->Apply: as often as LADDER_BENCH_ITERATIONS says; without it, as
// often as the library thinks right.
inline void as_often_as_asked(benchmark::internal::Benchmark* run) {
    if (const auto* asked = std::getenv("LADDER_BENCH_ITERATIONS")) {
        run->Iterations(std::stoll(asked));
    }
}

}  // namespace ladder::bench

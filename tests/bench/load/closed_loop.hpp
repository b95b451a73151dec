// Many callers over keep-alive connections, each sending its next request once it has its answer.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "tests/process/keyring.hpp"

namespace ladder::bench {

// What a run gave.
struct Throughput {
    double per_second = 0;
    double p50_us = 0;
    double p99_us = 0;
    std::uint64_t answers = 0;
};

struct Request {
    std::string path;
    std::string body;
};

// The next request of caller `caller`; called once its last one is answered.
using NextRequest = std::function<Request(std::size_t caller)>;

// Sends POST requests with these headers to 127.0.0.1:`port` from `callers` connections on one
// thread, warms up for a quarter of `length`, then measures for `length`. Throws std::runtime_error
// at an answer other than 200.
[[nodiscard]] Throughput run_closed_loop(
    std::uint16_t port,
    const process::Headers& headers,
    std::size_t callers,
    std::chrono::milliseconds length,
    const NextRequest& next_request
);

// The figures of a run out of its single times, in microseconds.
[[nodiscard]] Throughput summarise(std::vector<float> times_us, double seconds);

}  // namespace ladder::bench

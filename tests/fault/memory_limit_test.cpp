// The server may take no more memory while it is loaded and large bodies come in: it refuses what
// it has no room for, goes on once there is room, and loses and doubles nothing.
#include <fstream>
#include <stdexcept>
#include <sys/resource.h>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "ladder/v1/indicator_service.pb.h"
#include "tests/fault/on_both.hpp"
#include "tests/fault/under_load.hpp"
#include "tests/process/backends.hpp"
#include "tests/process/ground.hpp"

namespace ladder::fault {
namespace memory_limit_test {

constexpr int rounds_in_a_short_run = 2;
constexpr std::uint64_t decisions_between_failures = 50;
constexpr rlim_t room = rlim_t{4} << 20U;  // bytes more than it has
constexpr std::size_t large = std::size_t{24} << 20U;
constexpr int large_requests = 20;

// Bytes of addresses that a process has.
rlim_t size_of(pid_t process) {
    std::ifstream file{fmt::format("/proc/{}/statm", process)};
    rlim_t pages = 0;
    file >> pages;
    return pages * static_cast<rlim_t>(getpagesize());
}

void limit(pid_t process, rlim_t bytes) {
    const rlimit wanted{bytes, RLIM_INFINITY};
    if (prlimit(process, RLIMIT_AS, &wanted, nullptr) != 0) {
        throw std::runtime_error{"no limit of memory can be set"};
    }
}

class MemoryLimit : public testing::TestWithParam<process::MakeBackend> {};

TEST_P(MemoryLimit, IsHitAndTheServerGoesOnAndLosesNothing) {
    const auto backend = GetParam()();
    ASSERT_EQ(process::migrate(backend->url()), "");
    process::Server server{backend->url()};
    UnderLoad load{server, backend->url()};
    int refused = 0;
    std::string said;
    for (int round = 0; round < rounds(rounds_in_a_short_run); ++round) {
        ASSERT_EQ(load.wait_for(decisions_between_failures), "") << "round " << round;
        limit(server.pid(), size_of(server.pid()) + room);
        process::Connection connection{server.port(), load.headers()};
        v1::ImportObservationsRequest request;
        request.set_layout("antisocial-behaviour");
        request.set_content(std::string(large, 'x'));
        for (int i = 0; i < large_requests; ++i) {
            const auto answer = connection.call("IndicatorService/ImportObservations", request);
            said = answer ? fmt::format("{} {}", answer->status, answer->body) : "nothing";
            refused += !answer || answer->status == 503 ? 1 : 0;
        }
        limit(server.pid(), RLIM_INFINITY);
        ASSERT_EQ(load.wait_for(decisions_between_failures), "") << "round " << round;
    }
    EXPECT_GT(refused, 0) << "the limit was never hit, so this showed nothing: " << said;
    EXPECT_EQ(load.end(), "");
}

LADDER_FAULT_ON_BOTH(MemoryLimit);

}  // namespace memory_limit_test
}  // namespace ladder::fault

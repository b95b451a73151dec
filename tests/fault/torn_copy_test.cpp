// The power goes while SQLite writes: what the disk holds at any moment, whatever of the last
// writes is torn, opens as a whole record with everything that was acknowledged.
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/fault/decisions.hpp"
#include "tests/fault/under_load.hpp"
#include "tests/process/backends.hpp"
#include "tests/process/ground.hpp"
#include "tests/process/ladder_process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ladder::fault {
namespace torn_copy_test {

using process::actor;
using process::migrate;
using process::verify;

constexpr int cases = 16;
constexpr int copies_in_a_short_run = 12;
constexpr int look_at_every = 3;  // a server is started on these, and asked
constexpr unsigned seed = 20260402;

// Copies the database's files as they stand while its server is held still, with rubbish after the
// end of the log, as a torn write leaves it.
void copy_torn(
    const std::filesystem::path& from, const std::filesystem::path& to, std::mt19937& random
) {
    std::filesystem::copy_file(from, to);
    const auto log = from.string() + "-wal";
    if (!std::filesystem::exists(log)) {
        return;
    }
    std::filesystem::copy_file(log, to.string() + "-wal");
    std::ofstream torn{to.string() + "-wal", std::ios::binary | std::ios::app};
    const auto bytes = std::uniform_int_distribution{0, 5000}(random);
    for (int i = 0; i < bytes; ++i) {
        torn.put(static_cast<char>(random()));
    }
}

// The number of a request, counted from 0 in its round, at the end of its id.
std::uint64_t number_of(const std::string& request_id) {
    return std::stoull(request_id.substr(request_id.rfind('-') + 1));
}

// What was acknowledged of a case before the copy was made, `before` requests into a round, and is
// not in it once; empty: nothing. One caller sends one request after another.
std::string missing(
    process::Connection& connection, const CaseLoad& load, int round, std::uint64_t before
) {
    v1::GetCaseRequest request;
    request.set_name(load.name);
    const auto answer = connection.call("CaseService/GetCase", request);
    v1::GetCaseResponse response;
    if (!answer || !response.ParseFromString(answer->body)) {
        return load.name + " can't be read";
    }
    std::multiset<std::string> recorded;
    for (const auto& decision : response.case_().decisions()) {
        recorded.insert(decision.reasons());
    }
    const auto this_round = fmt::format("load-{}-", round);
    for (const auto& decision : load.acknowledged) {
        const bool later =
            decision.request_id.starts_with(this_round) && number_of(decision.request_id) >= before;
        const auto times = recorded.count("Remain under request " + decision.request_id);
        if (!later && times != 1) {
            return fmt::format("{} is there {} times", decision.request_id, times);
        }
    }
    return {};
}

TEST(TornCopy, OpensWithEverythingThatWasAcknowledged) {
    const tests::TemporaryFolder folder;
    const auto file = folder.path() / "ladder.db";
    const auto database = "sqlite:" + file.string();
    ASSERT_EQ(migrate(database), "");
    process::Server server{database};
    process::Keyring keyring{database};
    const auto headers = keyring.headers(actor);
    auto loads = books_of(process::open_cases(server.port(), keyring, cases));
    std::mt19937 random{seed};
    std::vector<CaseLoad*> all;
    for (auto& load : loads) {
        all.push_back(&load);
    }

    for (int number = 1; number <= rounds(copies_in_a_short_run); ++number) {
        std::atomic<std::uint64_t> acknowledgements = 0;
        std::atomic<bool> enough = false;
        std::string problem;
        std::thread worker{[&] {
            process::Connection connection{server.port(), headers};
            problem = decide_until_broken(
                connection, all, fmt::format("load-{}", number), acknowledgements, enough
            );
        }};
        const auto wanted = std::uniform_int_distribution<std::uint64_t>{20, 200}(random);
        for (auto seen = acknowledgements.load(); seen < wanted; seen = acknowledgements.load()) {
            acknowledgements.wait(seen);
        }
        const auto moment =
            std::chrono::steady_clock::now() +
            std::chrono::microseconds{std::uniform_int_distribution{0, 2000}(random)};
        while (std::chrono::steady_clock::now() < moment) {
        }
        kill(server.pid(), SIGSTOP);
        const auto before = acknowledgements.load();
        const auto copy = folder.path() / fmt::format("copy-{}.db", number);
        copy_torn(file, copy, random);
        enough = true;
        kill(server.pid(), SIGCONT);
        worker.join();
        ASSERT_EQ(problem, "");

        const auto copied = "sqlite:" + copy.string();
        ASSERT_EQ(verify(copied), "") << "copy " << number;
        if (number % look_at_every == 0) {
            process::Server reopened{copied};
            process::Connection connection{
                reopened.port(), keyring.for_copy(copied).headers(actor)};
            for (const auto& load : loads) {
                EXPECT_EQ(missing(connection, load, number, before), "") << "copy " << number;
            }
            EXPECT_EQ(reopened.stop(), 0);
        }
        std::filesystem::remove(copy);
        std::filesystem::remove(copy.string() + "-wal");
        std::filesystem::remove(copy.string() + "-shm");
    }
    EXPECT_EQ(server.stop(), 0);
    EXPECT_EQ(verify(database), "");
}

}  // namespace torn_copy_test
}  // namespace ladder::fault

// Two servers on one PostgreSQL, loaded together: one gapless order, and each decision in it once.
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/fault/decisions.hpp"
#include "tests/fault/journal_rows.hpp"
#include "tests/process/backends.hpp"
#include "tests/process/ground.hpp"
#include "tests/process/ladder_process.hpp"

namespace ladder::fault {
namespace two_servers_test {

using process::actor;
using process::Headers;
using process::migrate;
using process::remain;
using process::verify;

constexpr int workers_of_each = 4;
constexpr int cases_between_them = 64;
constexpr std::uint64_t decisions = 4000;
constexpr int contended_decisions = 150;

// Decides on a case that others decide on at the same time: reads its etag, tries, and reads again
// whenever somebody was faster. Returns the request ids acknowledged, or what went wrong in place
// of one.
std::set<std::string> contend(
    std::uint16_t port, const Headers& headers, const std::string& name, const std::string& prefix
) {
    process::Connection connection{port, headers};
    std::set<std::string> acknowledged;
    v1::GetCaseRequest get;
    get.set_name(name);
    for (int number = 0; acknowledged.size() < contended_decisions; ++number) {
        const auto seen = connection.call("CaseService/GetCase", get);
        v1::GetCaseResponse response;
        if (!seen || seen->status != 200 || !response.ParseFromString(seen->body)) {
            return {"cannot read " + name};
        }
        const auto id = fmt::format("load-{}-{}", prefix, number);
        const auto answer = connection.call(
            "CaseService/RecordDecision", remain(name, response.case_().etag(), id)
        );
        if (answer && answer->status == 200) {
            acknowledged.insert(id);
        } else if (!answer || answer->status != 409) {
            return {answer ? answer->body : "the connection broke"};
        }
    }
    return acknowledged;
}

TEST(TwoServers, KeepOneGaplessOrderUnderLoad) {
    const auto backend = process::make_postgresql();
    const auto& database = backend->url();
    ASSERT_EQ(migrate(database), "");
    process::Server first{database};
    process::Server second{database};
    process::Keyring keyring{database};
    const auto headers = keyring.headers(actor);
    auto loads = books_of(process::open_cases(first.port(), keyring, cases_between_them));

    std::atomic<std::uint64_t> acknowledgements = 0;
    std::atomic<bool> enough = false;
    std::mutex mutex;
    std::vector<std::string> problems;
    std::set<std::string> contended;
    std::vector<std::thread> threads;
    const auto& everybodys = loads.back();
    for (std::size_t w = 0; w < 2 * workers_of_each; ++w) {
        threads.emplace_back([&, w] {
            auto& server = w % 2 == 0 ? first : second;
            std::vector<CaseLoad*> own;
            for (auto i = w; i + 1 < loads.size(); i += 2 * workers_of_each) {
                own.push_back(&loads[i]);
            }
            process::Connection connection{server.port(), headers};
            auto problem = decide_until_broken(
                connection, own, fmt::format("load-{}", w), acknowledgements, enough
            );
            if (problem.empty() && !enough) {
                problem = "the connection broke";
            }
            acknowledgements += problem.empty() ? 0 : decisions;
            acknowledgements.notify_all();
            auto more =
                w < 4 ? contend(server.port(), headers, everybodys.name, fmt::format("all-{}", w))
                      : std::set<std::string>{};
            const std::lock_guard lock{mutex};
            problems.push_back(std::move(problem));
            contended.merge(more);
        });
    }
    for (auto seen = acknowledgements.load(); seen < decisions; seen = acknowledgements.load()) {
        acknowledgements.wait(seen);
    }
    enough = true;
    for (auto& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(problems, std::vector<std::string>(2 * workers_of_each));

    // Each server reads what the other wrote.
    process::Connection a{first.port(), headers};
    process::Connection b{second.port(), headers};
    std::uint64_t uncontended = 0;
    for (const auto& load : loads) {
        if (&load != &everybodys) {
            uncontended += load.acknowledged.size();
            EXPECT_EQ(compare_with_record(a, load), "");
            EXPECT_EQ(compare_with_record(b, load), "");
        }
    }
    v1::GetCaseRequest get;
    get.set_name(everybodys.name);
    v1::GetCaseResponse response;
    const auto answer = b.call("CaseService/GetCase", get);
    ASSERT_TRUE(answer && response.ParseFromString(answer->body));
    std::set<std::string> recorded;
    for (const auto& decision : response.case_().decisions()) {
        recorded.insert(decision.reasons().substr(std::string{"Remain under request "}.size()));
    }
    EXPECT_EQ(recorded, contended);
    EXPECT_EQ(contended.size(), 4U * contended_decisions);

    EXPECT_EQ(first.stop(), 0);
    EXPECT_EQ(second.stop(), 0);
    EXPECT_EQ(verify(database), "");
    EXPECT_EQ(look_at_journal(database, uncontended + contended.size()), "");
}

}  // namespace two_servers_test
}  // namespace ladder::fault

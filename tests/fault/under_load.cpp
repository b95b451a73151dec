#include "tests/fault/under_load.hpp"

#include <chrono>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/fault/journal_rows.hpp"
#include "tests/fault/patience.hpp"
#include "tests/process/ground.hpp"

namespace ladder::fault {
namespace {

constexpr int cases = 64;

}  // namespace

int rounds(int in_a_short_run) {
    const auto* asked = std::getenv("LADDER_FAULT_ROUNDS");
    return asked == nullptr ? in_a_short_run : std::atoi(asked);
}

std::string wait_for_readiness(std::uint16_t port, unsigned status) {
    process::Connection connection{port, {}};
    const auto end = std::chrono::steady_clock::now() + patience;
    std::optional<process::Answer> said;
    while (!(said = connection.get("/readyz?verbose")) || said->status != status) {
        if (std::chrono::steady_clock::now() > end) {
            ADD_FAILURE() << "/readyz never came to " << status << ", but says "
                          << (said ? said->body : "nothing");
            return {};
        }
        look_again_soon();
    }
    return said->body;
}

std::string hold_against(
    const std::vector<CaseLoad>& told,
    const process::Headers& headers,
    process::Server& server,
    const std::string& database
) {
    process::Connection connection{server.port(), headers};
    std::uint64_t acknowledged = 0;
    for (const auto& load : told) {
        if (auto problem = compare_with_record(connection, load); !problem.empty()) {
            return problem;
        }
        if (!load.acknowledged.empty()) {
            auto problem = replay(connection, load, load.acknowledged.back());
            if (!problem.empty()) {
                return problem;
            }
        }
        acknowledged += load.acknowledged.size();
    }
    if (wait_for_readiness(server.port(), 200).empty()) {
        return "the server does not say that it is ready";
    }
    if (const auto code = server.stop(); code != 0) {
        return fmt::format("the server stopped with {}: {}", code, server.said());
    }
    if (auto problem = process::verify(database); !problem.empty()) {
        return problem;
    }
    return look_at_journal(database, acknowledged);
}

UnderLoad::UnderLoad(process::Server& server, std::string database)
    : server_{server},
      database_{std::move(database)},
      keyring_{database_},
      headers_{keyring_.headers(process::actor)},
      loads_{books_of(process::open_cases(server_.port(), keyring_, cases))} {
    begin();
}

UnderLoad::~UnderLoad() {
    join();
}

void UnderLoad::begin() {
    for (std::size_t client = 0; client < clients; ++client) {
        threads_.emplace_back([this, client] {
            std::vector<CaseLoad*> own;
            for (auto i = client; i < loads_.size(); i += clients) {
                own.push_back(&loads_[i]);
            }
            process::Connection connection{server_.port(), headers_};
            problems_[client] = decide_through_failures(
                connection, own, fmt::format("load-{}", client), acknowledgements_, enough_
            );
            broken_ = broken_ || !problems_[client].empty();
        });
    }
}

void UnderLoad::join() {
    enough_ = true;
    for (auto& thread : std::exchange(threads_, {})) {
        thread.join();
    }
}

std::string UnderLoad::wait_for(std::uint64_t more) {
    const auto wanted = acknowledgements_ + more;
    const auto end = std::chrono::steady_clock::now() + patience;
    while (acknowledgements_ < wanted) {
        if (broken_ || std::chrono::steady_clock::now() > end) {
            join();
            return fmt::format("the server did not heal: {}", fmt::join(problems_, " "));
        }
        look_again_soon();
    }
    return {};
}

std::string UnderLoad::end() {
    join();
    for (const auto& problem : problems_) {
        if (!problem.empty()) {
            return problem;
        }
    }
    return hold_against(loads_, headers_, server_, database_);
}

}  // namespace ladder::fault

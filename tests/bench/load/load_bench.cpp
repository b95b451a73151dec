// Decisions per second over HTTP beside the bare database writing the same rows by the same
// statements.
#include <algorithm>
#include <iostream>
#include <stdexcept>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "tests/bench/load/bare.hpp"
#include "tests/bench/load/decisions.hpp"
#include "tests/process/backends.hpp"
#include "tests/process/ground.hpp"
#include "tests/process/ladder_process.hpp"
#include "tests/support/program.hpp"

namespace ladder::bench {
namespace {

struct Options {
    std::vector<std::size_t> callers{1, 16, 64};
    int cases = 2000;
    int runs = 3;
    int milliseconds = 2000;
};

// The runs of one thing under one load.
struct Row {
    std::string backend;
    std::string what;
    std::size_t callers;
    std::vector<Throughput> runs;

    [[nodiscard]] Throughput median() const {
        auto sorted = runs;
        std::sort(sorted.begin(), sorted.end(), [](const Throughput& a, const Throughput& b) {
            return a.per_second < b.per_second;
        });
        return sorted[sorted.size() / 2];
    }
};

void check(const std::string& problem) {
    if (!problem.empty()) {
        throw std::runtime_error{problem};
    }
}

std::vector<Row> measure(
    const std::string& name, const process::MakeBackend& make, const Options& options
) {
    const auto served = make();
    const auto bare = make();
    check(process::migrate(served->url()));
    check(process::migrate(bare->url()));
    process::Server server{served->url()};
    process::Keyring keyring{served->url()};
    const auto cases = process::open_cases(server.port(), keyring, options.cases);
    auto headers = keyring.headers(process::actor);
    headers.emplace_back("Content-Type", "application/proto");
    const std::chrono::milliseconds length{options.milliseconds};
    auto served_database = *db::Database::open(served->url());
    auto bare_database = *db::Database::open(bare->url());
    Decisions decisions{cases, options.callers.front()};
    std::vector<Row> rows;
    for (const auto callers : options.callers) {
        Row http{name, "decisions over HTTP", callers, {}};
        Row alone{name, "the same statements", callers, {}};
        // Turn by turn, so that what the machine does besides falls on both.
        for (int run = 0; run < options.runs; ++run) {
            decisions.share_among(callers);
            http.runs.push_back(run_closed_loop(
                server.port(),
                headers,
                callers,
                length,
                [&](std::size_t caller) { return decisions.next(caller); }
            ));
            alone.runs.push_back(run_bare(
                *bare_database,
                newest_decisions(*served_database, 500),
                options.cases,
                static_cast<int>(callers),
                length
            ));
        }
        rows.push_back(std::move(http));
        rows.push_back(std::move(alone));
    }
    check(server.stop() == 0 ? "" : "the server did not stop cleanly");
    check(process::verify(served->url()));
    return rows;
}

void print(const std::vector<Row>& rows) {
    std::cout
        << "| database | what | callers | median/s | min | max | p50 us | p99 us | of bare |\n"
           "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n";
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto median = rows[i].median();
        const auto [least, most] = std::minmax_element(
            rows[i].runs.begin(),
            rows[i].runs.end(),
            [](const Throughput& a, const Throughput& b) { return a.per_second < b.per_second; }
        );
        const auto ratio =
            i % 2 == 0 ? fmt::format("{:.2f}", median.per_second / rows[i + 1].median().per_second)
                       : std::string{"1"};
        std::cout << fmt::format(
            "| {} | {} | {} | {:.0f} | {:.0f} | {:.0f} | {:.0f} | {:.0f} | {} |\n",
            rows[i].backend,
            rows[i].what,
            rows[i].callers,
            median.per_second,
            least->per_second,
            most->per_second,
            median.p50_us,
            median.p99_us,
            ratio
        );
    }
}

int run(int argc, char** argv) {
    Options options;
    CLI::App app{"Decisions per second over HTTP, and what the bare database does"};
    app.add_option("--callers", options.callers, "Callers that wait at once, one row each");
    app.add_option("--cases", options.cases, "Cases they decide on")->check(CLI::Range(64, 99999));
    app.add_option("--runs", options.runs, "Runs of each")->check(CLI::Range(1, 99));
    app.add_option("--milliseconds", options.milliseconds, "Length of a run")
        ->check(CLI::Range(100, 60000));
    CLI11_PARSE(app, argc, argv);
    auto rows = measure("SQLite", process::make_sqlite, options);
    auto more = measure("PostgreSQL", process::make_postgresql, options);
    rows.insert(
        rows.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end())
    );
    print(rows);
    return 0;
}

}  // namespace
}  // namespace ladder::bench

int main(int argc, char** argv) {
    return ladder::tests::run_program("load_bench", [&] { return ladder::bench::run(argc, argv); });
}

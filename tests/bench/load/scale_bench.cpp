// What grows with bodies and with the journal: the same questions asked of small and large records.
#include <chrono>
#include <iostream>
#include <optional>
#include <stdexcept>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "db/database.hpp"
#include "tests/bench/load/bare.hpp"
#include "tests/bench/load/decisions.hpp"
#include "tests/process/backends.hpp"
#include "tests/process/connection.hpp"
#include "tests/process/ladder_process.hpp"
#include "tests/process/usage.hpp"
#include "tests/support/program.hpp"

namespace ladder::bench {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t callers = 64;
constexpr std::chrono::seconds measured{2};
constexpr std::chrono::seconds between_progress{30};
constexpr int samples = 256;
constexpr int copied_cases = 100'000;

struct Options {
    std::vector<int> bodies{1000, 10000, 100000};
    std::vector<std::int64_t> rows{};
    std::vector<std::int64_t> copied_rows{};
};

double milliseconds_since(Clock::time_point begun) {
    return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
}

double megabytes_stored(const std::string& url) {
    const auto database = *db::Database::open(url);
    const bool sqlite = database->backend() == db::Backend::sqlite;
    const auto bytes = database->read([&](soci::session& session) -> base::Result<double> {
        double found = 0;
        session
            << (sqlite ? "SELECT page_count * page_size * 1.0 FROM pragma_page_count, "
                         "pragma_page_size"
                       : "SELECT pg_database_size(current_database()) * 1.0"),
            soci::into(found);
        return found;
    });
    return *bytes / 1e6;
}

// One record that grows, and the table's line for each size of it.
class Growing {
public:
    Growing(std::string name, const process::MakeBackend& make, int bodies)
        : name_{std::move(name)}, bodies_{bodies}, backend_{make()}, keyring_{backend_->url()} {
        if (const auto problem = process::migrate(backend_->url()); !problem.empty()) {
            throw std::runtime_error{problem};
        }
        server_.emplace(backend_->url());
        cases_ = process::open_cases(server_->port(), keyring_, bodies);
        decisions_.emplace(cases_, callers);
        rows_ = 2 * bodies;
    }

    // Decides until the journal holds so many rows.
    void grow_to(std::int64_t rows) {
        while (rows_ < rows) {
            (void)decide(std::chrono::seconds{5});
        }
    }

    // Copies events of cases until the journal holds so many rows.
    void fill_to(std::int64_t rows) {
        server_.reset();
        const auto database = *db::Database::open(backend_->url());
        fill_journal(
            *database,
            newest_decisions(*database, samples),
            copied_cases,
            rows,
            [next = Clock::now()](std::int64_t size) mutable {
                if (Clock::now() >= next) {
                    std::cerr << fmt::format("{} rows\n", size);
                    next += between_progress;
                }
            }
        );
        rows_ = rows;
    }

    void print_line() {
        server_.reset();
        const auto begun = Clock::now();
        server_.emplace(backend_->url());
        ask("CaseService/GetCase", named(0));
        const auto start = milliseconds_since(begun);
        const auto memory_at_start = process::resident_mib(server_->pid());
        const auto decided = decide(measured);
        const auto one = time_of([&](int i) { ask("CaseService/GetCase", named(i)); });
        v1::ListCasesRequest all;
        all.set_page_size(50);
        const auto list = time_of([&](int) { ask("CaseService/ListCases", all); });
        v1::ListCasesRequest of_body;
        of_body.set_body(cases_.back().body());
        const auto few = time_of([&](int) { ask("CaseService/ListCases", of_body); });
        std::cout << fmt::format(
                         "| {} | {} | {} | {:.0f} | {:.2f} | {:.2f} | {:.2f} | {:.0f} | {:.0f}, "
                         "{:.0f} | {:.0f} |",
                         name_,
                         bodies_,
                         rows_,
                         decided.per_second,
                         one,
                         list,
                         few,
                         start,
                         memory_at_start,
                         process::resident_mib(server_->pid()),
                         megabytes_stored(backend_->url())
                     )
                  << std::endl;
    }

private:
    Throughput decide(std::chrono::milliseconds length) {
        decisions_->share_among(callers);
        auto headers = keyring_.headers(process::actor);
        headers.emplace_back("Content-Type", "application/proto");
        const auto done =
            run_closed_loop(server_->port(), headers, callers, length, [&](std::size_t caller) {
                ++rows_;  // each is one event
                return decisions_->next(caller);
            });
        return done;
    }

    v1::GetCaseRequest named(int i) const {
        v1::GetCaseRequest request;
        request.set_name(cases_[static_cast<std::size_t>(i) * 7919 % cases_.size()].name());
        return request;
    }

    template <class Request>
    void ask(const std::string& procedure, const Request& request) {
        if (!connection_ || connected_to_ != server_->port()) {
            connection_.emplace(server_->port(), keyring_.headers(process::actor));
            connected_to_ = server_->port();
        }
        const auto answer = connection_->call(procedure, request);
        if (!answer || answer->status != 200) {
            throw std::runtime_error{answer ? answer->body : "the connection broke"};
        }
    }

    // The median of a hundred, in milliseconds.
    template <class Act>
    static double time_of(const Act& act) {
        std::vector<float> times;
        for (int i = 0; i < 100; ++i) {
            const auto begun = Clock::now();
            act(i);
            times.push_back(static_cast<float>(milliseconds_since(begun) * 1000));
        }
        return summarise(std::move(times), 1).p50_us / 1000;
    }

    std::string name_;
    int bodies_;
    std::unique_ptr<process::Backend> backend_;
    process::Keyring keyring_;
    std::optional<process::Server> server_;
    std::optional<process::Connection> connection_;
    std::uint16_t connected_to_ = 0;
    std::vector<v1::Case> cases_;
    std::optional<Decisions> decisions_;
    std::int64_t rows_ = 0;
};

void measure(const std::string& name, const process::MakeBackend& make, const Options& options) {
    for (const auto bodies : options.bodies) {
        Growing record{name, make, bodies};
        record.print_line();
        if (bodies == options.bodies.back()) {
            for (const auto rows : options.rows) {
                record.grow_to(rows);
                record.print_line();
            }
            for (const auto rows : options.copied_rows) {
                record.fill_to(rows);
                record.print_line();
            }
        }
    }
}

int run(int argc, char** argv) {
    Options options;
    bool sqlite = false;
    bool postgresql = false;
    CLI::App app{"The same questions asked of small and large records"};
    app.add_option("--bodies", options.bodies, "Bodies, a case each; a record for each number");
    app.add_option("--rows", options.rows, "Rows of the journal that the last record grows to");
    app.add_option(
        "--copied-rows",
        options.copied_rows,
        "Rows of the journal that the last record is filled up to with copies of its events, which "
        "have no answers and no read models"
    );
    app.add_flag("--sqlite", sqlite, "Only SQLite");
    app.add_flag("--postgresql", postgresql, "Only PostgreSQL")->excludes("--sqlite");
    CLI11_PARSE(app, argc, argv);
    std::cout
        << "| database | bodies | rows of the journal | decisions/s, 64 callers | one case ms "
           "| first 50 cases ms | cases of a body ms | first answer after a start ms | "
           "memory at the start, after MB | stored MB |\n"
           "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n";
    if (!postgresql) {
        measure("SQLite", process::make_sqlite, options);
    }
    if (!sqlite) {
        measure("PostgreSQL", process::make_postgresql, options);
    }
    return 0;
}

}  // namespace
}  // namespace ladder::bench

int main(int argc, char** argv) {
    return ladder::tests::run_program("scale_bench", [&] {
        return ladder::bench::run(argc, argv);
    });
}

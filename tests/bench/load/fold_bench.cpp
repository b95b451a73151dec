// A case of a thousand events read and folded, beside reading the same rows and adding them up.
#include <algorithm>
#include <iostream>
#include <random>
#include <stdexcept>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "db/database.hpp"
#include "db/fold_stream.hpp"
#include "tests/bench/load/decisions.hpp"
#include "tests/process/backends.hpp"
#include "tests/process/ladder_process.hpp"
#include "tests/support/program.hpp"

namespace ladder::bench {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t callers = 16;
constexpr std::int64_t events_of_a_case = 1000;

struct Options {
    int cases = 32;
    int runs = 3;
    int milliseconds = 2000;
};

// Decides until each case has that many events and more; gives the cases' names.
std::vector<std::string> make_cases(const std::string& database, int count) {
    if (const auto problem = process::migrate(database); !problem.empty()) {
        throw std::runtime_error{problem};
    }
    process::Server server{database};
    process::Keyring keyring{database};
    const auto opened = process::open_cases(server.port(), keyring, count);
    Decisions decisions{opened, callers};
    decisions.share_among(callers);
    auto headers = keyring.headers(process::actor);
    headers.emplace_back("Content-Type", "application/proto");
    while (decisions.version_of_all() <= events_of_a_case) {
        (void)run_closed_loop(
            server.port(),
            headers,
            callers,
            std::chrono::milliseconds{500},
            [&](std::size_t caller) { return decisions.next(caller); }
        );
    }
    std::vector<std::string> names;
    for (const auto& one : opened) {
        names.push_back(one.name());
    }
    return names;
}

// As often a second as `act(session, name)` is done for cases chosen at random.
template <class Act>
double rate_of(
    db::Database& database,
    const std::vector<std::string>& names,
    std::chrono::milliseconds length,
    const Act& act
) {
    std::mt19937 random{7};
    std::uniform_int_distribution<std::size_t> any{0, names.size() - 1};
    int done = 0;
    const auto begun = Clock::now();
    while (Clock::now() - begun < length) {
        const auto result = database.read([&](soci::session& session) -> base::Result<bool> {
            act(session, names[any(random)]);
            return true;
        });
        if (!result) {
            throw std::runtime_error{result.error().message};
        }
        ++done;
    }
    return done / std::chrono::duration<double>(Clock::now() - begun).count();
}

// The rows of the first thousand events, in order, and the bytes they hold.
void read_and_add_up(soci::session& session, const std::string& name) {
    long long version = 0, recorded_at = 0;
    std::string person, payload;
    long long last = 0;
    std::size_t bytes = 0;
    db::select_rows(
        session,
        "SELECT version, recorded_at_us, person, payload FROM journal WHERE stream = :stream AND "
        "version <= 1000 ORDER BY version",
        {{{"stream", name}}, {}},
        [&](soci::statement& statement) {
            statement.exchange(soci::into(version));
            statement.exchange(soci::into(recorded_at));
            statement.exchange(soci::into(person));
            statement.exchange(soci::into(payload));
        },
        [&] {
            if (version != last + 1) {
                throw std::runtime_error{"the history is broken"};
            }
            last = version;
            bytes += payload.size();
            return true;
        }
    );
    if (last != events_of_a_case || bytes == 0) {
        throw std::runtime_error{"the history is short"};
    }
}

void measure(const std::string& name, const process::MakeBackend& make, const Options& options) {
    const auto backend = make();
    const auto names = make_cases(backend->url(), options.cases);
    const auto database = *db::Database::open(backend->url());
    const std::chrono::milliseconds length{options.milliseconds};
    std::vector<double> folds;
    std::vector<double> bare;
    for (int run = 0; run < options.runs; ++run) {  // turn by turn
        folds.push_back(rate_of(*database, names, length, [&](auto& session, const auto& stream) {
            const auto state =
                db::fold_to_version(session, database->backend(), stream, events_of_a_case);
            if (!state || std::get<v1::Case>(*state).version() != events_of_a_case) {
                throw std::runtime_error{"the case is not folded"};
            }
        }));
        bare.push_back(rate_of(*database, names, length, read_and_add_up));
    }
    std::sort(folds.begin(), folds.end());
    std::sort(bare.begin(), bare.end());
    const auto middle = folds.size() / 2;
    std::cout << fmt::format(
                     "| {} | read and fold {} events | {:.0f} | {:.0f} | {:.2f} |",
                     name,
                     events_of_a_case,
                     folds[middle],
                     bare[middle],
                     folds[middle] / bare[middle]
                 )
              << std::endl;
}

int run(int argc, char** argv) {
    Options options;
    CLI::App app{"A case of a thousand events read and folded, beside reading its rows"};
    app.add_option("--cases", options.cases, "Cases of so many events")
        ->check(CLI::Range(static_cast<int>(callers), 1000))
        ->capture_default_str();
    app.add_option("--runs", options.runs, "Runs of each")->capture_default_str();
    app.add_option("--milliseconds", options.milliseconds, "Length of a run")
        ->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    std::cout << "| database | what | cases/s | rows read and added up, cases/s | of bare |\n"
                 "| --- | --- | ---: | ---: | ---: |\n";
    measure("SQLite", process::make_sqlite, options);
    measure("PostgreSQL", process::make_postgresql, options);
    return 0;
}

}  // namespace
}  // namespace ladder::bench

int main(int argc, char** argv) {
    return ladder::tests::run_program("fold_bench", [&] { return ladder::bench::run(argc, argv); });
}

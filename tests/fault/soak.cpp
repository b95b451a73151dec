// Hours of decisions, reads, imports and deadlines at a share of what the server can do: what its
// memory and open files did meanwhile, and whether the record is what clients were told.
#include <chrono>
#include <fstream>
#include <iostream>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>

#include <CLI/CLI.hpp>
#include <fmt/chrono.h>
#include <fmt/format.h>

#include "ladder/v1/indicator_service.pb.h"
#include "tests/fault/deadlines.hpp"
#include "tests/fault/machine.hpp"
#include "tests/fault/patience.hpp"
#include "tests/fault/under_load.hpp"
#include "tests/process/backends.hpp"
#include "tests/process/ground.hpp"
#include "tests/process/usage.hpp"
#include "tests/support/program.hpp"

namespace ladder::fault {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::seconds;

constexpr std::size_t callers = 16;
constexpr std::size_t cases_with_deadlines = 20;
constexpr int answers_a_turn = 4;
constexpr std::chrono::seconds a_day_lasts{60};
constexpr std::chrono::seconds between_imports{10};
constexpr std::chrono::seconds between_samples{10};
// PostgreSQL knows nothing of the cases just opened until it looks at its tables, once a minute.
constexpr std::chrono::seconds to_first_statistics{90};

struct Options {
    bool sqlite = false;
    int seconds = 7200;
    int seconds_of_limit = 30;
    double share = 0.25;
    int cases = 20'000;
    std::string samples;
};

template <class Message>
void must(process::Connection& connection, const std::string& procedure, const Message& request) {
    const auto answer = connection.call(procedure, request);
    if (!answer || answer->status != 200) {
        throw std::runtime_error{
            procedure + ": " + (answer ? answer->body : "the connection broke")};
    }
}

// Figures of eight forces for a hundred years, those of one year revised each round.
v1::ImportObservationsRequest figures(int round) {
    v1::ImportObservationsRequest request;
    request.set_layout("antisocial-behaviour");
    request.set_file_name(fmt::format("round-{}.csv", round));
    request.set_request_id(request.file_name());
    std::string csv = "force_id,year_ending,incidents,rate_per_1000\n";
    for (int force = 0; force < 8; ++force) {
        for (int year = 1900; year < 2000; ++year) {
            const auto revisions = (round + 1999 - year) / 100;  // of that year until now
            csv +=
                fmt::format("force-{:05},{}-03-31,{},0\n", force, year, 20'000 + year + revisions);
        }
    }
    request.set_content(csv);
    return request;
}

class Soak {
public:
    explicit Soak(const Options& options)
        : backend_{options.sqlite ? process::make_sqlite() : process::make_postgresql()},
          database_{migrated(backend_->url())},
          server_{database_, {"--deadlines-seconds", "5"}, machine_.settings()},
          keyring_{database_},
          headers_{keyring_.headers(process::actor)} {
        auto opened = process::open_cases(server_.port(), keyring_, options.cases);
        for (std::size_t i = 0; i < cases_with_deadlines; ++i) {
            with_deadlines_.push_back(opened.back().name());
            opened.pop_back();
        }
        loads_ = books_of(opened);
    }

    // Answers a second, with nobody waiting.
    double measure_limit(seconds length) {
        pace_ = 0;
        load(to_first_statistics, {});
        answers_ = 0;
        const auto begun = Clock::now();
        load(length, {});
        return static_cast<double>(answers_) /
               std::chrono::duration<double>(Clock::now() - begun).count();
    }

    void run(double answers_a_second, seconds length, const std::string& samples) {
        answers_ = 0;
        pace_ = answers_a_second / answers_a_turn;
        std::ofstream file{samples};
        file << "seconds,mebibytes,open_files,answers\n";
        load(length, [&](seconds since) {
            const auto mib = process::resident_mib(server_.pid());
            const auto files = process::open_files(server_.pid());
            file << fmt::format("{},{:.1f},{},{}\n", since.count(), mib, files, answers_.load())
                 << std::flush;
        });
        std::cout << fmt::format(
            "{} answers, {} decisions, {} imports, {} deadlines on {} days\n",
            answers_.load(),
            decisions_.load(),
            imports_.load(),
            days_.load() * cases_with_deadlines,
            days_.load()
        );
    }

    // Whether each deadline was fired once, and the record is what clients were told. What is
    // wrong; empty: nothing.
    std::string check() {
        machine_->seconds_ahead += 2 * a_day;
        process::Connection connection{server_.port(), headers_};
        const auto end = Clock::now() + patience;
        for (const auto& name : with_deadlines_) {
            auto seen = firings_of(connection, name);
            while (seen.fired_once < seen.set && Clock::now() < end) {
                look_again_soon();
                seen = firings_of(connection, name);
            }
            if (seen.set != days_ || seen.fired_once != days_) {
                return fmt::format(
                    "{}: {} deadlines on {} days, {} fired once and {} more often",
                    name,
                    seen.set,
                    days_.load(),
                    seen.fired_once,
                    seen.fired_more
                );
            }
        }
        return hold_against(loads_, headers_, server_, database_);
    }

private:
    static const std::string& migrated(const std::string& database) {
        if (auto problem = process::migrate(database); !problem.empty()) {
            throw std::runtime_error{problem};
        }
        return database;
    }

    // All that is done, for so long; `sample` is called from time to time. Throws what went wrong.
    void load(seconds length, const std::function<void(seconds)>& sample) {
        over_ = false;
        turns_ = 0;
        begun_ = Clock::now();
        ++phase_;
        std::vector<std::thread> threads;
        const auto start = [&](std::function<void()> work) {
            threads.emplace_back([this, work = std::move(work)] {
                try {
                    work();
                } catch (const std::exception& error) {
                    const std::lock_guard lock{mutex_};
                    problem_ = error.what();
                }
            });
        };
        for (std::size_t caller = 0; caller < callers; ++caller) {
            start([this, caller] { decide_and_read(caller); });
        }
        start([this] { import_figures(); });
        start([this] { pass_days(); });
        const auto end = begun_ + length;
        while (Clock::now() < end && !failed()) {
            wait_until(std::min(end, Clock::now() + between_samples));
            if (sample) {
                sample(std::chrono::duration_cast<seconds>(Clock::now() - begun_));
            }
        }
        over_ = true;
        for (auto& thread : threads) {
            thread.join();
        }
        if (failed()) {
            throw std::runtime_error{problem_};
        }
    }

    bool failed() {
        const std::lock_guard lock{mutex_};
        return !problem_.empty();
    }

    void decide_and_read(std::size_t caller) {
        process::Connection connection{server_.port(), headers_};
        process::Connection stranger{server_.port(), {}};
        const auto prefix = fmt::format("load-{}", phase_);
        const auto own = (loads_.size() - caller - 1) / callers + 1;
        v1::ListCasesRequest list;
        list.set_page_size(50);
        for (std::uint64_t number = 0; !over_; ++number) {
            const auto turn = turns_++;
            if (pace_ > 0) {
                wait_until(
                    begun_ +
                    std::chrono::microseconds{
                        static_cast<std::int64_t>(1e6 * static_cast<double>(turn) / pace_)}
                );
            }
            auto& load = loads_[caller + number % own * callers];
            if (auto problem = decide_once(connection, load, prefix, number);
                load.doubt || !problem.empty()) {
                throw std::runtime_error{load.doubt ? "the connection broke" : problem};
            }
            ++decisions_;
            v1::GetCaseRequest get;
            get.set_name(load.name);
            must(connection, "CaseService/GetCase", get);
            must(connection, "CaseService/ListCases", list);
            const auto page = stranger.get("/register");
            if (!page || page->status != 200) {
                throw std::runtime_error{page ? page->body : "the connection broke"};
            }
            answers_ += answers_a_turn;
        }
    }

    void import_figures() {
        process::Connection connection{server_.port(), headers_};
        for (auto next = begun_; !over_; look_again_soon()) {
            if (Clock::now() >= next) {
                must(connection, "IndicatorService/ImportObservations", figures(imports_++));
                next += between_imports;
            }
        }
    }

    // A deadline of the next day for each of some cases, and then the next day.
    void pass_days() {
        process::Connection connection{server_.port(), headers_};
        for (auto next = begun_; !over_; look_again_soon()) {
            if (Clock::now() < next) {
                continue;
            }
            const auto today =
                std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()) +
                machine_->seconds_ahead;
            for (const auto& name : with_deadlines_) {
                auto problem = set_deadline(
                    connection,
                    name,
                    fmt::format("plan-{}", days_.load()),
                    fmt::format("{:%F}", fmt::gmtime(today)),
                    fmt::format("{:%F}", fmt::gmtime(today + a_day))
                );
                if (!problem.empty()) {
                    throw std::runtime_error{problem};
                }
            }
            ++days_;
            machine_->seconds_ahead += a_day;
            next += a_day_lasts;
        }
    }

    std::unique_ptr<process::Backend> backend_;
    const std::string& database_;
    Machine machine_;
    process::Server server_;
    process::Keyring keyring_;
    process::Headers headers_;
    std::vector<CaseLoad> loads_;
    std::vector<std::string> with_deadlines_;

    double pace_ = 0;  // turns a second; 0: as fast as answers come
    int phase_ = 0;
    Clock::time_point begun_;
    std::atomic<bool> over_ = false;
    std::atomic<std::uint64_t> turns_ = 0;
    std::atomic<std::uint64_t> answers_ = 0;
    std::atomic<std::uint64_t> decisions_ = 0;
    std::atomic<int> imports_ = 0;
    std::atomic<int> days_ = 0;
    std::mutex mutex_;
    std::string problem_;  // the last one
};

int run(int argc, char** argv) {
    Options options;
    CLI::App app{
        "Hours of decisions, reads, imports and deadlines at a share of what the server can "
        "do"};
    app.add_flag("--sqlite", options.sqlite, "On SQLite, not on PostgreSQL");
    app.add_option("--seconds", options.seconds, "How long")->capture_default_str();
    app.add_option("--limit-seconds", options.seconds_of_limit, "How long the limit is measured")
        ->capture_default_str();
    app.add_option("--share", options.share, "Of the limit")->capture_default_str();
    app.add_option("--cases", options.cases, "Bodies, a case each")->capture_default_str();
    app.add_option("--samples", options.samples, "Where memory and open files are written (CSV)")
        ->required();
    CLI11_PARSE(app, argc, argv);
    Soak soak{options};
    const auto limit = soak.measure_limit(seconds{options.seconds_of_limit});
    std::cout << fmt::format(
                     "{:.0f} answers a second at most; now {:.0f} for {} s\n",
                     limit,
                     limit * options.share,
                     options.seconds
                 )
              << std::flush;
    soak.run(limit * options.share, seconds{options.seconds}, options.samples);
    const auto problem = soak.check();
    std::cout << (problem.empty() ? "The record is what clients were told.\n" : problem + "\n");
    return problem.empty() ? 0 : 1;
}

}  // namespace
}  // namespace ladder::fault

int main(int argc, char** argv) {
    return ladder::tests::run_program("soak", [&] { return ladder::fault::run(argc, argv); });
}

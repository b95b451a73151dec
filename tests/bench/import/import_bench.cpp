// Figures imported from CSV (read, checked, compared, doubted, stored, sealed) beside the
// database's own way of filling the same keyed table.
#include <algorithm>
#include <chrono>
#include <fstream>
#include <future>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <sodium.h>

#include "db/migrate.hpp"
#include "engine/definition/load.hpp"
#include "services/api/application.hpp"
#include "services/api/body_commands.hpp"
#include "services/api/import.hpp"
#include "services/api/import_classify.hpp"
#include "services/api/ruleset_commands.hpp"
#include "services/cli/ruleset_folder.hpp"
#include "tests/bench/import/bare.hpp"
#include "tests/support/postgres.hpp"
#include "tests/support/program.hpp"
#include "tests/support/source_tree_path.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ladder::bench {
namespace {

using Clock = std::chrono::steady_clock;

struct Options {
    int rows = 1'000'000;
    int runs = 3;
};

template <class Act>
double seconds_of(Act&& act) {
    const auto start = Clock::now();
    act();
    return std::chrono::duration<double>(Clock::now() - start).count();
}

template <class T>
T must(base::Result<T> result) {
    if (!result) {
        throw std::runtime_error{result.error().message};
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

// Rows of the layout "recorded-crime-rolling": bodies by periods by the offences of the ruleset.
class Figures {
public:
    Figures(const definition::Ruleset& ruleset, std::size_t rows)
        : layout_{*ruleset.import_layout("recorded-crime-rolling")} {
        const auto offences = static_cast<std::size_t>(layout_.values_size());
        const std::size_t periods = 100;
        bodies_ = (rows + offences * periods - 1) / (offences * periods);
        std::uint32_t random = 1;
        text_ = "force_id,period_end,offence,offences_12m\n";
        for (std::size_t body = 0; body < bodies_; ++body) {
            for (std::size_t period = 0; period < periods; ++period) {
                for (const auto& offence : layout_.values()) {
                    if (rows_ == rows) {
                        return;
                    }
                    random = random * 1664525U + 1013904223U;
                    add(body, period, offence, 1000 + (random >> 16U) % 300);
                }
            }
        }
    }

    std::size_t bodies() const { return bodies_; }
    std::size_t rows() const { return rows_; }
    const std::string& text() const { return text_; }

    // As the table holds them.
    TableFile table_file(const std::string& path) const {
        std::ofstream{path} << table_;
        return {path, rows_};
    }

private:
    void add(std::size_t body, std::size_t period, const v1::ImportValue& offence, unsigned value) {
        const auto end = base::to_string(
            base::add_months(base::parse_date("1988-03-31").value(), 3 * static_cast<int>(period))
        );
        fmt::format_to(
            std::back_inserter(text_), "b{:04},{},{},{}\n", body, end, offence.column(), value
        );
        fmt::format_to(
            std::back_inserter(table_),
            "{},bodies/b{:04},{},1,1,{},,,{},1,1\n",
            offence.indicator(),
            body,
            end,
            value,
            end
        );
        ++rows_;
    }

    const v1::ImportLayout& layout_;
    std::size_t bodies_ = 0;
    std::size_t rows_ = 0;
    std::string text_;
    std::string table_;
};

v1::Actor secretariat() {
    v1::Actor actor;
    actor.set_person("bench");
    actor.set_capacity("ppsg_secretariat");
    return actor;
}

// The services over an empty database with the shipped rules and made-up forces.
class Site {
public:
    Site(const std::string& url, const v1::RulesetDefinition& rules, std::size_t bodies)
        : database_{must(db::Database::open(url))} {
        must(db::migrate(*database_, 0));
        db::JournalWriter::Options options;
        options.clock = now;
        options.random = [](unsigned char* bytes, std::size_t size) {
            randombytes_buf(bytes, size);
        };
        writer_ = std::make_unique<db::JournalWriter>(*database_, options);
        app_ = std::make_unique<api::Application>(*database_, *writer_, now);
        v1::PublishRulesetRequest publish;
        *publish.mutable_definition() = rules;
        publish.set_reasons("To measure by.");
        publish.set_request_id("rules");
        wait([&](api::Done done) {
            api::publish_ruleset(
                api::Desk::everything(*writer_), secretariat(), publish, std::move(done)
            );
        });
        v1::RegisterBodiesRequest forces;
        for (std::size_t i = 0; i < bodies; ++i) {
            auto& body = *forces.add_bodies();
            body.set_name(fmt::format("bodies/b{:04}", i));
            body.set_kind(v1::BODY_KIND_POLICE_FORCE);
            body.set_title(fmt::format("Force {}", i));
            body.set_short_title(body.title());
            body.set_country(v1::COUNTRY_ENGLAND);
        }
        forces.set_request_id("forces");
        wait([&](api::Done done) {
            api::register_bodies(
                api::Desk::everything(*writer_), secretariat(), forces, std::move(done)
            );
        });
    }

    api::Application& app() { return *app_; }

    double import(const v1::ImportObservationsRequest& request) {
        return seconds_of([&] {
            must(api::import_observations(api::View::everything(*app_), secretariat(), request));
        });
    }

private:
    static base::Instant now() { return base::Instant{base::parse_date("2014-01-01").value()}; }

    template <class Call>
    static void wait(const Call& call) {
        std::promise<base::Result<std::string>> promise;
        auto answer = promise.get_future();
        call([&](base::Result<std::string> bytes) { promise.set_value(std::move(bytes)); });
        must(answer.get());
    }

    std::unique_ptr<db::Database> database_;
    std::unique_ptr<db::JournalWriter> writer_;
    std::unique_ptr<api::Application> app_;
};

v1::ImportObservationsRequest request_for(const std::string& text, const std::string& id) {
    v1::ImportObservationsRequest request;
    request.set_layout("recorded-crime-rolling");
    request.set_file_name("figures.csv");
    request.set_content(text);
    request.set_request_id(id);
    return request;
}

struct Medians {
    std::vector<double> bare, import, again, read;
};

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void print(const std::string& backend, const Medians& seconds, std::size_t rows) {
    const auto bare = median(seconds.bare);
    const auto row = [&](const char* what, double took) {
        fmt::print(
            "| {} | {} | {:.2f} | {:.0f} | {:.2f} |\n",
            backend,
            what,
            took,
            static_cast<double>(rows) / took,
            bare / took
        );
    };
    row("the database's own way", bare);
    row("import, all of it", median(seconds.import));
    row("of this: read and checked", median(seconds.read));
    row("the same file again", median(seconds.again));
}

void measure(const Options& options) {
    const tests::TemporaryFolder folder;
    auto files = must(cli::read_ruleset_folder(tests::in_source_tree("rules/landscape-2009")));
    const auto rules = must(definition::load(files)).definition;
    const definition::Ruleset ruleset{"rulesets/landscape-2009@1", rules};
    const Figures figures{ruleset, static_cast<std::size_t>(options.rows)};
    const auto rows_file = figures.table_file((folder.path() / "table.csv").string());
    evidence::BodyNames names;
    for (std::size_t i = 0; i < figures.bodies(); ++i) {
        names.insert(fmt::format("bodies/b{:04}", i));
    }
    const auto today = base::parse_date("2014-01-01").value();
    fmt::print("| backend | {} rows | seconds | rows/s | share |\n", figures.rows());
    fmt::print("| --- | --- | ---: | ---: | ---: |\n");
    for (const bool postgresql : {false, true}) {
        Medians seconds;
        for (int run = 0; run < options.runs; ++run) {
            const auto path = (folder.path() / fmt::format("bench{}.db", run)).string();
            const auto url =
                postgresql ? tests::shared_postgres().create_database() : "sqlite:" + path;
            Site site{url, rules, figures.bodies()};
            seconds.read.push_back(seconds_of([&] {
                const auto reading = evidence::read_import(
                    figures.text(),
                    "figures.csv",
                    *ruleset.import_layout("recorded-crime-rolling"),
                    ruleset,
                    names,
                    today
                );
                if (reading.figures.size() != figures.rows()) {
                    throw std::runtime_error{"not every row was taken"};
                }
            }));
            seconds.bare.push_back(
                postgresql ? copy_by_psql(url, rows_file)
                           : insert_by_sqlite(path + ".bare", rows_file)
            );
            seconds.import.push_back(site.import(request_for(figures.text(), "one")));
            seconds.again.push_back(site.import(request_for(figures.text(), "two")));
        }
        print(postgresql ? "postgresql" : "sqlite", seconds, figures.rows());
    }
}

}  // namespace
}  // namespace ladder::bench

int main(int argc, char** argv) {
    ladder::bench::Options options;
    CLI::App app{"Imports figures beside the database's own way of filling the same table."};
    app.add_option("--rows", options.rows, "rows of the file")->check(CLI::Range(1000, 1'500'000));
    app.add_option("--runs", options.runs, "runs, of which the median is shown");
    CLI11_PARSE(app, argc, argv);
    return ladder::tests::run_program("import_bench", [&] {
        ladder::bench::measure(options);
        return 0;
    });
}

// `ladder db`: the schema, and whether the record is whole.
#include <ostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "db/migrate.hpp"
#include "db/rebuild.hpp"
#include "db/verify.hpp"
#include "engine/base/dates.hpp"
#include "services/cli/commands.hpp"
#include "services/cli/local.hpp"
#include "services/cli/progress.hpp"

namespace ladder::cli {

namespace {

base::Result<int> migrate(Session& session) {
    auto database = db::Database::open(session.config().database);
    if (!database) {
        return database.error();
    }
    const auto report = db::migrate(**database, base::to_micros(now()));
    if (!report) {
        return report.error();
    }
    for (const auto& name : report->applied) {
        session.out << "applied " << name << '\n';
    }
    session.out << fmt::format("{}: schema {}", (*database)->shown(), report->schema)
                << (report->applied.empty() ? ", nothing to do\n" : "\n");
    return exit_ok;
}

base::Result<int> status(Session& session) {
    auto database = db::Database::open(session.config().database);
    if (!database) {
        return database.error();
    }
    const auto states = db::migration_status(**database);
    if (!states) {
        return states.error();
    }
    Table table{{"MIGRATION", "APPLIED", "PROBLEM"}, {}};
    bool sound = true;
    for (const auto& state : *states) {
        const auto at = state.applied
                            ? moment(base::to_timestamp(base::from_micros(state.applied_at_us)))
                            : "no";
        table.rows.push_back({state.name, at, or_dash(state.problem)});
        sound = sound && state.applied && state.problem.empty();
    }
    if (session.format == Format::csv) {
        print_csv(session.out, table);
    } else {
        print_table(session.out, table);
    }
    return sound ? exit_ok : exit_failure;
}

base::Result<int> verify(Session& session) {
    auto database = db::Database::open(session.config().database);
    if (!database) {
        return database.error();
    }
    ProgressLine line{session};
    const auto report = db::verify(**database, line.callback());
    line.finish();
    if (!report) {
        return report.error();
    }
    for (const auto& finding : report->findings) {
        session.out << finding.where << ": " << finding.what << '\n';
    }
    session.out << fmt::format(
        "{}: {} events in {} streams, {} rows of read models, {} figures ({} unsealed), {} parts "
        "of "
        "documents ({} contents unnamed)\nroot {}\n",
        report->clean() ? "whole" : fmt::format("{} findings", report->finding_count),
        report->events,
        report->streams,
        report->read_model_rows,
        report->figures,
        report->unsealed_figures,
        report->document_parts,
        report->orphan_contents,
        report->root
    );
    return report->clean() ? exit_ok : exit_failure;
}

base::Result<int> rebuild(Session& session) {
    auto database = db::Database::open(session.config().database);
    if (!database) {
        return database.error();
    }
    if (const auto current = db::require_current(**database); !current) {
        return current.error();
    }
    ProgressLine line{session};
    const auto report = db::rebuild(**database, line.callback());
    line.finish();
    if (!report) {
        return report.error();
    }
    session.out << fmt::format("{} rows made anew from {} events\n", report->rows, report->events);
    return exit_ok;
}

void add_verb(
    CLI::App& noun,
    Session& session,
    const std::string& name,
    const std::string& help,
    const std::string& footer,
    Act act
) {
    auto& verb = *noun.add_subcommand(name, help);
    verb.fallthrough()->footer(footer);
    add_config_flag(verb, session, "database");
    on_run(verb, session, std::move(act));
}

}  // namespace

void add_database(CLI::App& program, Session& session) {
    auto& noun = *program.add_subcommand("db", "the database: schema and record");
    noun.require_subcommand(1)->fallthrough();
    add_verb(
        noun,
        session,
        "migrate",
        "bring the schema up to this binary",
        "Example: ladder db migrate --database postgresql://ladder_owner@localhost/ladder",
        migrate
    );
    add_verb(
        noun,
        session,
        "status",
        "every migration; exit 1 unless all are applied",
        "Example: ladder db status --database sqlite:ladder.db",
        status
    );
    add_verb(
        noun,
        session,
        "verify",
        "journal, read models and figures against each other",
        "Example: ladder db verify --database sqlite:ladder.db",
        verify
    );
    add_verb(
        noun,
        session,
        "rebuild",
        "make the read models anew from the journal",
        "Example: ladder db rebuild --database sqlite:ladder.db",
        rebuild
    );
}

}  // namespace ladder::cli

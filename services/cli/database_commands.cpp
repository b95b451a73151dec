// `ladder db`: the schema, and whether the record is whole.
#include <memory>
#include <ostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include "db/erase.hpp"
#include "db/migrate.hpp"
#include "db/rebuild.hpp"
#include "engine/base/dates.hpp"
#include "engine/ledger/note_key.hpp"
#include "services/cli/commands.hpp"
#include "services/cli/local.hpp"
#include "services/cli/progress.hpp"
#include "services/cli/verify_report.hpp"

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

struct VerifyRange {
    std::int64_t from = 0;
    std::int64_t to = -1;  // the end
    std::vector<std::string> keys;
};

base::Result<int> verify(Session& session, const VerifyRange& range) {
    db::VerifyOptions options;
    options.from = range.from;
    if (range.to >= 0) {
        options.to = range.to;
    }
    for (const auto& text : range.keys) {
        auto key = ledger::parse_verifier_key(text);
        if (!key) {
            return key.error();
        }
        options.keys.push_back(std::move(*key));
    }
    return verify_database(session, options);
}

base::Result<int> erase(Session& session) {
    auto database = db::Database::open(session.config().database);
    if (!database) {
        return database.error();
    }
    if (const auto current = db::require_current(**database); !current) {
        return current.error();
    }
    const auto report = db::erase(**database);
    if (!report) {
        return report.error();
    }
    session.out << fmt::format(
        "erased the content of {} events, {} answers and {} parts of documents' contents\n",
        report->events,
        report->answers,
        report->contents
    );
    return exit_ok;
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

void add_verify(CLI::App& noun, Session& session) {
    auto& verb = *noun.add_subcommand(
        "verify", "journal, checkpoints, read models, figures and documents against each other"
    );
    verb.fallthrough()->footer(
        "A part of the journal begins with the tree as it is kept, and is faster than all of it.\n"
        "Examples:\n"
        "  ladder db verify --database sqlite:ladder.db\n"
        "  ladder db verify --from 120000"
    );
    auto range = std::make_shared<VerifyRange>();
    verb.add_option("--from", range->from, "only from this position on [0]")
        ->check(CLI::NonNegativeNumber);
    verb.add_option("--to", range->to, "only below this position [the end]")
        ->check(CLI::NonNegativeNumber);
    verb.add_option("--key", range->keys, "checkpoints must be signed by this verifier key");
    add_config_flag(verb, session, "database");
    on_run(verb, session, [range](Session& now) { return verify(now, *range); });
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
    add_verify(noun, session);
    add_verb(
        noun,
        session,
        "erase",
        "remove the content that recorded destructions name, as the database's owner",
        "What `ladder audit destroy` recorded leaves the files of the database; backups are yours "
        "to\n"
        "see to. Example: ladder db erase --database sqlite:ladder.db",
        erase
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

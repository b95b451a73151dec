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
#include "db/roles.hpp"
#include "engine/base/dates.hpp"
#include "engine/ledger/note_key.hpp"
#include "services/cli/audit_files.hpp"
#include "services/cli/commands.hpp"
#include "services/cli/local.hpp"
#include "services/cli/progress.hpp"
#include "services/cli/verify_report.hpp"

namespace ladder::cli {

namespace {

// Rights that are wider than they should be, a line each. True: none are.
base::Result<bool> tell_rights(Session& session, db::Database& database, const db::Roles& roles) {
    const auto wide = db::wide_rights(database, roles);
    if (!wide) {
        return wide.error();
    }
    for (const auto& finding : *wide) {
        session.err << "too wide a right: " << finding << '\n';
    }
    return wide->empty();
}

base::Result<int> migrate(Session& session, const db::Roles& roles) {
    auto database = open_database(session.config());
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
    if (const auto granted = db::grant_rights(**database, roles); !granted) {
        return granted.error();
    }
    const auto narrow = tell_rights(session, **database, roles);
    if (!narrow) {
        return narrow.error();
    }
    return *narrow ? exit_ok : exit_failure;
}

base::Result<int> status(Session& session, const db::Roles& roles) {
    auto database = open_database(session.config());
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
    const auto narrow = sound ? tell_rights(session, **database, roles) : base::Result<bool>(true);
    if (!narrow) {
        return narrow.error();
    }
    return sound && *narrow ? exit_ok : exit_failure;
}

struct VerifyRange {
    std::int64_t from = 0;
    std::int64_t to = -1;  // the end
    std::vector<std::string> keys;
    std::string policy_file;
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
    if (!range.policy_file.empty()) {
        auto policy = read_policy(range.policy_file);
        if (!policy) {
            return policy.error();
        }
        options.witnesses = witnesses_of(std::move(*policy));
    }
    return verify_database(session, options);
}

base::Result<int> erase(Session& session) {
    auto database = open_database(session.config());
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
    auto database = open_database(session.config());
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

// A verb that makes or checks the roles of PostgreSQL.
void add_verb_on_roles(
    CLI::App& noun,
    Session& session,
    const std::string& name,
    const std::string& help,
    const std::string& footer,
    base::Result<int> (*act)(Session&, const db::Roles&)
) {
    auto roles = std::make_shared<db::Roles>();
    auto perform = [roles, act](Session& now) { return act(now, *roles); };
    add_verb(noun, session, name, help, footer, std::move(perform));
    auto& verb = *noun.get_subcommand(name);
    verb.add_option("--application-role", roles->application, "the role of `serve` (PostgreSQL)")
        ->capture_default_str();
    verb.add_option("--reader-role", roles->reader, "the role that reads lists only (PostgreSQL)")
        ->capture_default_str();
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
    verb.add_option(
        "--policy", range->policy_file, "cosignatures of its witnesses on checkpoints must verify"
    );
    add_config_flag(verb, session, "database");
    on_run(verb, session, [range](Session& now) { return verify(now, *range); });
}

}  // namespace

void add_database(CLI::App& program, Session& session) {
    auto& noun = *program.add_subcommand("db", "the database: schema and record");
    noun.require_subcommand(1)->fallthrough();
    add_verb_on_roles(
        noun,
        session,
        "migrate",
        "bring the schema up to this binary; on PostgreSQL make the roles and check their rights",
        "Example: ladder db migrate --database postgresql://ladder_owner@localhost/ladder",
        migrate
    );
    add_verb_on_roles(
        noun,
        session,
        "status",
        "every migration, and rights too wide; exit 1 unless all are applied and none is",
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

#include "services/cli/run.hpp"

#include <cstdlib>
#include <exception>
#include <map>
#include <optional>
#include <ostream>
#include <unistd.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>
#include <google/protobuf/stubs/logging.h>
#include <sodium/core.h>

#include "services/cli/commands.hpp"
#include "services/cli/errors.hpp"
#include "services/cli/ruleset_folder.hpp"
#include "services/cli/version.hpp"

namespace ladder::cli {

namespace {

constexpr std::size_t config_bytes_max = std::size_t{64} * 1024;
constexpr std::string_view system_config = "/etc/ladder/ladder.toml";

// clang-format off
constexpr std::string_view examples = R"(
First steps:
  ladder db migrate --database sqlite:ladder.db
  ladder demo load --database sqlite:ladder.db
  ladder serve --database sqlite:ladder.db
  ladder login --token-file ann.token
  ladder evaluate --period-end 2011-03-31 --capacity hmic_analyst

Options before or after the command: -o table|json|jsonl|csv, --known-at, --strict, --dry-run,
--reason, --request-id, --server, --token-file, --capacity, --verbose.
Exit code: 0 done; 1 findings, or refused; 2 the command line is wrong.
Configuration: flag over LADDER_* over the file of --config; see `ladder config show`.)";
// clang-format on

std::optional<std::string> environment(const std::string& name) {
    const char* value = std::getenv(name.c_str());
    return value == nullptr ? std::nullopt : std::optional<std::string>{value};
}

void add_formats(CLI::App& app, Session& session) {
    const std::map<std::string, Format> formats{
        {"table", Format::table},
        {"json", Format::json},
        {"jsonl", Format::jsonl},
        {"csv", Format::csv}};
    app.add_option_function<std::string>(
           "-o,--output",
           [&session, formats](const std::string& word) { session.format = formats.at(word); },
           "table, json, jsonl or csv [table]"
    )
        ->check(CLI::IsMember({"table", "json", "jsonl", "csv"}));
}

// The nouns; each says where its examples are, not what the program's own help ends with.
void add_nouns(CLI::App& app, Session& session) {
    for (const auto add :
         {add_serve,       add_database,   add_demo,      add_ruleset,   add_body,
          add_indicator,   add_evaluate,   add_case,      add_procedure, add_proposal,
          add_deadline,    add_task,       add_peer,      add_document,  add_letter,
          add_publication, add_assessment, add_reference, add_meeting,   add_audit,
          add_report,      add_config,     add_user,      add_access,    add_login}) {
        add(app, session);
    }
    for (auto* noun : app.get_subcommands({})) {
        if (noun->get_footer().empty()) {
            noun->footer(fmt::format("With an example: ladder {} VERB --help", noun->get_name()));
        }
    }
    app.footer(std::string{examples});
}

void add_globals(CLI::App& app, Session& session) {
    app.set_version_flag(
        "--version", fmt::format("ladder {} ({})", version(), commit()), "the version of this build"
    );
    add_formats(app, session);
    app.add_option("--known-at", session.known_at, "as known on a day, or at a moment in UTC");
    app.add_flag("--strict", session.strict, "with --known-at: leave out what was entered later");
    app.add_flag("--dry-run", session.dry_run, "say what would happen, write nothing");
    app.add_option("--reason", session.reason, "why: every act on the record needs a reason");
    app.add_option("--request-id", session.request_id, "repeat a request safely [a fresh UUID]");
    app.add_option("--config", session.config_file, "the configuration file (TOML)");
    app.add_flag("-v,--verbose", session.verbose, "say more, such as request ids");
    for (const auto* key :
         {"server", "server_ca", "client_cert", "client_key", "token_file", "capacity", "share"}) {
        add_config_flag(app, session, key);
    }
}

// The file asked for, or the system's if there is one.
base::Result<std::optional<ConfigFile>> config_file(const Session& session) {
    auto path = session.config_file;
    if (path.empty()) {
        path = environment("LADDER_CONFIG").value_or("");
    }
    if (path.empty()) {
        if (::access(system_config.data(), R_OK) != 0) {
            return std::optional<ConfigFile>{};
        }
        path = system_config;
    }
    auto text = read_file(path, config_bytes_max);
    if (!text) {
        return text.error();
    }
    return std::optional<ConfigFile>{{path, std::move(*text)}};
}

base::Result<int> perform(Session& session) {
    auto file = config_file(session);
    if (!file) {
        return file.error();
    }
    auto resolved = resolve({session.flags, environment, std::move(*file)});
    if (!resolved) {
        return resolved.error();
    }
    session.configuration = std::move(*resolved);
    return session.act(session);
}

// Takes the arguments in; an exit code if there is nothing more to do.
std::optional<int> read_arguments(
    CLI::App& app, int argc, const char* const* argv, Session& session
) {
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error, session.out, session.err);
        return code == exit_ok ? exit_ok : exit_usage;
    }
    if (!session.act) {
        session.out << app.help();
        return exit_usage;
    }
    return std::nullopt;
}

}  // namespace

int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err) {
    try {
        // What protobuf would print on its own is either told by us or of no use to anyone.
        google::protobuf::SetLogHandler(nullptr);
        if (sodium_init() < 0) {
            err << "ladder: the system gives no random numbers\n";
            return exit_failure;
        }
        const bool terminal = ::isatty(STDERR_FILENO) == 1;
        const std::string program = argc > 0 ? argv[0] : "ladder";
        // clang-format off
        Session session{
            out, err, terminal, program, Format::table, {}, false, false, false, {}, {}, {}, {}, {}, {}};
        // clang-format on
        CLI::App app{
            "Ladder: rules propose, named people decide, the record proves both.", "ladder"};
        app.require_subcommand(0, 1);
        app.fallthrough();
        add_globals(app, session);
        add_nouns(app, session);
        if (const auto code = read_arguments(app, argc, argv, session)) {
            return *code;
        }
        const auto code = perform(session);
        out.flush();
        if (!code) {
            print(err, code.error());
            if (code.error().code == base::Code::unauthenticated) {
                err << "  give --token-file FILE, set LADDER_TOKEN_FILE, or `ladder login` once\n";
            }
            return exit_failure;
        }
        return *code;
    } catch (const std::exception& error) {
        err << "ladder: internal error: " << error.what() << '\n';
        return exit_failure;
    }
}

}  // namespace ladder::cli

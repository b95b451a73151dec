// `ladder config`: what is configured, and where it came from.
#include <algorithm>
#include <ostream>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "engine/definition/suggest.hpp"
#include "services/cli/commands.hpp"

extern char** environ;  // POSIX

namespace ladder::cli {

namespace {

// Variables that look like ours and configure nothing: slips of the keyboard.
std::vector<std::string> unknown_variables() {
    std::vector<std::string> known{"LADDER_CONFIG"};
    for (const auto& key : config_keys()) {
        known.push_back(variable_of(key));
    }
    std::vector<std::string> findings;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text{*entry};
        const auto name = text.substr(0, text.find('='));
        if (name.starts_with("LADDER_") &&
            std::find(known.begin(), known.end(), name) == known.end()) {
            findings.push_back(
                std::string{name} + " configures nothing; " + definition::suggest(name, known)
            );
        }
    }
    return findings;
}

base::Result<int> show(Session& session) {
    Table table{{"KEY", "VALUE", "FROM", "WHAT FOR"}, {}};
    for (const auto& setting : session.configuration.settings) {
        table.rows.push_back({setting.key, or_dash(setting.value), setting.origin, setting.help});
    }
    if (session.format == Format::csv) {
        print_csv(session.out, table);
    } else {
        print_table(session.out, table);
    }
    return exit_ok;
}

// The values themselves were checked before any command ran.
base::Result<int> check(Session& session) {
    const auto findings = unknown_variables();
    for (const auto& finding : findings) {
        session.err << "ladder: " << finding << '\n';
    }
    if (findings.empty()) {
        session.out << "the configuration is sound\n";
    }
    return findings.empty() ? exit_ok : exit_failure;
}

}  // namespace

void add_config(CLI::App& program, Session& session) {
    auto& noun = *program.add_subcommand("config", "what is configured");
    noun.require_subcommand(1)->fallthrough();
    auto& shown = *noun.add_subcommand("show", "every value and where it came from");
    shown.fallthrough()->footer("Example: LADDER_LISTEN=127.0.0.1:9000 ladder config show");
    on_run(shown, session, show);
    auto& checked = *noun.add_subcommand("check", "exit 1 if anything is wrong");
    checked.fallthrough()->footer("Example: ladder config check --config /etc/ladder/ladder.toml");
    on_run(checked, session, check);
}

}  // namespace ladder::cli

// One run of the command line: what was asked for, and where answers go.
#pragma once

#include <functional>
#include <iosfwd>
#include <map>
#include <string>
#include <string_view>

#include "engine/base/result.hpp"
#include "services/cli/config.hpp"
#include "services/cli/output.hpp"
#include "services/cli/words.hpp"

namespace CLI {
class App;
}

namespace ladder::cli {

inline constexpr int exit_ok = 0;
inline constexpr int exit_failure = 1;  // findings, or a refusal
inline constexpr int exit_usage = 2;

struct Session;

// A command: gives the exit code, or the error that is printed (exit code 1).
using Act = std::function<base::Result<int>(Session&)>;

struct Session {
    std::ostream& out;
    std::ostream& err;
    bool terminal = false;  // err is one: progress may be drawn
    std::string program;    // the path of the running binary

    // Global options.
    Format format = Format::table;
    std::string known_at;
    bool strict = false;
    bool dry_run = false;
    bool verbose = false;
    std::string reason;
    std::string request_id;
    std::string config_file;
    std::map<std::string, std::string, std::less<>> flags;  // configuration given by flag

    // Set once the command line is read.
    Act act;
    Configuration configuration;

    const Config& config() const { return configuration.config; }
};

// Makes `act` what a subcommand does.
void on_run(CLI::App& command, Session& session, Act act);

// A flag of the command for a key of the configuration: "--database-threads".
void add_config_flag(CLI::App& command, Session& session, const std::string& key);

// Sets known_at and known_at_mode of a read. Errors: invalid_argument for --known-at.
template <class Request>
[[nodiscard]] base::Result<void> set_known_at(const Session& session, Request& request) {
    if (!session.known_at.empty()) {
        auto at = parse_known_at(session.known_at);
        if (!at) {
            return at.error();
        }
        *request.mutable_known_at() = std::move(*at);
    }
    request.set_known_at_mode(
        session.strict ? v1::KNOWN_AT_MODE_STRICT : v1::KNOWN_AT_MODE_AS_KNOWN
    );
    return {};
}

// The request id given, or a fresh UUID. Prints it where --verbose asks for it.
std::string request_id_of(const Session& session);

// Sets request_id and validate_only of a mutation.
template <class Request>
void set_mutation(const Session& session, Request& request) {
    request.set_request_id(request_id_of(session));
    request.set_validate_only(session.dry_run);
}

// "dry run, nothing was written: " or nothing.
std::string_view dry_run_mark(const Session& session);

}  // namespace ladder::cli

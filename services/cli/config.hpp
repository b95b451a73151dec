// The configuration: flag over LADDER_* over TOML file over default, and where each value came
// from.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"

namespace ladder::cli {

// Everything that can be configured, validated. Each field is one key of the file, one LADDER_
// variable and one flag.
struct Config {
    std::string listen;    // the address of `serve`, "127.0.0.1:8420"
    std::string database;  // "sqlite:PATH" or "postgresql://.."
    std::string server;    // the address that remote commands call, "http://127.0.0.1:8420"
    std::string share;     // the folder of rules and demo data; empty: looked for beside the binary
    std::string actor;     // who acts; empty: none, and changes are refused
    std::string capacity;  // in which capacity
    std::string log_level;
    int database_threads = 0;     // threads that run the queries of `serve`
    int connections_max = 0;      // connections that `serve` holds at once
    int drain_seconds = 0;        // how long `serve` waits for requests under way when it stops
    int documents_max_bytes = 0;  // of the contents of one document
    std::string
        documents_media_types;  // that documents may have, parted by commas; empty: the usual
    std::string audit_origin;   // the log's name in checkpoints; empty: that of the signing key
    std::string audit_signing_key_file;     // of the log; empty: no checkpoint can be made
    std::string audit_witness_policy_file;  // which witnesses may cosign; empty: none
};

// One value as `config show` prints it.
struct Setting {
    std::string key;
    std::string value;   // a password within is masked
    std::string origin;  // "default", "ladder.toml:3", "environment LADDER_LISTEN", "flag --listen"
    std::string help;
};

struct Configuration {
    Config config;
    std::vector<Setting> settings;  // in the order of Config
};

// A file as read by the caller.
struct ConfigFile {
    std::string path;
    std::string text;
};

// Where values may come from. `environment` gives a variable's value by its name.
struct ConfigSources {
    std::map<std::string, std::string, std::less<>> flags;  // by key
    std::function<std::optional<std::string>(const std::string&)> environment;
    std::optional<ConfigFile> file;
};

// Resolves and validates every value. Errors: invalid_argument with a TextIssue for each problem of
// the file (file, line, column, what would be right) and a FieldViolation for each other bad value.
[[nodiscard]] base::Result<Configuration> resolve(const ConfigSources& sources);

// "LADDER_DATABASE_THREADS" of "database_threads".
std::string variable_of(std::string_view key);

// What a key is for, with its default; empty for an unknown key.
std::string help_of(std::string_view key);

// The keys, in the order of Config.
std::vector<std::string> config_keys();

}  // namespace ladder::cli

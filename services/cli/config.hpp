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
    std::string listen;         // the address of `serve`, "127.0.0.1:8420"
    std::string database;       // "sqlite:PATH" or "postgresql://.."
    std::string database_file;  // holds what `database` is, with a password; empty: none. A flag
                                // --database goes before it
    std::string server;         // the address that remote commands call, "http://127.0.0.1:8420"
    std::string server_ca;      // authorities of its certificate; empty: the system's
    std::string client_cert;    // the certificate chain that remote commands show; empty: none
    std::string client_key;     // its private key
    std::string share;  // the folder of rules and demo data; empty: looked for beside the binary
    std::string token_file;  // of the caller; empty: the one that `ladder login` keeps
    std::string capacity;    // in which capacity
    std::string log_level;
    int database_threads = 0;        // threads that run the queries of `serve`
    int writer_cache_max_bytes = 0;  // of events whose folded states the writer keeps
    int connections_max = 0;         // connections that `serve` holds at once
    int drain_seconds = 0;           // how long `serve` waits for requests under way when it stops
    int deadlines_seconds = 0;       // how often `serve` looks for deadlines that have passed
    std::string tls_cert;            // the certificate chain of `serve`; empty: plain HTTP
    std::string tls_key;             // its private key
    std::string tls_client_ca;  // authorities of callers' certificates; empty: none are asked for
    bool behind_proxy = false;  // a proxy that ends TLS is in front of `serve`
    std::string public_host;    // names that requests may give as their host, parted by commas
    int session_idle_seconds = 0;  // how long a browser stays signed in without a request
    int session_max_seconds = 0;   // and at most
    int requests_per_minute = 0;   // of one caller; 0: no limit, here and below
    int requests_at_once = 0;      // of one caller
    int connections_per_address = 0;
    int header_max_bytes = 0;
    int url_max_bytes = 0;
    int body_max_bytes = 0;
    int documents_max_bytes = 0;          // of the contents of one document
    std::string oidc_issuer;              // of the identity provider; empty: there is none
    std::string oidc_client_id;           // as which it knows this server
    std::string oidc_client_secret_file;  // empty: a public client
    std::string oidc_redirect_base;  // where browsers find this server, "https://ladder.example"
    std::string oidc_audience;       // of its tokens for the API; empty: none are taken
    std::string oidc_algorithms;     // by which it may sign, parted by commas
    std::string oidc_ca_file;        // authorities of its certificate; empty: the system's
    std::string
        documents_media_types;  // that documents may have, parted by commas; empty: the usual
    std::string audit_origin;   // the log's name in checkpoints; empty: that of the signing key
    std::string audit_signing_key_file;     // of the log; empty: no checkpoint can be made
    std::string audit_witness_policy_file;  // which witnesses may cosign; empty: none
    int audit_bundle_max_bytes = 0;         // of a bundle that the server writes
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

#include "services/cli/config.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <regex>

#include <fmt/format.h>

#include "services/cli/toml_file.hpp"

namespace ladder::cli {

namespace {

// What is wrong with a value and what would be right; empty: nothing.
using Check = std::string (*)(const std::string&);

struct Key {
    std::string_view name;
    std::string_view fallback;
    std::string_view help;
    Check check;
    void (*store)(Config&, const std::string&);
};

std::string any_text(const std::string&) {
    return {};
}

std::string is_address(const std::string& value) {
    static const std::regex shape{R"(([0-9.]+|\[[0-9a-fA-F:]+\]|localhost):([0-9]{1,5}))"};
    return std::regex_match(value, shape) ? "" : "write it as 127.0.0.1:8420";
}

std::string is_database(const std::string& value) {
    return value.starts_with("sqlite:") || value.starts_with("postgresql:")
               ? ""
               : "write it as sqlite:PATH or postgresql://user@host/name";
}

std::string is_server(const std::string& value) {
    // A token travels with every request: in plain text it stays on this machine.
    static const std::regex plain{R"(http://(localhost|127(\.[0-9]{1,3}){3}|\[::1\])(:[0-9]+)?/?)"};
    return value.starts_with("https://") || std::regex_match(value, plain)
               ? ""
               : "write it as https://ladder.example, or http://127.0.0.1:8420 on this machine";
}

std::string is_log_level(const std::string& value) {
    return value == "debug" || value == "info" || value == "warn" || value == "error"
               ? ""
               : "it is one of debug, info, warn, error";
}

std::string is_media_types(const std::string& value) {
    static const std::regex shape{R"(([a-z0-9.+-]+/[a-z0-9.+-]+(,[a-z0-9.+-]+/[a-z0-9.+-]+)*)?)"};
    return std::regex_match(value, shape) ? "" : "write it as application/pdf,text/plain";
}

int number_of(const std::string& value) {
    int number = -1;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    return error == std::errc{} && end == value.data() + value.size() ? number : -1;
}

std::string is_yes_or_no(const std::string& value) {
    return value == "yes" || value == "no" ? "" : "it is yes or no";
}

std::string is_host_names(const std::string& value) {
    static const std::regex shape{R"(([A-Za-z0-9.-]+(,[A-Za-z0-9.-]+)*)?)"};
    return std::regex_match(value, shape) ? "" : "write it as ladder.example,www.ladder.example";
}

template <int least, int most>
std::string is_between(const std::string& value) {
    const int number = number_of(value);
    return number >= least && number <= most ? "" : fmt::format("it is from {} to {}", least, most);
}

template <std::string Config::*field>
void text_into(Config& config, const std::string& value) {
    config.*field = value;
}

template <int Config::*field>
void number_into(Config& config, const std::string& value) {
    config.*field = number_of(value);
}

template <bool Config::*field>
void yes_into(Config& config, const std::string& value) {
    config.*field = value == "yes";
}

// clang-format off
constexpr std::array keys{
    Key{"listen", "127.0.0.1:8420", "the address of `serve`: loopback, unless TLS or a proxy is given",
        is_address, text_into<&Config::listen>},
    Key{"database", "sqlite:ladder.db", "sqlite:PATH or postgresql://user@host/name",
        is_database, text_into<&Config::database>},
    Key{"database_file", "", "a file, its owner's alone, that holds what `database` would, password and all",
        any_text, text_into<&Config::database_file>},
    Key{"server", "http://127.0.0.1:8420", "the server that remote commands call",
        is_server, text_into<&Config::server>},
    Key{"server_ca", "", "authorities of an https:// server's certificate (PEM); empty: the system's",
        any_text, text_into<&Config::server_ca>},
    Key{"client_cert", "", "the certificate chain that remote commands show an https:// server (PEM)",
        any_text, text_into<&Config::client_cert>},
    Key{"client_key", "", "the private key of that certificate (PEM), its owner's alone",
        any_text, text_into<&Config::client_key>},
    Key{"share", "", "the folder of rules and demo data; empty: found beside the binary",
        any_text, text_into<&Config::share>},
    Key{"token_file", "", "the file of your token; empty: the one that `ladder login` keeps",
        any_text, text_into<&Config::token_file>},
    Key{"capacity", "", "in which capacity: a role of the ruleset",
        any_text, text_into<&Config::capacity>},
    Key{"log_level", "info", "debug, info, warn or error",
        is_log_level, text_into<&Config::log_level>},
    Key{"database_threads", "3", "threads that run the queries of `serve`",
        is_between<1, 64>, number_into<&Config::database_threads>},
    Key{"writer_cache_max_bytes", "33554432", "bytes of events whose states the writer keeps; they take some times as much",
        is_between<1048576, 1073741824>, number_into<&Config::writer_cache_max_bytes>},
    Key{"connections_max", "1024", "connections that `serve` holds at once",
        is_between<1, 65000>, number_into<&Config::connections_max>},
    Key{"drain_seconds", "10", "how long `serve` waits for requests under way when it stops",
        is_between<0, 600>, number_into<&Config::drain_seconds>},
    Key{"deadlines_seconds", "60", "how often `serve` looks for deadlines that have passed",
        is_between<1, 86'400>, number_into<&Config::deadlines_seconds>},
    Key{"tls_cert", "", "the certificate chain of `serve` (PEM); empty: plain HTTP",
        any_text, text_into<&Config::tls_cert>},
    Key{"tls_key", "", "the private key of that certificate (PEM), its owner's alone",
        any_text, text_into<&Config::tls_key>},
    Key{"tls_client_ca", "", "authorities whose certificates callers may show (PEM)",
        any_text, text_into<&Config::tls_client_ca>},
    Key{"behind_proxy", "no", "yes: a proxy that ends TLS is in front, and nobody else gets to `serve`",
        is_yes_or_no, yes_into<&Config::behind_proxy>},
    Key{"public_host", "", "names that requests may give as their host, parted by commas",
        is_host_names, text_into<&Config::public_host>},
    Key{"session_idle_seconds", "1800", "how long a browser stays signed in without a request",
        is_between<1, 86'400>, number_into<&Config::session_idle_seconds>},
    Key{"session_max_seconds", "43200", "how long it stays signed in at most",
        is_between<1, 604'800>, number_into<&Config::session_max_seconds>},
    Key{"requests_per_minute", "6000", "of one caller; 0: no limit",
        is_between<0, 10'000'000>, number_into<&Config::requests_per_minute>},
    Key{"requests_at_once", "64", "under way of one caller; 0: no limit",
        is_between<0, 65000>, number_into<&Config::requests_at_once>},
    Key{"connections_per_address", "256", "of one address; 0: no limit, as behind a proxy",
        is_between<0, 65000>, number_into<&Config::connections_per_address>},
    Key{"header_max_bytes", "16384", "bytes of a request's header",
        is_between<1024, 1048576>, number_into<&Config::header_max_bytes>},
    Key{"url_max_bytes", "8192", "bytes of a request's path and query",
        is_between<256, 1048576>, number_into<&Config::url_max_bytes>},
    Key{"body_max_bytes", "536870912", "bytes of any request's body; most calls take far less",
        is_between<1024, 1073741824>, number_into<&Config::body_max_bytes>},
    Key{"documents_max_bytes", "26214400", "bytes that the parts of a document may have together",
        is_between<1024, 268435456>, number_into<&Config::documents_max_bytes>},
    Key{"documents_media_types", "", "media types of documents, parted by commas; empty: the usual",
        is_media_types, text_into<&Config::documents_media_types>},
    Key{"oidc_issuer", "", "the identity provider, as its discovery document has it; empty: none",
        any_text, text_into<&Config::oidc_issuer>},
    Key{"oidc_client_id", "", "as which client the provider knows `serve`",
        any_text, text_into<&Config::oidc_client_id>},
    Key{"oidc_client_secret_file", "", "the file of that client's secret, its owner's alone; empty: none",
        any_text, text_into<&Config::oidc_client_secret_file>},
    Key{"oidc_redirect_base", "", "where browsers find `serve`: https://ladder.example",
        any_text, text_into<&Config::oidc_redirect_base>},
    Key{"oidc_audience", "", "the audience of the provider's tokens for the API; empty: none are taken",
        any_text, text_into<&Config::oidc_audience>},
    Key{"oidc_algorithms", "RS256,PS256,ES256,EdDSA", "by which the provider may sign",
        any_text, text_into<&Config::oidc_algorithms>},
    Key{"oidc_ca_file", "", "authorities of the provider's certificate (PEM); empty: the system's",
        any_text, text_into<&Config::oidc_ca_file>},
    Key{"audit_origin", "", "the log's name in checkpoints; empty: that of the signing key",
        any_text, text_into<&Config::audit_origin>},
    Key{"audit_signing_key_file", "", "the key that signs checkpoints; see `ladder audit keygen`",
        any_text, text_into<&Config::audit_signing_key_file>},
    Key{"audit_witness_policy_file", "", "which witnesses may cosign, and how many must (C2SP tlog-policy)",
        any_text, text_into<&Config::audit_witness_policy_file>},
    Key{"audit_bundle_max_bytes", "268435456", "bytes of a bundle; who verifies a larger one says so too",
        is_between<65536, 1000000000>, number_into<&Config::audit_bundle_max_bytes>},
};
// clang-format on

// "postgresql://ann:***@host/name": nobody reads a password off a screen.
std::string masked(const std::string& value) {
    static const std::regex in_url{R"((://[^:/@\s]+:)[^@\s]+@)"};
    static const std::regex in_words{R"((password=)[^\s&]+)"};
    return std::regex_replace(std::regex_replace(value, in_url, "$1***@"), in_words, "$1***");
}

struct Found {
    std::string value;
    std::string origin;
    std::optional<base::Detail> where;  // the place in the file, to complain about
};

Found find(const Key& key, const ConfigSources& sources, const TomlValues& file) {
    if (const auto flag = sources.flags.find(key.name); flag != sources.flags.end()) {
        std::string spelled{key.name};
        std::replace(spelled.begin(), spelled.end(), '_', '-');
        return {flag->second, "flag --" + spelled, {}};
    }
    const auto variable = variable_of(key.name);
    if (auto value = sources.environment ? sources.environment(variable) : std::nullopt) {
        return {std::move(*value), "environment " + variable, {}};
    }
    if (const auto entry = file.find(key.name); entry != file.end()) {
        v1::TextIssue issue;
        issue.set_file(sources.file->path);
        issue.set_line(entry->second.line);
        issue.set_column(entry->second.column);
        return {
            entry->second.text,
            fmt::format("{}:{}", sources.file->path, entry->second.line),
            base::Detail{issue}};
    }
    return {std::string{key.fallback}, "default", {}};
}

void complain(std::vector<base::Detail>& problems, const Key& key, Found found, std::string fix) {
    const auto message = fmt::format("'{}' is not a {}", masked(found.value), key.name);
    if (found.where) {
        auto& issue = std::get<v1::TextIssue>(*found.where);
        issue.set_message(message);
        issue.set_fix(std::move(fix));
        problems.push_back(std::move(*found.where));
        return;
    }
    v1::FieldViolation violation;
    violation.set_field(found.origin);
    violation.set_description(fmt::format("{}; {}", message, fix));
    problems.emplace_back(std::move(violation));
}

}  // namespace

std::string variable_of(std::string_view key) {
    std::string variable = "LADDER_";
    for (const char c : key) {
        variable += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return variable;
}

std::string help_of(std::string_view key) {
    for (const auto& known : keys) {
        if (known.name == key) {
            return known.fallback.empty() ? std::string{known.help}
                                          : fmt::format("{} [{}]", known.help, known.fallback);
        }
    }
    return {};
}

std::vector<std::string> config_keys() {
    std::vector<std::string> names;
    names.reserve(std::size(keys));
    for (const auto& key : keys) {
        names.emplace_back(key.name);
    }
    return names;
}

base::Result<Configuration> resolve(const ConfigSources& sources) {
    std::vector<base::Detail> problems;
    TomlValues file;
    if (sources.file) {
        file = read_toml(sources.file->path, sources.file->text, config_keys(), problems);
    }
    Configuration answer;
    for (const auto& key : keys) {
        auto found = find(key, sources, file);
        if (auto fix = key.check(found.value); !fix.empty()) {
            complain(problems, key, std::move(found), std::move(fix));
            continue;
        }
        key.store(answer.config, found.value);
        answer.settings.push_back(
            {std::string{key.name}, masked(found.value), found.origin, std::string{key.help}}
        );
    }
    if (sources.flags.contains("database") && !sources.flags.contains("database_file")) {
        answer.config.database_file.clear();
    }
    if (!problems.empty()) {
        return base::Error{
            base::Code::invalid_argument, "the configuration is not usable", std::move(problems)};
    }
    return answer;
}

}  // namespace ladder::cli

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
    return value.starts_with("http://") ? "" : "write it as http://127.0.0.1:8420";
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

// clang-format off
constexpr std::array keys{
    Key{"listen", "127.0.0.1:8420", "the loopback address that `serve` listens on",
        is_address, text_into<&Config::listen>},
    Key{"database", "sqlite:ladder.db", "sqlite:PATH or postgresql://user@host/name",
        is_database, text_into<&Config::database>},
    Key{"server", "http://127.0.0.1:8420", "the server that remote commands call",
        is_server, text_into<&Config::server>},
    Key{"share", "", "the folder of rules and demo data; empty: found beside the binary",
        any_text, text_into<&Config::share>},
    Key{"actor", "", "who acts, such as an e-mail address", any_text, text_into<&Config::actor>},
    Key{"capacity", "", "in which capacity: a role of the ruleset",
        any_text, text_into<&Config::capacity>},
    Key{"log_level", "info", "debug, info, warn or error",
        is_log_level, text_into<&Config::log_level>},
    Key{"database_threads", "3", "threads that run the queries of `serve`",
        is_between<1, 64>, number_into<&Config::database_threads>},
    Key{"connections_max", "1024", "connections that `serve` holds at once",
        is_between<1, 65000>, number_into<&Config::connections_max>},
    Key{"drain_seconds", "10", "how long `serve` waits for requests under way when it stops",
        is_between<0, 600>, number_into<&Config::drain_seconds>},
    Key{"documents_max_bytes", "26214400", "bytes that the parts of a document may have together",
        is_between<1024, 268435456>, number_into<&Config::documents_max_bytes>},
    Key{"documents_media_types", "", "media types of documents, parted by commas; empty: the usual",
        is_media_types, text_into<&Config::documents_media_types>},
    Key{"audit_origin", "", "the log's name in checkpoints; empty: that of the signing key",
        any_text, text_into<&Config::audit_origin>},
    Key{"audit_signing_key_file", "", "the key that signs checkpoints; see `ladder audit keygen`",
        any_text, text_into<&Config::audit_signing_key_file>},
    Key{"audit_witness_policy_file", "", "which witnesses may cosign, and how many must (C2SP tlog-policy)",
        any_text, text_into<&Config::audit_witness_policy_file>},
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
    if (!problems.empty()) {
        return base::Error{
            base::Code::invalid_argument, "the configuration is not usable", std::move(problems)};
    }
    return answer;
}

}  // namespace ladder::cli

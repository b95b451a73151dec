#include "services/cli/toml_file.hpp"

#include <algorithm>

#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <fmt/format.h>
#include <toml++/toml.h>

#include "engine/definition/suggest.hpp"

namespace ladder::cli {

namespace {

base::Detail issue_at(
    const std::string& path, const toml::source_position& at, std::string message, std::string fix
) {
    v1::TextIssue issue;
    issue.set_file(path);
    issue.set_line(static_cast<int>(at.line));
    issue.set_column(static_cast<int>(at.column));
    issue.set_message(std::move(message));
    issue.set_fix(std::move(fix));
    return issue;
}

}  // namespace

TomlValues read_toml(
    const std::string& path,
    std::string_view text,
    const std::vector<std::string>& known_keys,
    std::vector<base::Detail>& problems
) {
    TomlValues values;
    const auto parsed = toml::parse(text, path);
    if (!parsed) {
        problems.push_back(issue_at(
            path,
            parsed.error().source().begin,
            std::string{parsed.error().description()},
            "write lines such as listen = \"127.0.0.1:8420\""
        ));
        return values;
    }
    for (const auto& [key, node] : parsed.table()) {
        const auto at = node.source().begin;
        const auto name = key.str();
        if (std::find(known_keys.begin(), known_keys.end(), name) == known_keys.end()) {
            problems.push_back(issue_at(
                path,
                key.source().begin,
                fmt::format("unknown key '{}'", name),
                definition::suggest(name, known_keys)
            ));
        } else if (const auto* word = node.as_string()) {
            values[std::string{name}] = {
                word->get(), static_cast<int>(at.line), static_cast<int>(at.column)};
        } else if (const auto* number = node.as_integer()) {
            values[std::string{name}] = {
                std::to_string(number->get()),
                static_cast<int>(at.line),
                static_cast<int>(at.column)};
        } else {
            problems.push_back(issue_at(
                path,
                at,
                fmt::format("the value of '{}' is neither text nor a whole number", name),
                "write text in quotes"
            ));
        }
    }
    return values;
}

}  // namespace ladder::cli

#include "services/console/rulebook/ruleset_folder.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "engine/definition/text.hpp"

namespace ladder::rulebook {

namespace {

using definition::ChangeKind;
using definition::Finding;
using definition::Grade;

constexpr std::string_view heading_file = "ruleset.yaml";
constexpr std::size_t shown_characters_max = 300;
constexpr std::size_t around_bytes = 40;  // beside what differs

bool is_definition(std::string_view path) {
    return (path.ends_with(".yaml") || path.ends_with(".yml") || path.ends_with(".mustache")) &&
           !path.starts_with("tests/");
}

// "rules/landscape-2009/" for "rules/landscape-2009/roles.yaml".
std::string_view folder_of(std::string_view path) {
    return path.substr(0, path.rfind('/') + 1);  // npos + 1 is 0
}

// Where a text may be cut so that a few whole words stay before `at`.
std::size_t cut_before(std::string_view text, std::size_t at) {
    const auto from =
        at > around_bytes ? text.rfind(' ', at - around_bytes) : std::string_view::npos;
    return from == std::string_view::npos ? 0 : from + 1;
}

// The same after `at`.
std::size_t cut_after(std::string_view text, std::size_t at) {
    const auto to = text.find(' ', std::min(text.size(), at + around_bytes));
    return to == std::string_view::npos ? text.size() : to;
}

std::string cut_to(std::string_view text, std::size_t from, std::size_t to) {
    const auto cut = fmt::format(
        "{}{}{}", from > 0 ? "… " : "", text.substr(from, to - from), to < text.size() ? " …" : ""
    );
    return definition::shortened(cut, shown_characters_max);
}

// Of two values the words that differ, with a few around them.
std::pair<std::string, std::string> what_differs(std::string_view before, std::string_view after) {
    const auto shorter = std::min(before.size(), after.size());
    std::size_t head = 0;
    while (head < shorter && before[head] == after[head]) {
        ++head;
    }
    std::size_t tail = 0;
    while (tail < shorter - head &&
           before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) {
        ++tail;
    }
    // A value that is new or gone has nothing in common with none.
    const auto from = shorter == 0 ? 0 : cut_before(before, head);
    const auto shown = [&](std::string_view text) {
        return shorter == 0 ? definition::shortened(text, shown_characters_max)
                            : cut_to(text, from, cut_after(text, text.size() - tail));
    };
    return {shown(before), shown(after)};
}

std::string place_in_words(const Finding& finding) {
    if (finding.issue.file().empty()) {
        return finding.path;
    }
    return finding.issue.line() > 0
               ? fmt::format(
                     "{}:{}:{}", finding.issue.file(), finding.issue.line(), finding.issue.column()
                 )
               : finding.issue.file();
}

}  // namespace

RulesetFolder ruleset_folder(const FolderFiles& chosen) {
    RulesetFolder found;
    std::vector<std::string_view> roots;
    for (const auto& [path, upload] : chosen) {
        if (upload.file_name == heading_file) {
            roots.push_back(folder_of(path));
        }
    }
    if (roots.size() != 1) {
        found.refusal = chosen.empty()  ? "files.missing"
                        : roots.empty() ? "files.no_ruleset"
                                        : "files.several";
        return found;
    }
    for (const auto& [path, upload] : chosen) {
        const auto within = path.starts_with(roots.front())
                                ? std::string_view{path}.substr(roots.front().size())
                                : std::string_view{};
        if (is_definition(within)) {
            found.files.push_back({std::string{within}, upload.bytes});
        } else {
            ++found.left_out;
        }
    }
    return found;
}

CheckedRuleset checked_ruleset(const std::vector<definition::SourceFile>& files) {
    CheckedRuleset checked;
    auto loaded = definition::load(files);
    if (!loaded) {
        for (const auto& detail : loaded.error().details) {
            if (const auto* issue = std::get_if<v1::TextIssue>(&detail)) {
                checked.findings.push_back({Grade::error, {}, *issue});
            }
        }
        checked.errors = std::max<std::size_t>(checked.findings.size(), 1);
        return checked;
    }
    checked.findings = definition::check(loaded->definition, loaded->sources);
    checked.errors = static_cast<std::size_t>(std::count_if(
        checked.findings.begin(),
        checked.findings.end(),
        [](const auto& finding) { return finding.grade == Grade::error; }
    ));
    checked.definition = std::move(loaded->definition);
    return checked;
}

console::Table finding_table(
    const console::Templates& templates, const std::vector<Finding>& findings
) {
    console::Table table{{{"place"}, {"grade"}, {"wrong"}, {"fix"}}, {}};
    for (const auto grade : {Grade::error, Grade::warning}) {
        const bool is_error = grade == Grade::error;
        for (const auto& finding : findings) {
            if (finding.grade != grade) {
                continue;
            }
            console::Cell tag{templates.text("rules_new", is_error ? "error" : "warning")};
            tag.tag = is_error ? "red" : "yellow";
            table.rows.push_back(
                {{place_in_words(finding)}, tag, {finding.issue.message()}, {finding.issue.fix()}}
            );
        }
    }
    return table;
}

console::Table change_table(
    const console::Templates& templates, const std::vector<definition::Change>& changes
) {
    console::Table table{{{"where"}, {"kind"}, {"before"}, {"after"}}, {}};
    for (const auto& change : changes) {
        const bool added = change.kind == ChangeKind::added;
        const bool removed = change.kind == ChangeKind::removed;
        console::Cell kind{templates.text(
            "rules_check",
            added     ? "added"
            : removed ? "removed"
                      : "changed"
        )};
        kind.tag = added ? "green" : removed ? "red" : "blue";
        console::Cell where{
            change.where.empty() ? templates.text("rules_check", "itself") : change.where};
        where.note = change.what;
        const auto [before, after] = what_differs(change.before, change.after);
        table.rows.push_back({where, kind, {before}, {after}});
    }
    return table;
}

}  // namespace ladder::rulebook

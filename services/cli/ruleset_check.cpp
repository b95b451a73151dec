#include "services/cli/ruleset_check.hpp"

#include <ostream>
#include <utility>

#include <fmt/format.h>

#include "services/cli/ruleset_folder.hpp"

namespace ladder::cli {

std::string line_of(definition::Grade grade, const std::string& path, const v1::TextIssue& issue) {
    std::string place = issue.file().empty() ? path : issue.file();
    if (issue.line() > 0) {
        place += fmt::format(":{}:{}", issue.line(), issue.column());
    }
    return fmt::format(
        "{}: {}: {}{}\n",
        place,
        grade == definition::Grade::error ? "error" : "warning",
        issue.message(),
        issue.fix().empty() ? "" : fmt::format(" ({})", issue.fix())
    );
}

void print_issues(Session& session, const std::string& path, const base::Error& error) {
    for (const auto& detail : error.details) {
        if (const auto* issue = std::get_if<v1::TextIssue>(&detail)) {
            session.out << line_of(definition::Grade::error, path, *issue);
        }
    }
    session.out << fmt::format("{}\n", error.message);
}

base::Result<std::optional<Checked>> check_folder(Session& session, const std::string& path) {
    const auto files = read_ruleset_folder(path);
    if (!files) {
        return files.error();
    }
    auto loaded = definition::load(*files);
    if (!loaded) {
        print_issues(session, path, loaded.error());
        return std::optional<Checked>{};
    }
    Checked checked{std::move(*loaded), {}, 0};
    checked.findings = definition::check(checked.loaded.definition, checked.loaded.sources);
    for (const auto& finding : checked.findings) {
        session.out << line_of(finding.grade, finding.path, finding.issue);
        checked.errors += finding.grade == definition::Grade::error ? 1 : 0;
    }
    return std::optional<Checked>{std::move(checked)};
}

}  // namespace ladder::cli

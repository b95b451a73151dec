// Collects what check() finds, each with its place.
#include "engine/definition/findings.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "engine/definition/issues.hpp"

namespace ladder::definition {

namespace {

constexpr std::size_t kept_max = 20 * issues_max;

}  // namespace

Location locate(const SourceMap& sources, std::string_view path) {
    while (!path.empty()) {
        if (const auto found = sources.find(std::string{path}); found != sources.end()) {
            return found->second;
        }
        const auto cut = path.find_last_of(".[");
        path = path.substr(0, cut == std::string_view::npos ? 0 : cut);
    }
    return {};
}

void Findings::error(std::string path, std::string message, std::string fix) {
    add(Grade::error, std::move(path), std::move(message), std::move(fix));
}

void Findings::warning(std::string path, std::string message, std::string fix) {
    add(Grade::warning, std::move(path), std::move(message), std::move(fix));
}

void Findings::error_within(
    std::string path, int line, int column, std::string message, std::string fix
) {
    const auto place = locate(sources_, path);
    const bool own_file = place.file.ends_with(".mustache");
    const auto kept = found_.size();
    add(Grade::error,
        std::move(path),
        own_file || place.file.empty()
            ? std::move(message)
            : fmt::format("line {}, column {} of the text: {}", line, column, message),
        std::move(fix));
    if (found_.size() > kept && (own_file || place.file.empty())) {
        found_.back().issue.set_line(line);
        found_.back().issue.set_column(column);
    }
}

void Findings::add(Grade grade, std::string path, std::string message, std::string fix) {
    if (found_.size() == kept_max) {
        ++dropped_;
        error_dropped_ = error_dropped_ || grade == Grade::error;
        return;
    }
    const auto place = locate(sources_, path);
    Finding finding{grade, std::move(path), {}};
    finding.issue.set_file(place.file);
    finding.issue.set_line(place.line);
    finding.issue.set_column(place.column);
    finding.issue.set_message(std::move(message));
    finding.issue.set_fix(std::move(fix));
    found_.push_back(std::move(finding));
}

std::vector<Finding> Findings::take() {
    std::stable_sort(found_.begin(), found_.end(), [](const Finding& a, const Finding& b) {
        const auto key = [](const v1::TextIssue& issue) {
            return std::tuple{std::string_view{issue.file()}, issue.line(), issue.column()};
        };
        return key(a.issue) < key(b.issue);
    });
    if (found_.size() > issues_max) {
        // An error among those left off must still stop the ruleset.
        const auto rest = found_.begin() + static_cast<std::ptrdiff_t>(issues_max);
        const bool error =
            error_dropped_ || std::any_of(rest, found_.end(), [](const Finding& finding) {
                return finding.grade == Grade::error;
            });
        Finding last{error ? Grade::error : Grade::warning, {}, {}};
        last.issue.set_message(
            fmt::format("{} further findings are not listed", found_.size() - issues_max + dropped_)
        );
        last.issue.set_fix(fmt::format("mend the first {} and check again", issues_max));
        found_.erase(rest, found_.end());
        found_.push_back(std::move(last));
    }
    return std::exchange(found_, {});
}

}  // namespace ladder::definition

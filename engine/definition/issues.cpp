// Problems found in texts, collected so that an author sees them all at once.
#include "engine/definition/issues.hpp"

#include <utility>

#include <fmt/format.h>

namespace ladder::definition {

void Issues::add(std::string file, int line, int column, std::string message, std::string fix) {
    if (list_.size() == issues_max) {
        ++left_off_;
        return;
    }
    v1::TextIssue issue;
    issue.set_file(std::move(file));
    issue.set_line(line);
    issue.set_column(column);
    issue.set_message(std::move(message));
    issue.set_fix(std::move(fix));
    list_.push_back(std::move(issue));
}

base::Error Issues::to_error() const {
    const auto count = list_.size() + left_off_;
    base::Error error{base::Code::invalid_argument, {}, {list_.begin(), list_.end()}};
    error.message =
        count == 1 ? to_string(list_.front())
                   : fmt::format("{} problems; the first: {}", count, to_string(list_.front()));
    if (left_off_ > 0) {
        v1::TextIssue last;
        last.set_message(fmt::format("{} further problems are not listed", left_off_));
        last.set_fix(fmt::format("mend the first {} and try again", issues_max));
        error.details.emplace_back(std::move(last));
    }
    return error;
}

std::string to_string(const v1::TextIssue& issue) {
    std::string text;
    if (!issue.file().empty()) {
        text += issue.file();
        if (issue.line() > 0) {
            text += fmt::format(":{}:{}", issue.line(), issue.column());
        }
        text += ": ";
    }
    text += issue.message();
    if (!issue.fix().empty()) {
        text += "; " + issue.fix();
    }
    return text;
}

}  // namespace ladder::definition

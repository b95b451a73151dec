// Problems found in texts, collected so that an author sees them all at once.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/base/result.hpp"

namespace ladder::definition {

// At most this many are kept; a last one says that there were more.
inline constexpr std::size_t issues_max = 200;

// Collects problems, in the order in which they are found.
class Issues {
public:
    // `line` and `column` from 1; 0 where the problem has no place in the file.
    void add(std::string file, int line, int column, std::string message, std::string fix);

    bool empty() const { return list_.empty(); }

    // All problems as one invalid_argument: each is a TextIssue detail, and the message quotes the
    // first. Only for a list that is not empty.
    base::Error to_error() const;

private:
    std::vector<v1::TextIssue> list_;
    std::size_t left_off_ = 0;
};

// "ladders/police-force.yaml:12:5: unknown key 'titel'; did you mean 'title'?"
std::string to_string(const v1::TextIssue& issue);

}  // namespace ladder::definition

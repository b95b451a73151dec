// An error as the command line shows it: what happened, and every detail with what would help.
#pragma once

#include <iosfwd>

#include "engine/base/result.hpp"

namespace ladder::cli {

// The message, then one indented line for each unmet gate (with what would satisfy it), field,
// stale etag and place in a text.
void print(std::ostream& err, const base::Error& error);

// "file:line:column: message (fix)"; parts that are not known are left out.
std::string in_words(const v1::TextIssue& issue);

}  // namespace ladder::cli

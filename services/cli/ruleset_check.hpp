// A ruleset's folder, read and checked, with what is wrong printed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/definition/check.hpp"
#include "engine/definition/load.hpp"
#include "services/cli/session.hpp"

namespace ladder::cli {

struct Checked {
    definition::Loaded loaded;
    std::vector<definition::Finding> findings;
    int errors = 0;
};

// "file:line:column: error: message (fix)": a place in the file, or the path within the definition
// where the file has no place for it.
std::string line_of(definition::Grade grade, const std::string& path, const v1::TextIssue& issue);

// Prints every problem of an error that has them, then its message.
void print_issues(Session& session, const std::string& path, const base::Error& error);

// Prints every issue of reading and every finding. Gives nothing if the texts can't be read as a
// ruleset. Errors: those of reading the files.
[[nodiscard]] base::Result<std::optional<Checked>> check_folder(
    Session& session, const std::string& path
);

}  // namespace ladder::cli

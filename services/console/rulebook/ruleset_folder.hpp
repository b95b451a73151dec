// A ruleset as a browser brings it: the files of its folder, read and checked as the command line
// does it.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "engine/definition/check.hpp"
#include "engine/definition/diff.hpp"
#include "engine/definition/load.hpp"
#include "services/console/multipart.hpp"
#include "services/console/table.hpp"

namespace ladder::rulebook {

using FolderFiles = std::map<std::string, console::Upload, std::less<>>;

struct RulesetFolder {
    std::vector<definition::SourceFile> files;
    std::size_t left_out = 0;  // what is no part of a ruleset: tests, documents, other folders
    std::string refusal{};     // the key of a text of the page, if this is no folder of a ruleset
};

// Files by their path in the folder that was chosen. The ruleset is the folder that holds
// ruleset.yaml, wherever it stands in what was chosen; there must be one.
RulesetFolder ruleset_folder(const FolderFiles& chosen);

struct CheckedRuleset {
    v1::RulesetDefinition definition;           // whole where there is no error
    std::vector<definition::Finding> findings;  // of reading, then of the check
    std::size_t errors = 0;
};

CheckedRuleset checked_ruleset(const std::vector<definition::SourceFile>& files);

// Columns "place" (file:line:column), "grade", "wrong", "fix"; errors before warnings.
console::Table finding_table(
    const console::Templates& templates, const std::vector<definition::Finding>& findings
);

// Columns "where", "kind", "before", "after". Of long values what differs, with a few words
// around it.
console::Table change_table(
    const console::Templates& templates, const std::vector<definition::Change>& changes
);

}  // namespace ladder::rulebook

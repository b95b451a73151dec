// Rulesets from their YAML texts. The caller reads the files; nothing here touches a disk.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "ladder/v1/definition.pb.h"

namespace ladder::definition {

struct SourceFile {
    std::string path;  // relative to the ruleset's folder, "triggers/acquisitive-crime.yaml"
    std::string text;  // UTF-8
};

// Where a part of the definition was written.
struct Location {
    std::string file;
    int line = 0;    // from 1
    int column = 0;  // from 1
};

// Path of a field within the definition ("ladders[0].stages[2].id") to where it was written.
using SourceMap = std::map<std::string, Location>;

struct Loaded {
    v1::RulesetDefinition definition;
    SourceMap sources;
};

// Reads a ruleset from its files: ruleset.yaml (id, title, dates, source), roles.yaml,
// domains.yaml, facts.yaml, ladders/*.yaml, indicators.yaml or indicators/*.yaml, triggers/*.yaml,
// imports/*.yaml. Errors: invalid_argument with a TextIssue for every problem of every file
// (unknown or repeated key, wrong type, bad enum or date, number out of range, invalid UTF-8, too
// deep, too large), each with a fix.
[[nodiscard]] base::Result<Loaded> load(const std::vector<SourceFile>& files);

}  // namespace ladder::definition

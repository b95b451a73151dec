#include "services/scenario/test_files.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

#include <yaml-cpp/yaml.h>

#include "services/scenario/ground.hpp"

namespace ladder::scenario {

namespace {

namespace fs = std::filesystem;

// Whether a text is a map. Texts that can't be read at all are left to those who read them.
bool holds_a_map(const std::string& text) {
    try {
        return YAML::Load(text).IsMap();
    } catch (const YAML::Exception&) {
        return true;
    }
}

}  // namespace

base::Result<RulesetTests> read_tests(const fs::path& ruleset_folder) {
    std::vector<fs::path> paths;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator{ruleset_folder / "tests", failed}) {
        if (entry.path().extension() == ".yaml") {
            paths.push_back(entry.path());
        }
    }
    std::sort(paths.begin(), paths.end());
    RulesetTests tests;
    definition::Issues issues;
    for (const auto& path : paths) {
        std::ifstream file{path, std::ios::binary};
        const std::string text{std::istreambuf_iterator<char>{file}, {}};
        const auto name = "tests/" + path.filename().string();
        if (!file) {
            return base::Error{base::Code::unavailable, name + " can't be read", {}};
        }
        if (holds_a_map(text)) {
            for (auto& scenario : read_scenarios(name, text, issues)) {
                tests.scenarios.push_back(std::move(scenario));
            }
            continue;
        }
        auto triggers = read_trigger_tests(name, text);
        if (!triggers) {
            return triggers.error();
        }
        for (auto& test : *triggers) {
            tests.triggers.push_back(std::move(test));
        }
    }
    if (!issues.empty()) {
        return issues.to_error();
    }
    return tests;
}

base::Result<SqliteGrounds> SqliteGrounds::make(
    const fs::path& folder, const v1::RulesetDefinition& definition
) {
    const auto prepared = prepare("sqlite:" + (folder / "ready.db").string(), definition);
    if (!prepared) {
        return prepared.error();
    }
    return SqliteGrounds{folder};
}

base::Result<std::string> SqliteGrounds::next() {
    const auto copy = folder_ / ("scenario-" + std::to_string(++copies_) + ".db");
    std::error_code failed;
    // The journal of what was not yet written back belongs to the database.
    for (const auto* ending : {"", "-wal"}) {
        const fs::path from{(folder_ / "ready.db").string() + ending};
        if (fs::exists(from, failed)) {
            fs::copy_file(from, copy.string() + ending, failed);
            if (failed) {
                return base::Error{base::Code::unavailable, failed.message(), {}};
            }
        }
    }
    return "sqlite:" + copy.string();
}

}  // namespace ladder::scenario

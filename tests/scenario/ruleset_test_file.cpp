// Reading tests of rulesets.
#include "tests/scenario/ruleset_test_file.hpp"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <set>
#include <stdexcept>

#include <yaml-cpp/yaml.h>

#include "tests/scenario/files.hpp"

namespace ladder::scenario {
namespace {

class Reader {
public:
    explicit Reader(std::string file) : file_{std::move(file)} {}

    std::vector<RulesetTest> read(const std::string& text) const {
        std::vector<RulesetTest> tests;
        for (const auto& node : YAML::Load(text)) {
            tests.push_back(read_test(node));
        }
        return tests;
    }

private:
    [[noreturn]] void fail(const YAML::Node& node, const std::string& message) const {
        throw std::runtime_error{
            file_ + ":" + std::to_string(node.Mark().line + 1) + ": " + message};
    }

    // A misspelt key would silently expect nothing.
    void check_keys(const YAML::Node& node, const std::set<std::string>& known) const {
        for (const auto& entry : node) {
            if (!known.contains(entry.first.as<std::string>())) {
                fail(entry.first, "unknown key " + entry.first.as<std::string>());
            }
        }
    }

    static std::vector<std::string> strings(const YAML::Node& node) {
        auto texts = node ? node.as<std::vector<std::string>>() : std::vector<std::string>{};
        std::sort(texts.begin(), texts.end());
        return texts;
    }

    RulesetTest read_test(const YAML::Node& node) const {
        check_keys(node, {"name", "most_similar", "figures", "expect"});
        RulesetTest test;
        test.file = file_;
        test.line = node.Mark().line + 1;
        test.name = node["name"].as<std::string>();
        for (const auto& entry : node["most_similar"]) {
            test.most_similar[entry.first.as<std::string>()] =
                entry.second.as<std::vector<std::string>>();
        }
        for (const auto& series : node["figures"]) {
            test.figures.push_back(read_series(series));
        }
        for (const auto& expect : node["expect"]) {
            check_keys(expect, {"period_end", "findings", "quiet", "unknown"});
            test.expectations.push_back(
                {expect["period_end"].as<std::string>(),
                 strings(expect["findings"]),
                 strings(expect["quiet"]),
                 strings(expect["unknown"])}
            );
        }
        if (test.expectations.empty()) {
            fail(node, "a test that expects nothing");
        }
        return test;
    }

    FigureSeries read_series(const YAML::Node& node) const {
        check_keys(node, {"indicator", "period_ends", "values"});
        FigureSeries series;
        series.indicator = node["indicator"].as<std::string>();
        for (const auto& day : node["period_ends"]) {
            const auto date = base::parse_date(day.as<std::string>());
            if (!date) {
                fail(day, date.error().message);
            }
            series.period_ends.push_back(*date);
        }
        for (const auto& entry : node["values"]) {
            auto& values = series.values[entry.first.as<std::string>()];
            for (const auto& value : entry.second) {
                values.push_back(
                    value.IsNull() ? std::numeric_limits<double>::quiet_NaN() : value.as<double>()
                );
            }
            if (values.size() != series.period_ends.size()) {
                fail(entry.second, "not as many values as period ends");
            }
        }
        return series;
    }

    std::string file_;
};

}  // namespace

std::vector<RulesetTest> ruleset_tests(const std::string& ruleset) {
    namespace fs = std::filesystem;
    std::vector<fs::path> paths;
    for (const auto& entry :
         fs::directory_iterator{fs::path{LADDER_SOURCE_DIR} / "rules" / ruleset / "tests"}) {
        if (entry.path().extension() == ".yaml") {
            paths.push_back(entry.path());
        }
    }
    std::sort(paths.begin(), paths.end());
    std::vector<RulesetTest> tests;
    for (const auto& path : paths) {
        const auto of_file = Reader{path.filename().string()}.read(read_file(path.string()));
        tests.insert(tests.end(), of_file.begin(), of_file.end());
    }
    return tests;
}

}  // namespace ladder::scenario

#include "services/scenario/trigger_test_file.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include <yaml-cpp/yaml.h>

namespace ladder::scenario {
namespace {

// What can't be read; stays within this file.
struct Unreadable {
    int line = 0;
    std::string message;
};

class TriggerTestReader {
public:
    explicit TriggerTestReader(std::string file) : file_{std::move(file)} {}

    std::vector<TriggerTest> read(const std::string& text) const {
        std::vector<TriggerTest> tests;
        for (const auto& node : YAML::Load(text)) {
            tests.push_back(read_test(node));
        }
        return tests;
    }

private:
    [[noreturn]] static void fail(const YAML::Node& node, const std::string& message) {
        throw Unreadable{node.Mark().line + 1, message};
    }

    // A misspelt key would silently expect nothing.
    static void check_keys(const YAML::Node& node, const std::set<std::string>& known) {
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

    TriggerTest read_test(const YAML::Node& node) const {
        check_keys(node, {"name", "kinds", "most_similar", "figures", "assessments", "expect"});
        TriggerTest test;
        test.file = file_;
        test.line = node.Mark().line + 1;
        test.name = node["name"].as<std::string>();
        for (const auto& entry : node["most_similar"]) {
            test.most_similar[entry.first.as<std::string>()] =
                entry.second.as<std::vector<std::string>>();
        }
        for (const auto& entry : node["kinds"]) {
            test.kinds[entry.first.as<std::string>()] =
                value_of<v1::BodyKind>(entry.second, "BODY_KIND_", v1::BodyKind_Parse);
        }
        for (const auto& assessment : node["assessments"]) {
            test.assessments.push_back(read_assessment(assessment));
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

    // An enum's value by its short name, such as `cdrp`.
    template <class Value, class Parse>
    static Value value_of(const YAML::Node& node, const std::string& prefix, const Parse& parse) {
        auto name = prefix + node.as<std::string>();
        std::transform(name.begin(), name.end(), name.begin(), [](char c) {
            return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        });
        Value value{};
        if (!parse(name, &value)) {
            fail(node, "unknown value " + node.as<std::string>());
        }
        return value;
    }

    static v1::Assessment read_assessment(const YAML::Node& node) {
        check_keys(
            node,
            {"assessment",
             "body",
             "area",
             "grade",
             "score",
             "direction",
             "assessed_on",
             "withdrawn_on"}
        );
        v1::Assessment read;
        read.set_definition(node["assessment"].as<std::string>());
        read.set_body("bodies/" + node["body"].as<std::string>());
        read.set_area(node["area"].as<std::string>(""));
        read.set_grade(node["grade"].as<std::string>(""));
        read.set_score(node["score"].as<double>(0));
        read.set_assessed_on(date(node["assessed_on"]));
        if (node["withdrawn_on"]) {
            read.set_withdrawn_on(date(node["withdrawn_on"]));
        }
        if (node["direction"]) {
            read.set_direction(value_of<v1::DirectionOfTravel>(
                node["direction"], "DIRECTION_OF_TRAVEL_", v1::DirectionOfTravel_Parse
            ));
        }
        return read;
    }

    static std::string date(const YAML::Node& node) {
        const auto read = base::parse_date(node.as<std::string>());
        if (!read) {
            fail(node, read.error().message);
        }
        return base::to_string(*read);
    }

    static FigureSeries read_series(const YAML::Node& node) {
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

base::Result<std::vector<TriggerTest>> read_trigger_tests(
    const std::string& file, const std::string& text
) {
    const auto refuse = [&](int line, const std::string& message) {
        v1::TextIssue issue;
        issue.set_file(file);
        issue.set_line(line);
        issue.set_message(message);
        return base::Error{
            base::Code::invalid_argument,
            file + ":" + std::to_string(line) + ": " + message,
            {std::move(issue)}};
    };
    try {
        return TriggerTestReader{file}.read(text);
    } catch (const Unreadable& problem) {
        return refuse(problem.line, problem.message);
    } catch (const YAML::Exception& problem) {
        return refuse(problem.mark.line + 1, problem.msg);
    }
}

}  // namespace ladder::scenario

#include "services/scenario/scenario.hpp"

#include <functional>
#include <utility>

#include <fmt/format.h>

#include "engine/definition/suggest.hpp"
#include "services/scenario/message_text.hpp"
#include "services/scenario/node_reader.hpp"

namespace ladder::scenario {

namespace {

using definition::YamlNode;

class ScenarioReader : private NodeReader {
public:
    ScenarioReader(const std::string& file, definition::Issues& issues)
        : NodeReader{file, issues} {}

    std::vector<Scenario> read(const YamlNode& root) {
        std::vector<v1::Body> bodies;
        std::vector<Step> before;
        std::vector<Scenario> scenarios;
        std::map<std::string, std::string> made_before;
        read_keys(
            root,
            {
                {"bodies", [&](const YamlNode& node) { bodies = read_bodies(node); }},
                {"before",
                 [&](const YamlNode& node) {
                     made_.clear();
                     before = read_steps(node);
                     made_before = made_;
                 }},
                {"scenarios",
                 [&](const YamlNode& node) {
                     for (const auto& item : list(node)) {
                         made_ = made_before;
                         scenarios.push_back(read_scenario(item, bodies, before));
                     }
                 }},
            }
        );
        return scenarios;
    }

private:
    std::vector<v1::Body> read_bodies(const YamlNode& node) {
        std::vector<v1::Body> bodies;
        for (const auto& item : list(node)) {
            const auto read = read_pattern(file(), item, *v1::Body::descriptor(), issues());
            bodies.push_back(static_cast<const v1::Body&>(*read.wanted));
        }
        return bodies;
    }

    Scenario read_scenario(
        const YamlNode& node, const std::vector<v1::Body>& bodies, const std::vector<Step>& before
    ) {
        Scenario scenario;
        scenario.file = file();
        scenario.line = node.line;
        scenario.bodies = bodies;
        std::vector<std::string> without;
        std::vector<Step> steps;
        read_keys(
            node,
            {{"name", [&](const YamlNode& value) { scenario.name = text(value); }},
             {"bodies",
              [&](const YamlNode& value) {
                  for (auto& body : read_bodies(value)) {
                      scenario.bodies.push_back(std::move(body));
                  }
              }},
             {"without",
              [&](const YamlNode& value) {
                  without = texts(value);
                  for (const auto& label : without) {
                      require_label(before, label, value);
                  }
              }},
             {"steps", [&](const YamlNode& value) { steps = read_steps(value); }}}
        );
        if (scenario.name.empty()) {
            wrong(node, "the scenario has no name", "say what it shows, as a sentence");
        }
        if (steps.empty()) {
            wrong(node, "the scenario has no steps", "add `steps:`");
        }
        for (const auto& step : before) {
            if (!contains(without, step.label)) {
                scenario.steps.push_back(step);
            }
        }
        for (auto& step : steps) {
            scenario.steps.push_back(std::move(step));
        }
        return scenario;
    }

    static bool contains(const std::vector<std::string>& words, const std::string& word) {
        for (const auto& each : words) {
            if (each == word) {
                return true;
            }
        }
        return false;
    }

    void require_label(
        const std::vector<Step>& steps, const std::string& label, const YamlNode& node
    ) {
        std::vector<std::string> labels;
        for (const auto& step : steps) {
            if (!step.label.empty()) {
                labels.push_back(step.label);
            }
        }
        if (!contains(labels, label)) {
            wrong(
                node,
                fmt::format("no step of `before` has the label '{}'", label),
                definition::suggest(label, labels)
            );
        }
    }

    std::vector<Step> read_steps(const YamlNode& node) {
        std::vector<Step> steps;
        for (const auto& item : list(node)) {
            steps.push_back(read_step(item));
        }
        return steps;
    }

    Step read_step(const YamlNode& node) {
        Step step;
        step.line = node.line;
        std::optional<YamlNode> gives;
        read_keys(
            node,
            {{"on", [&](const YamlNode& value) { step.on = day(value); }},
             {"recorded_on", [&](const YamlNode& value) { step.recorded_on = day(value); }},
             {"as", [&](const YamlNode& value) { step.as = actor(value); }},
             {"call", [&](const YamlNode& value) { step.call = text(value); }},
             {"label", [&](const YamlNode& value) { step.label = text(value); }},
             {"advance", [&](const YamlNode& value) { step.advance = day(value); }},
             {"refused", [&](const YamlNode& value) { step.refused = read_refusal(value); }},
             {"gives", [&](const YamlNode& value) { gives = value; }},
             {"expect", [](const YamlNode&) {}}},
            [&](const YamlNode& key, const YamlNode& value) {
                return take_command(step, key, value);
            },
            rpc_words(false)
        );
        step.label = step.label.empty() ? step.call : step.label;
        if (!step.call.empty() && step.rpc != nullptr) {
            made_[step.call] = step.rpc->collection;
        }
        if (gives && step.rpc != nullptr) {
            step.gives = read_pattern(file(), *gives, *step.rpc->response, issues());
        }
        // Last, so that it may ask about what the step makes.
        for (std::size_t i = 0; i < node.keys.size(); ++i) {
            if (node.keys[i].text == "expect") {
                step.expect = read_expectations(node.items[i]);
            }
        }
        if (step.rpc == nullptr && !step.advance && step.expect.empty()) {
            wrong(node, "the step does nothing", "give a command, `advance` or `expect`");
        }
        if (step.rpc == nullptr && (step.refused || gives || !step.call.empty())) {
            wrong(node, "the step has no command", "name the RPC, such as open_case");
        }
        return step;
    }

    std::optional<v1::Actor> actor(const YamlNode& node) {
        auto found = read_actor(text(node));
        if (!found) {
            wrong(node, "nobody is named", "write person/capacity, such as ann@hmic.example/hmcic");
        }
        return found;
    }

    bool take_command(Step& step, const YamlNode& key, const YamlNode& value) {
        const auto* rpc = find_rpc(key.text);
        if (rpc == nullptr || rpc->reads) {
            return false;
        }
        if (step.rpc != nullptr) {
            wrong(key, "the step has two commands", "make two steps of it");
            return true;
        }
        step.rpc = rpc;
        step.request = read_pattern(file(), value, *rpc->request, issues()).wanted;
        return true;
    }

    Refusal read_refusal(const YamlNode& node) {
        Refusal refusal;
        refusal.line = node.line;
        read_keys(
            node,
            {{"code", [&](const YamlNode& value) { refusal.code = text(value); }},
             {"unmet", [&](const YamlNode& value) { refusal.unmet = texts(value); }},
             {"fields", [&](const YamlNode& value) { refusal.fields = texts(value); }},
             {"says", [&](const YamlNode& value) { refusal.says = texts(value); }}}
        );
        if (refusal.code.empty()) {
            wrong(node, "the refusal has no code", "add `code:`, such as failed_precondition");
        }
        return refusal;
    }

    std::vector<Expectation> read_expectations(const YamlNode& node) {
        std::vector<Expectation> expectations;
        for (const auto& item : list(node)) {
            expectations.push_back(read_expectation(item));
        }
        return expectations;
    }

    Expectation read_expectation(const YamlNode& node) {
        Expectation expectation;
        expectation.line = node.line;
        std::optional<YamlNode> has;
        read_keys(
            node,
            {{"of", [&](const YamlNode& value) { take_resource(expectation, value); }},
             {"known_at", [&](const YamlNode& value) { expectation.known_at = day(value); }},
             {"strict", [&](const YamlNode& value) { expectation.strict = text(value) == "true"; }},
             {"has", [&](const YamlNode& value) { has = value; }},
             {"counts",
              [&](const YamlNode& value) {
                  for (std::size_t i = 0; i < value.keys.size(); ++i) {
                      expectation.counts[value.keys[i].text] = count(value.items[i]);
                  }
              }},
             {"refused",
              [&](const YamlNode& value) { expectation.refused = read_refusal(value); }}},
            [&](const YamlNode& key, const YamlNode& value) {
                const auto* rpc = find_rpc(key.text);
                if (rpc == nullptr || !rpc->reads || expectation.rpc != nullptr) {
                    return false;
                }
                expectation.rpc = rpc;
                expectation.request = read_pattern(file(), value, *rpc->request, issues()).wanted;
                return true;
            },
            rpc_words(true)
        );
        if (expectation.rpc == nullptr) {
            wrong(node, "nothing is asked", "give `of: NAME` or an RPC that reads");
            return expectation;
        }
        if (!has && expectation.counts.empty() && !expectation.refused) {
            wrong(node, "nothing is expected", "give `has`, `counts` or `refused`");
        }
        const auto& type = expectation.of_resource
                               ? *expectation.rpc->response->field(0)->message_type()
                               : *expectation.rpc->response;
        if (has) {
            expectation.has = read_pattern(file(), *has, type, issues());
        }
        for (const auto& [field, count] : expectation.counts) {
            const auto* found = type.FindFieldByName(field);
            if (found == nullptr || !found->is_repeated()) {
                wrong(
                    node, fmt::format("{} has no list '{}'", type.name(), field), "mend `counts`"
                );
            }
        }
        return expectation;
    }

    void take_resource(Expectation& expectation, const YamlNode& node) {
        const auto name = text(node);
        auto collection = std::string{collection_of(name)};
        if (name.starts_with('$')) {
            const auto found = made_.find(name.substr(1));
            if (found == made_.end()) {
                wrong(
                    node, fmt::format("no step before made {}", name), "give `call` to that step"
                );
                return;
            }
            collection = found->second;
        }
        const auto* getter = getter_of(collection);
        if (getter == nullptr) {
            wrong(node, "no RPC reads that", "name a case, procedure, meeting, peer or document");
            return;
        }
        expectation.rpc = getter;
        expectation.of_resource = true;
        expectation.request = new_message(*getter->request);
        const auto* field = getter->request->FindFieldByName("name");
        expectation.request->GetReflection()->SetString(expectation.request.get(), field, name);
    }

    std::map<std::string, std::string> made_;  // the collection of what each `call` made
};

}  // namespace

std::vector<Scenario> read_scenarios(
    const std::string& file, std::string_view text, definition::Issues& issues
) {
    const auto root = definition::read_yaml(file, text, issues);
    return root ? ScenarioReader{file, issues}.read(*root) : std::vector<Scenario>{};
}

}  // namespace ladder::scenario

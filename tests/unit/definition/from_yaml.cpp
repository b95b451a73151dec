#include "tests/unit/definition/from_yaml.hpp"

#include <regex>
#include <stdexcept>

#include "engine/definition/load.hpp"
#include "engine/definition/yaml_reader.hpp"

namespace ladder::definition {

namespace {

std::string indented(const std::string& text) {
    return "  " + std::regex_replace(text, std::regex{"\n(?=.)"}, "\n  ");
}

}  // namespace

v1::Condition condition_from(const std::string& yaml) {
    const std::string file = "condition";
    Issues issues;
    SourceMap sources;
    v1::Condition condition;
    if (const auto root = read_yaml(file, yaml, issues)) {
        YamlReader{file, issues, sources}.read(*root, "", condition);
    }
    if (!issues.empty()) {
        throw std::runtime_error{issues.to_error().message};
    }
    return condition;
}

v1::RulesetDefinition ruleset_from(const SmallMachines& parts) {
    const auto loaded = load({
        {"ruleset.yaml", "id: small\ntitle: Small\neffective_from: 2009-01-01\n"},
        {"roles.yaml", "- {id: chief, title: The chief}\n- {id: board, title: The board}\n"},
        {"ladders/l.yaml",
         "id: l\ntitle: The ladder\nbody_kinds: [police_force]\nstages:\n"
         "  - {id: a, title: A}\n  - {id: b, title: B}\n  - {id: c, title: C, public: true}\n"
         "transitions:\n" +
             indented(parts.ladder_moves)},
        {"procedures/p.yaml",
         "id: p\ntitle: The procedure\nstart_gates: " + parts.start_gates +
             "\nrecords: " + parts.records +
             "\nstages:\n  - {id: asked, title: Asked}\n  - {id: answered, title: Answered}\n"
             "  - {id: closed, title: Closed, outcome: closed}\ntransitions:\n" +
             indented(parts.procedure_moves)},
        {"requirements.yaml", parts.requirements},
    });
    if (!loaded) {
        throw std::runtime_error{loaded.error().message};
    }
    return loaded->definition;
}

}  // namespace ladder::definition

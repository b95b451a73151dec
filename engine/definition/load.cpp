// Rulesets from their YAML texts.
#include "engine/definition/load.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "engine/definition/issues.hpp"
#include "engine/definition/yaml_reader.hpp"
#include "engine/definition/yaml_tree.hpp"

namespace ladder::definition {

namespace {

// Where the elements of a file go.
struct Place {
    std::string_view field;  // of RulesetDefinition; empty: the ruleset itself
    bool one_allowed;        // the file may hold one element without a list
};

constexpr std::string_view known_files =
    "ruleset.yaml, roles.yaml, domains.yaml, facts.yaml, deadlines.yaml, assessments.yaml, "
    "references.yaml, requirements.yaml, document-kinds.yaml, meeting-kinds.yaml, skills.yaml, "
    "compartments.yaml, vettings.yaml, "
    "indicators.yaml, indicators/*.yaml, ladders/*.yaml, procedures/*.yaml, triggers/*.yaml, "
    "imports/*.yaml, calendars/*.yaml, question-sets/*.yaml, letters/*.yaml, letters/*.mustache";

// "triggers" for "triggers/robbery.yaml"; empty unless the path is FOLDER/NAME with that ending.
std::string_view folder_of(std::string_view path, std::string_view ending) {
    const auto slash = path.find('/');
    if (slash == std::string_view::npos || path.find('/', slash + 1) != std::string_view::npos ||
        !path.ends_with(ending) || path.size() == slash + 1 + ending.size()) {
        return {};
    }
    return path.substr(0, slash);
}

// Null if no such file belongs to a ruleset.
const Place* place_of(std::string_view path) {
    static constexpr std::pair<std::string_view, Place> files[]{
        {"ruleset.yaml", {"", true}},
        {"roles.yaml", {"roles", false}},
        {"domains.yaml", {"domains", false}},
        {"facts.yaml", {"facts", false}},
        {"deadlines.yaml", {"deadlines", false}},
        {"assessments.yaml", {"assessments", false}},
        {"references.yaml", {"references", false}},
        {"requirements.yaml", {"requirements", false}},
        {"document-kinds.yaml", {"document_kinds", false}},
        {"meeting-kinds.yaml", {"meeting_kinds", false}},
        {"skills.yaml", {"skills", false}},
        {"compartments.yaml", {"compartments", false}},
        {"vettings.yaml", {"vettings", false}},
        {"indicators.yaml", {"indicators", false}},
    };
    static constexpr std::pair<std::string_view, Place> folders[]{
        {"indicators", {"indicators", true}},
        {"ladders", {"ladders", true}},
        {"procedures", {"procedures", true}},
        {"calendars", {"calendars", true}},
        {"question-sets", {"question_sets", true}},
        {"letters", {"letters", true}},
        {"triggers", {"triggers", true}},
        {"imports", {"import_layouts", true}},
    };
    for (const auto& [name, place] : files) {
        if (path == name) {
            return &place;
        }
    }
    for (const auto& [name, place] : folders) {
        if (folder_of(path, ".yaml") == name) {
            return &place;
        }
    }
    return nullptr;
}

constexpr std::string_view template_ending = ".mustache";

bool is_template(std::string_view path) {
    return folder_of(path, template_ending) == "letters";
}

// Gives each letter the text of letters/ID.mustache.
void take_templates(
    const std::vector<const SourceFile*>& templates, Loaded& loaded, Issues& issues
) {
    for (const auto* file : templates) {
        const auto slash = file->path.find('/') + 1;
        const auto id =
            file->path.substr(slash, file->path.size() - slash - template_ending.size());
        auto& letters = *loaded.definition.mutable_letters();
        const auto letter = std::find_if(letters.begin(), letters.end(), [&](const auto& one) {
            return one.id() == id;
        });
        if (letter == letters.end()) {
            issues.add(
                file->path,
                0,
                0,
                fmt::format("no letter has the id '{}'", id),
                "define the letter in a file of letters/, or rename the template"
            );
            continue;
        }
        letter->set_template_(file->text);
        const auto at = static_cast<int>(letter - letters.begin());
        loaded.sources[fmt::format("letters[{}].template", at)] = Location{file->path, 1, 1};
    }
}

// Documents and tests live beside the definition and are no part of it.
bool is_beside(std::string_view path) {
    return path == "README.md" || path.ends_with("/README.md") || path.starts_with("tests/");
}

void read_elements(
    const YamlNode& root,
    const Place& place,
    YamlReader& reader,
    v1::RulesetDefinition& definition,
    const SourceFile& file,
    SourceMap& sources,
    Issues& issues
) {
    const auto* reflection = definition.GetReflection();
    const auto* field = definition.GetDescriptor()->FindFieldByName(std::string{place.field});
    const auto add = [&](const YamlNode& node) {
        const auto path =
            fmt::format("{}[{}]", place.field, reflection->FieldSize(definition, field));
        sources[path] = Location{file.path, node.line, node.column};
        reader.read(node, path, *reflection->AddMessage(&definition, field));
    };
    if (root.kind == YamlNode::Kind::sequence) {
        for (const auto& item : root.items) {
            add(item);
        }
    } else if (place.one_allowed && root.kind == YamlNode::Kind::map) {
        add(root);
    } else if (root.kind != YamlNode::Kind::refused) {
        issues.add(
            file.path,
            root.line,
            root.column,
            fmt::format("a list belongs here, not {}", YamlReader::kind_of(root)),
            "begin each element with '- id: ..'"
        );
    }
}

void read_file(const SourceFile& file, Loaded& loaded, Issues& issues) {
    const auto* place = place_of(file.path);
    if (place == nullptr) {
        issues.add(
            file.path,
            0,
            0,
            "no such file belongs to a ruleset",
            fmt::format("move or rename it; a ruleset holds {}", known_files)
        );
        return;
    }
    const auto root = read_yaml(file.path, file.text, issues);
    if (!root) {
        return;
    }
    YamlReader reader{file.path, issues, loaded.sources};
    if (place->field.empty()) {
        reader.read(*root, "", loaded.definition, Fields::head);
    } else {
        read_elements(*root, *place, reader, loaded.definition, file, loaded.sources, issues);
    }
}

}  // namespace

base::Result<Loaded> load(const std::vector<SourceFile>& files) {
    Loaded loaded;
    Issues issues;
    std::vector<const SourceFile*> ordered;
    std::set<std::string_view> seen;
    for (const auto& file : files) {
        if (is_beside(file.path)) {
            continue;
        }
        if (!seen.insert(file.path).second) {
            issues.add(file.path, 0, 0, "the file is given twice", "give each file once");
            continue;
        }
        ordered.push_back(&file);
    }
    // The same files in any order are the same definition.
    std::sort(ordered.begin(), ordered.end(), [](const auto* a, const auto* b) {
        return a->path < b->path;
    });
    if (!seen.contains("ruleset.yaml")) {
        issues.add(
            "ruleset.yaml",
            0,
            0,
            "the ruleset has no ruleset.yaml",
            "add it, with id, title and effective_from"
        );
    }
    std::vector<const SourceFile*> templates;
    for (const auto* file : ordered) {
        if (is_template(file->path)) {
            templates.push_back(file);
        } else {
            read_file(*file, loaded, issues);
        }
    }
    take_templates(templates, loaded, issues);
    if (!issues.empty()) {
        return issues.to_error();
    }
    return loaded;
}

}  // namespace ladder::definition

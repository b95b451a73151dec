// State diagrams of Mermaid, and what drawings say of a move.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/definition/draw.hpp"

namespace ladder::definition {

namespace {

std::string gates_in_words(int statutory, int policy) {
    if (statutory + policy == 0) {
        return "no gates";
    }
    if (statutory == 0 || policy == 0) {
        const int count = statutory + policy;
        return fmt::format(
            "{} {} {}", count, statutory > 0 ? "statutory" : "policy", count == 1 ? "gate" : "gates"
        );
    }
    return fmt::format("{} statutory and {} policy gates", statutory, policy);
}

// Identifiers of states hold letters, digits and underscores only.
std::string state_id(std::string_view stage) {
    std::string id{stage};
    std::replace(id.begin(), id.end(), '-', '_');
    return "s_" + id;
}

// Text after a colon ends at the line; a semicolon or hash would be read as Mermaid's own.
std::string label_text(std::string text) {
    std::replace(text.begin(), text.end(), ';', ',');
    std::replace(text.begin(), text.end(), '#', ' ');
    std::replace(text.begin(), text.end(), '"', '\'');
    std::replace(text.begin(), text.end(), ':', ' ');
    return text;
}

}  // namespace

std::string move_in_words(const Edge& edge, const Ruleset& ruleset) {
    int statutory = 0;
    int policy = 0;
    for (const auto& gate : *edge.gates) {
        ++(gate.kind() == v1::GATE_KIND_POLICY ? policy : statutory);
    }
    const auto gates = gates_in_words(statutory, policy);
    if (edge.transition == nullptr) {
        return "start; " + gates;
    }
    std::vector<std::string> deciders;
    for (const auto& id : edge.transition->decided_by()) {
        const auto* role = ruleset.role(id);
        deciders.push_back(role == nullptr ? id : role->title());
    }
    return fmt::format(
        "{} decides; {}{}",
        fmt::join(deciders, " or "),
        gates,
        edge.transition->exceptional() ? "; exceptional" : ""
    );
}

std::string draw_mermaid(const Machine& machine, const Ruleset& ruleset) {
    std::string text = fmt::format(
        "---\ntitle: \"{}\"\n---\nstateDiagram-v2\n", label_text(std::string{machine.title})
    );
    for (const auto& stage : *machine.stages) {
        text += fmt::format(
            "    state \"{}\" as {}\n", label_text(stage.title()), state_id(stage.id())
        );
    }
    if (machine.is_ladder) {
        text += fmt::format("    [*] --> {}\n", state_id(machine.start));
    }
    for (const auto& edge : machine.edges) {
        text += fmt::format(
            "    {} --> {} : {}\n",
            edge.from.empty() ? "[*]" : state_id(edge.from),
            state_id(edge.to),
            label_text(move_in_words(edge, ruleset))
        );
    }
    for (const auto& stage : *machine.stages) {
        if (!stage.outcome().empty()) {
            text += fmt::format(
                "    {} --> [*] : {}\n", state_id(stage.id()), label_text(stage.outcome())
            );
        }
    }
    return text;
}

}  // namespace ladder::definition

#include "services/console/auditor/frame.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "services/console/fields.hpp"

namespace ladder::auditor {

using console::Data;

void put_tabs(Data& data, const console::Visit& visit, std::string_view current) {
    std::vector<Data> tabs;
    for (const std::string_view tab : {"history", "patterns", "compare", "integrity"}) {
        auto& shown = tabs.emplace_back(Data::type::object);
        shown.set("tab_link", visit.link(fmt::format("/{}", tab)));
        shown.set("tab_title", visit.desk->templates.text("common", fmt::format("audit.{}", tab)));
        shown.set("here", Data{tab == current});
    }
    data.set("tabs", console::list_of(std::move(tabs)));
}

void put_options(
    Data& data,
    const std::string& name,
    const std::vector<std::pair<std::string, std::string>>& options,
    const std::string& chosen
) {
    std::vector<Data> shown;
    for (const auto& [value, text] : options) {
        auto& option = shown.emplace_back(Data::type::object);
        option.set("value", value);
        option.set("text", text);
        option.set("chosen", Data{value == chosen});
    }
    data.set(name, console::list_of(std::move(shown)));
}

std::vector<std::pair<std::string, std::string>> body_options(
    const Titles& titles, const std::string& any
) {
    std::vector<std::pair<std::string, std::string>> options;
    for (const auto& [name, body] : titles.bodies()) {
        options.emplace_back(name, body.title());
    }
    std::sort(options.begin(), options.end(), [](const auto& a, const auto& b) {
        return a.second < b.second;
    });
    options.insert(options.begin(), {std::string{}, any});
    return options;
}

std::string path_of_record(const console::Visit& visit, const std::string& name) {
    static constexpr std::array places{
        std::pair<std::string_view, std::string_view>{"bodies/", "/bodies/"},
        std::pair<std::string_view, std::string_view>{"procedures/", "/commissions/"},
        std::pair<std::string_view, std::string_view>{"meetings/", "/meetings/"},
        std::pair<std::string_view, std::string_view>{"documents/", "/documents/"},
    };
    if (name.starts_with("cases/")) {
        return visit.link(fmt::format("/cases/{}/file", last_part(name)));
    }
    for (const auto& [collection, place] : places) {
        if (name.starts_with(collection)) {
            return visit.link(fmt::format("{}{}", place, last_part(name)));
        }
    }
    return {};
}

std::string actor_in_words(
    const console::Visit& visit, const console::RulesetWords& words, const v1::Actor& actor
) {
    return visit.people().in_words(
        actor, actor.capacity().empty() ? std::string{} : words.role(actor.capacity())
    );
}

std::string gate_title(
    const console::RulesetWords& words, const std::string& ladder, const std::string& gate
) {
    if (words.definition() == nullptr) {
        return gate;
    }
    for (const auto& one : words.definition()->ladders()) {
        for (const auto& transition : one.transitions()) {
            for (const auto& asked : transition.gates()) {
                if (one.id() == ladder && asked.id() == gate) {
                    return asked.title();
                }
            }
        }
    }
    return gate;
}

console::Cell gate_in_words(const console::Templates& templates, const v1::GateOutcome& gate) {
    const bool overridden = !gate.override_reason().empty();
    const bool met = gate.truth() == v1::TRUTH_TRUE;
    const auto* key = gate.not_applicable()             ? "gate.not_applicable"
                      : overridden                      ? "gate.overridden"
                      : met                             ? "gate.met"
                      : gate.truth() == v1::TRUTH_FALSE ? "gate.not_met"
                                                        : "gate.unknown";
    const auto* colour = gate.not_applicable() ? "grey" : met && !overridden ? "green" : "yellow";
    return {templates.text("common", key), {}, {}, colour};
}

std::string path_of_decision(
    const console::Visit& visit, const std::string& case_name, const std::string& decision
) {
    return visit.link(fmt::format("/compare/{}/{}", last_part(case_name), decision));
}

std::string known_in_words(base::Instant at) {
    const auto day = base::day_of(at);
    return at == base::end_of(day) ? "on " + base::in_words(day)
                                   : "at " + console::moment_in_words(at);
}

}  // namespace ladder::auditor

#include "services/console/npia/shared.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>

#include <fmt/format.h>

#include "services/console/places.hpp"
#include "services/console/words.hpp"

namespace ladder::npia {

using console::Data;
using console::Visit;

namespace {

struct DeskPlace {
    std::string_view path;
    std::string_view text;
    v1::RecordKind sees;
};

constexpr std::array desk_places{
    DeskPlace{"/requests", "desk.requests", v1::RECORD_KIND_COMMISSION},
    DeskPlace{"/commissions", "desk.commissions", v1::RECORD_KIND_COMMISSION},
    DeskPlace{"/peers", "desk.peers", v1::RECORD_KIND_PEER},
    DeskPlace{"/capacity", "desk.capacity", v1::RECORD_KIND_PEER},
};

char lower(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

}  // namespace

void put_desk_nav(Data& data, const Visit& visit) {
    std::vector<Data> shown;
    for (const auto& place : desk_places) {
        if (console::sees(visit, place.sees)) {
            auto& now = shown.emplace_back(Data::type::object);
            now.set("path", visit.link(place.path));
            now.set("place", visit.desk->templates.text("common", place.text));
            now.set("current", Data{visit.request.path.starts_with(place.path)});
        }
    }
    data.set("has_desk_nav", Data{shown.size() > 1});
    data.set("desk_nav", console::list_of(std::move(shown)));
}

std::string path_below(std::string_view place, const std::string& name) {
    return fmt::format("{}/{}", place, name.substr(name.find('/') + 1));
}

std::string name_in(const Visit& visit, std::string_view collection) {
    return fmt::format("{}/{}", collection, visit.part(1));
}

std::vector<v1::ProcedureDefinition> definitions_of(const Visit& visit, ProcedureKind kind) {
    std::vector<v1::ProcedureDefinition> definitions;
    const auto ruleset = visit.desk->app.rulesets.indexed("");
    if (!ruleset) {
        return definitions;
    }
    for (const auto& procedure : (*ruleset)->definition().procedures()) {
        if (console::kind_of(**ruleset, procedure.id()) == kind) {
            definitions.push_back(procedure);
        }
    }
    return definitions;
}

base::Result<std::vector<v1::ProcedureSummary>> procedures_of(
    const Visit& visit, ProcedureKind kind, bool include_ended
) {
    std::vector<v1::ProcedureSummary> all;
    for (const auto& definition : definitions_of(visit, kind)) {
        v1::ListProceduresRequest request;
        request.set_definition(definition.id());
        request.set_include_ended(include_ended);
        auto found = visit.read_all(
            "ProcedureService/ListProcedures", request, &v1::ListProceduresResponse::procedures
        );
        if (!found) {
            return found.error();
        }
        std::move(found->begin(), found->end(), std::back_inserter(all));
    }
    return all;
}

std::string StageTitles::of(const v1::ProcedureSummary& procedure) {
    auto& ruleset = rulesets_[procedure.ruleset()];
    if (ruleset == nullptr) {
        if (auto found = visit_.desk->app.rulesets.indexed(procedure.ruleset())) {
            ruleset = std::move(*found);
        }
    }
    const auto* definition =
        ruleset == nullptr ? nullptr : ruleset->procedure(procedure.definition());
    const auto* stage =
        definition == nullptr ? nullptr : definition::find_stage(*definition, procedure.stage());
    return stage == nullptr ? console::word_in_words(procedure.stage()) : stage->title();
}

std::string value_of(const v1::Entry& entry, std::string_view field) {
    for (const auto& value : entry.values()) {
        if (value.field() == field) {
            return value.value();
        }
    }
    return {};
}

std::string may_start(const Visit& visit, ProcedureKind kind) {
    for (const auto& procedure : definitions_of(visit, kind)) {
        const auto& roles = procedure.started_by();
        if (std::find(roles.begin(), roles.end(), visit.who->caller.capacity) != roles.end()) {
            return procedure.id();
        }
    }
    return {};
}

Data choices(
    const std::vector<console::Option>& options, const std::string& chosen, const std::string& any
) {
    std::vector<Data> shown;
    const auto add = [&](const std::string& value, const std::string& text) {
        auto& option = shown.emplace_back(Data::type::object);
        option.set("value", value);
        option.set("text", text);
        option.set("chosen", Data{value == chosen});
    };
    add("", any);
    for (const auto& option : options) {
        add(option.value, option.text);
    }
    return console::list_of(std::move(shown));
}

bool has_words(std::string_view text, std::string_view words) {
    return std::search(text.begin(), text.end(), words.begin(), words.end(), [](char a, char b) {
               return lower(a) == lower(b);
           }) != text.end();
}

}  // namespace ladder::npia

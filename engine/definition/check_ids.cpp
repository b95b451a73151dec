// Ids: given, well shaped and unique. Titles: given.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/base/names.hpp"
#include "engine/definition/checks.hpp"
#include "engine/definition/text.hpp"

namespace ladder::definition {

namespace {

constexpr std::size_t id_characters_max = 63;

bool is_word(std::string_view text) {
    return !text.empty() && text.size() <= id_characters_max && text.front() >= 'a' &&
           text.front() <= 'z' && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
           });
}

// How the ids of a list are shaped: what appears in conditions is a word, what appears in resource
// names and file names may hold hyphens.
enum class Shape { word, hyphened };

void check_id(const Scope& scope, const std::string& id, Shape shape, const std::string& path) {
    if (id.empty()) {
        scope.findings.error(path, "the id is missing", "add 'id: ..'");
    } else if (shape == Shape::word && !is_word(id)) {
        scope.findings.error(
            path,
            fmt::format("'{}' is not an id", shortened(id)),
            "begin with a lower-case letter; then lower-case letters, digits and underscores"
        );
    } else if (shape == Shape::hyphened && !base::is_id(id)) {
        scope.findings.error(
            path,
            fmt::format("'{}' is not an id", shortened(id)),
            "write lower-case letters, digits and hyphens"
        );
    }
}

template <class Items>
void check_list(
    const Scope& scope, const Items& items, Shape shape, const std::string& list, bool titled = true
) {
    std::set<std::string_view> seen;
    for (int i = 0; i < items.size(); ++i) {
        const auto& item = items.Get(i);
        const auto path = at(list, i);
        check_id(scope, item.id(), shape, path + ".id");
        if (!item.id().empty() && !seen.insert(item.id()).second) {
            scope.findings.error(
                path + ".id",
                fmt::format("the id '{}' is given twice", shortened(item.id())),
                "give each its own"
            );
        }
        if (titled) {
            require_text(
                scope,
                item.title(),
                path + ".title",
                fmt::format("the title of '{}'", shortened(item.id()))
            );
        }
    }
}

// The stages and gates of a ladder or procedure.
template <class Machine>
void check_machine(const Scope& scope, const Machine& machine, const std::string& path) {
    check_list(scope, machine.stages(), Shape::word, path + ".stages");
    for (int i = 0; i < machine.transitions_size(); ++i) {
        check_list(
            scope,
            machine.transitions(i).gates(),
            Shape::word,
            at(path, "transitions", i) + ".gates"
        );
    }
}

}  // namespace

void check_ids(const Scope& scope) {
    const auto& definition = scope.ruleset.definition();
    check_list(scope, definition.roles(), Shape::word, "roles");
    check_list(scope, definition.domains(), Shape::word, "domains");
    check_list(scope, definition.facts(), Shape::word, "facts");
    check_list(scope, definition.ladders(), Shape::hyphened, "ladders");
    check_list(scope, definition.indicators(), Shape::word, "indicators");
    check_list(scope, definition.triggers(), Shape::word, "triggers");
    check_list(scope, definition.import_layouts(), Shape::hyphened, "import_layouts");
    check_list(scope, definition.procedures(), Shape::hyphened, "procedures");
    check_list(scope, definition.calendars(), Shape::hyphened, "calendars");
    check_list(scope, definition.deadlines(), Shape::word, "deadlines");
    check_list(scope, definition.question_sets(), Shape::hyphened, "question_sets");
    check_list(scope, definition.letters(), Shape::hyphened, "letters");
    check_list(scope, definition.assessments(), Shape::hyphened, "assessments");
    check_list(scope, definition.references(), Shape::hyphened, "references");
    check_list(scope, definition.requirements(), Shape::word, "requirements");
    check_list(scope, definition.document_kinds(), Shape::word, "document_kinds");
    check_list(scope, definition.meeting_kinds(), Shape::hyphened, "meeting_kinds");
    check_list(scope, definition.skills(), Shape::word, "skills");
    check_list(scope, definition.compartments(), Shape::word, "compartments");
    check_list(scope, definition.vettings(), Shape::word, "vettings");
    for (int i = 0; i < definition.ladders_size(); ++i) {
        check_machine(scope, definition.ladders(i), at("ladders", i));
    }
    for (int i = 0; i < definition.procedures_size(); ++i) {
        check_machine(scope, definition.procedures(i), at("procedures", i));
        check_list(
            scope, definition.procedures(i).records(), Shape::word, at("procedures", i) + ".records"
        );
    }
}

}  // namespace ladder::definition

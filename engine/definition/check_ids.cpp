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
    for (int i = 0; i < definition.ladders_size(); ++i) {
        const auto ladder = at("ladders", i);
        check_list(scope, definition.ladders(i).stages(), Shape::word, ladder + ".stages");
        const auto& transitions = definition.ladders(i).transitions();
        for (int j = 0; j < transitions.size(); ++j) {
            check_list(
                scope,
                transitions.Get(j).gates(),
                Shape::word,
                at(ladder, "transitions", j) + ".gates"
            );
        }
    }
}

}  // namespace ladder::definition

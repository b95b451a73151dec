// Questions that the parts of check() share.
#include "engine/definition/checks.hpp"

#include <fmt/format.h>

#include "engine/definition/suggest.hpp"
#include "engine/definition/text.hpp"

namespace ladder::definition {

std::string at(std::string_view list, int index) {
    return fmt::format("{}[{}]", list, index);
}

std::string at(std::string_view parent, std::string_view list, int index) {
    return fmt::format("{}.{}[{}]", parent, list, index);
}

void require_role(const Scope& scope, const std::string& role, const std::string& path) {
    if (scope.ruleset.role(role) == nullptr) {
        scope.findings.error(
            path,
            fmt::format("there is no role '{}'", shortened(role)),
            suggest(role, ids_of(scope.ruleset.definition().roles()))
        );
    }
}

void require_may_recommend(const Scope& scope, const std::string& role, const std::string& path) {
    if (scope.ruleset.role(role) != nullptr && !scope.ruleset.may(role, v1::PERMISSION_RECOMMEND)) {
        scope.findings.error(
            path,
            fmt::format("the role '{}' may not recommend", role),
            "add 'recommend' to what the role may, or name another role"
        );
    }
}

std::vector<std::string> stages_of_ladders(const Scope& scope, const v1::LadderDefinition* ladder) {
    if (ladder != nullptr) {
        return ids_of(ladder->stages());
    }
    std::vector<std::string> stages;
    for (const auto& each : scope.ruleset.definition().ladders()) {
        for (const auto& stage : each.stages()) {
            if (!contains(stages, stage.id())) {
                stages.push_back(stage.id());
            }
        }
    }
    return stages;
}

void require_known(
    const Scope& scope,
    const std::string& id,
    const std::vector<std::string>& known,
    const std::string& path,
    std::string_view what
) {
    if (!contains(known, id)) {
        auto fix = suggest(id, known);
        scope.findings.error(
            path,
            id.empty() ? fmt::format("the {} is missing", what)
                       : fmt::format("there is no {} '{}'", what, shortened(id)),
            fix.empty() ? fmt::format("define a {} first", what) : std::move(fix)
        );
    }
}

void require_text(
    const Scope& scope, const std::string& text, const std::string& path, std::string_view what
) {
    if (text.empty()) {
        scope.findings.error(path, fmt::format("{} is missing", what), "add it");
    }
}

}  // namespace ladder::definition

// The head of a ruleset: id, title, dates, and that it holds what every ruleset needs.
#include <fmt/format.h>

#include "engine/base/dates.hpp"
#include "engine/base/names.hpp"
#include "engine/definition/checks.hpp"
#include "engine/definition/text.hpp"

namespace ladder::definition {

namespace {

void check_effective_dates(const Scope& scope) {
    const auto& definition = scope.ruleset.definition();
    const auto from = base::parse_date(definition.effective_from());
    if (!from) {
        scope.findings.error(
            "effective_from", from.error().message, "give the first day it applies"
        );
    }
    if (definition.effective_to().empty()) {
        return;
    }
    const auto to = base::parse_date(definition.effective_to());
    if (!to) {
        scope.findings.error("effective_to", to.error().message, "or leave it out: open");
    } else if (from && *to < *from) {
        scope.findings.error(
            "effective_to",
            fmt::format(
                "it ends on {}, before it begins on {}",
                definition.effective_to(),
                definition.effective_from()
            ),
            "give a later day, or leave it out: open"
        );
    }
}

// Who approves must be able to publish: the approval is what publishes.
void check_approval(const Scope& scope) {
    const auto& roles = scope.ruleset.definition().approved_by();
    require_roles(scope, roles, "approved_by");
    for (int i = 0; i < roles.size(); ++i) {
        if (scope.ruleset.role(roles[i]) != nullptr &&
            !scope.ruleset.may(roles[i], v1::PERMISSION_PUBLISH_RULESET)) {
            scope.findings.error(
                fmt::format("approved_by[{}]", i),
                fmt::format("'{}' may not publish a ruleset", shortened(roles[i])),
                "give the role publish_ruleset in roles.yaml, or name another one"
            );
        }
    }
}

}  // namespace

void check_heading(const Scope& scope) {
    const auto& definition = scope.ruleset.definition();
    if (!base::is_id(definition.id())) {
        scope.findings.error(
            "id",
            definition.id().empty() ? std::string{"the ruleset has no id"}
                                    : fmt::format("'{}' is not an id", shortened(definition.id())),
            "write lower-case letters, digits and hyphens, such as landscape-2009"
        );
    }
    require_text(scope, definition.title(), "title", "the ruleset's title");
    check_effective_dates(scope);
    check_approval(scope);
    if (definition.roles().empty()) {
        scope.findings.error("roles", "there are no roles: nobody could decide", "add roles.yaml");
    }
    if (definition.ladders().empty()) {
        scope.findings.error("ladders", "there is no ladder", "add a file under ladders/");
    }
}

}  // namespace ladder::definition

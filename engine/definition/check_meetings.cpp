// Kinds of meetings: that somebody takes the chair, sits there, and may run them.
#include <fmt/format.h>

#include "engine/definition/checks.hpp"
#include "engine/definition/suggest.hpp"

namespace ladder::definition {

namespace {

bool anybody_runs_meetings(const Scope& scope) {
    for (const auto& role : scope.ruleset.definition().roles()) {
        if (scope.ruleset.may(role.id(), v1::PERMISSION_RUN_MEETING)) {
            return true;
        }
    }
    return false;
}

void check_next_meeting(
    const Scope& scope, const v1::MeetingKindDefinition& kind, const std::string& path
) {
    const auto& id = kind.next_meeting();
    if (id.empty()) {
        return;
    }
    const auto* deadline = scope.ruleset.deadline(id);
    if (deadline == nullptr) {
        scope.findings.error(
            path + ".next_meeting",
            fmt::format("there is no deadline '{}'", id),
            suggest(id, ids_of(scope.ruleset.definition().deadlines()))
        );
    } else if (!deadline->has_due()) {
        scope.findings.error(
            path + ".next_meeting",
            fmt::format(
                "the deadline '{}' leaves its day open, and closing a meeting names none", id
            ),
            "give the deadline its 'due'"
        );
    }
}

}  // namespace

void check_meetings(const Scope& scope) {
    const auto& kinds = scope.ruleset.definition().meeting_kinds();
    for (int i = 0; i < kinds.size(); ++i) {
        const auto& kind = kinds.Get(i);
        const auto path = at("meeting_kinds", i);
        require_role(scope, kind.chair(), path + ".chair");
        if (kind.members().empty()) {
            scope.findings.error(
                path, fmt::format("'{}' has no members", kind.id()), "add 'members: [..]'"
            );
        }
        require_roles(scope, kind.members(), path + ".members");
        require_text(
            scope, kind.legal_basis(), path + ".legal_basis", "the law or policy behind it"
        );
        check_next_meeting(scope, kind, path);
    }
    if (!kinds.empty() && !anybody_runs_meetings(scope)) {
        scope.findings.error(
            "meeting_kinds", "no role may run a meeting", "add 'run_meeting' to what a role may"
        );
    }
}

}  // namespace ladder::definition

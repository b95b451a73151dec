// The case aggregate: command -> decide() -> events -> apply(). Pure; time and rulesets come in.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/dates.hpp"
#include "engine/base/result.hpp"
#include "engine/casework/shared.hpp"
#include "engine/casework/surroundings.hpp"
#include "engine/definition/ruleset.hpp"
#include "ladder/v1/body_service.pb.h"
#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/journal.pb.h"

namespace ladder::casework {

// What decide() may know besides the case and the command.
struct Context : command::Context {
    Context(
        const definition::Ruleset& rules,
        v1::Actor caller,
        base::Instant moment,
        const v1::Body* about = nullptr
    )
        : command::Context{rules, std::move(caller), moment}, around{about} {}
    Context(
        const definition::Ruleset& rules, v1::Actor caller, base::Instant moment, Surroundings known
    )
        : command::Context{rules, std::move(caller), moment}, around{std::move(known)} {}

    Surroundings around;
};

// Each gives the events that the command causes, none of them applied. All errors that hold are
// named at once. Errors of all: invalid_argument with FieldViolation details; permission_denied if
// the actor's capacity may not; aborted with StaleEtag if the case moved on; failed_precondition
// otherwise.
[[nodiscard]] base::Result<Events> decide(
    const std::optional<std::string>& previous_case,
    const v1::OpenCaseRequest& command,
    const Context& context
);
[[nodiscard]] base::Result<Events> decide(
    const v1::Case& state, const v1::RaiseConcernRequest& command, const Context& context
);
[[nodiscard]] base::Result<Events> decide(
    const v1::Case& state, const v1::CloseConcernRequest& command, const Context& context
);
[[nodiscard]] base::Result<Events> decide(
    const v1::Case& state, const v1::RecordFactRequest& command, const Context& context
);
[[nodiscard]] base::Result<Events> decide(
    const v1::Case& state, const v1::RecordRecommendationRequest& command, const Context& context
);
// Refused with one UnmetGate for each gate and element that is missing, and one FieldViolation for
// each field.
[[nodiscard]] base::Result<Events> decide(
    const v1::Case& state, const v1::RecordDecisionRequest& command, const Context& context
);
[[nodiscard]] base::Result<Events> decide(
    const v1::Case& state, const v1::CorrectDecisionRequest& command, const Context& context
);

// What linking writes: the same in both cases.
struct LinkEvents {
    v1::Event here;
    v1::Event there;
};
// Links the case with `other` (null: there is no such case), or takes the link away. Errors: also
// already_exists if they are linked.
[[nodiscard]] base::Result<LinkEvents> decide(
    const v1::Case& state,
    const v1::Case* other,
    const v1::LinkCasesRequest& command,
    const Context& context
);

// A remark, whoever makes it in a role of the ruleset. `known_notes` are those there are: of a
// case, or of a procedure.
[[nodiscard]] base::Result<Events> decide(
    const v1::Case& state, const v1::AddNoteRequest& command, const Context& context
);
[[nodiscard]] base::Result<Events> decide_note(
    int known_notes, const v1::AddNoteRequest& command, const command::Context& context
);

// Moves the case to the ruleset of the context, from `pinned`, by a decision of a role with
// PERMISSION_MIGRATE there. Refused with everything open that has no counterpart there: see
// check_counterparts() in crossing.hpp.
[[nodiscard]] base::Result<Events> decide(
    const v1::Case& state,
    const definition::Ruleset& pinned,
    const v1::MigrateCaseRequest& command,
    const Context& context
);

// The only code that changes a Case. Total: an event of another aggregate changes nothing but the
// version.
void apply(v1::Case& state, const v1::Event& event, const Recorded& recorded);

// The name of a body's next case for a subject: "cases/west-midlands-general-1", and 2 after
// `previous_case` of 1 (empty: none). apply() names a case by it, unless the state already bears
// the name of its stream.
std::string next_case_name(
    std::string_view body, v1::Subject subject, std::string_view previous_case
);

// The head of a case, as lists show it.
v1::CaseSummary summary_of(const v1::Case& state);

// The case without its lists: CASE_VIEW_HEAD.
v1::Case head_of(const v1::Case& state);

}  // namespace ladder::casework

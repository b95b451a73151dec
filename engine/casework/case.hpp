// The case aggregate: command -> decide() -> events -> apply(). Pure; time and rulesets come in.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/dates.hpp"
#include "engine/base/result.hpp"
#include "engine/definition/ruleset.hpp"
#include "ladder/v1/body_service.pb.h"
#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/journal.pb.h"

namespace ladder::casework {

// What decide() may know besides the case and the command.
struct Context {
    const definition::Ruleset& ruleset;  // that of the case; for OpenCase the newest
    v1::Actor actor;                     // who calls, in which capacity
    base::Instant recorded_at;           // the moment of recording
    const v1::Body* body = nullptr;      // the body of the case
};

// What apply() needs of a journal row besides its payload.
struct Recorded {
    std::int64_t position = 0;
    std::int64_t version = 0;  // within the stream, from 1
    base::Instant recorded_at;
    v1::Actor actor;
    base::Date known_on;
    bool entered_later = false;
};

using Events = std::vector<v1::Event>;

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

// The only code that changes a Case. Total: an event of another aggregate changes nothing but the
// version.
void apply(v1::Case& state, const v1::Event& event, const Recorded& recorded);

// The name of a body's next case for a subject: "cases/west-midlands-general-1", and 2 after
// `previous_case` of 1 (empty: none). apply() names a case by it, unless the state already bears
// the name of its stream.
std::string next_case_name(
    std::string_view body, v1::Subject subject, std::string_view previous_case
);

// The etag of a case at a version.
std::string etag_of(std::int64_t version);

// The head of a case, as lists show it.
v1::CaseSummary summary_of(const v1::Case& state);

// One plain English line for the record.
std::string describe(const v1::Event& event);

// "decision_recorded" and so on: the name of the event's kind.
std::string type_of(const v1::Event& event);

}  // namespace ladder::casework

// The meeting aggregate: command -> decide() -> events -> apply(). Pure; time, rulesets and cases
// come in.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/casework/case.hpp"
#include "engine/command/context.hpp"
#include "engine/diary/last_change.hpp"
#include "ladder/v1/journal.pb.h"
#include "ladder/v1/meeting_service.pb.h"

namespace ladder::meetings {

using command::Events;

// A case as a meeting finds it. Pointers live as long as the call.
struct CaseFile {
    const v1::Case* state = nullptr;               // null: there is no such case
    const definition::Ruleset* ruleset = nullptr;  // that the case is pinned to
    casework::Surroundings around;
    diary::LastChange last_change;
};

// What decide() may know besides the meeting and the command.
struct Context : command::Context {
    using FindCase = std::function<CaseFile(const std::string&)>;
    using FindBody = std::function<const v1::Body*(const std::string&)>;

    Context(
        const definition::Ruleset& rules,
        v1::Actor caller,
        base::Instant moment,
        FindCase cases = {},
        FindBody bodies = {}
    )
        : command::Context{rules, std::move(caller), moment},
          find_case{std::move(cases)},
          find_body{std::move(bodies)} {}

    CaseFile case_of(const std::string& name) const {
        return find_case ? find_case(name) : CaseFile{};
    }
    const v1::Body* body_of(const std::string& name) const {
        return find_body ? find_body(name) : nullptr;
    }

    FindCase find_case;  // empty: no case is known
    FindBody find_body;  // empty: no body is known
};

// An event of any stream: a meeting that closes writes into cases as well as into itself.
struct Act {
    std::string stream;
    v1::Event event;
};
using Acts = std::vector<Act>;

// A pack's content with its digest, made from pack_of() by the caller.
struct Frozen {
    std::string content;            // the deterministic serialisation of pack_of()
    std::string digest;             // its SHA-256
    std::int64_t journal_size = 0;  // as the content was taken
};

// Each gives what the command causes, none of it applied. All errors that hold are named at once.
// Errors of all: permission_denied without PERMISSION_RUN_MEETING; invalid_argument with
// FieldViolation details; aborted with StaleEtag if the meeting moved on; failed_precondition
// otherwise.

// `earlier` are the closed meetings of the kind: what they set for the next meeting is met.
[[nodiscard]] base::Result<Acts> decide(
    const std::vector<const v1::Meeting*>& earlier,
    const v1::PlanMeetingRequest& command,
    const Context& context
);
[[nodiscard]] base::Result<Events> decide(
    const v1::Meeting& state, const v1::SetAgendaRequest& command, const Context& context
);
[[nodiscard]] base::Result<Events> decide(
    const v1::Meeting& state,
    const v1::FreezePackRequest& command,
    const Frozen& frozen,
    const Context& context
);
[[nodiscard]] base::Result<Events> decide(
    const v1::Meeting& state, const v1::RecordAttendanceRequest& command, const Context& context
);
[[nodiscard]] base::Result<Events> decide(
    const v1::Meeting& state, const v1::RecordRecusalRequest& command, const Context& context
);
// Refused only for what no later act could mend: what a decision still lacks is told at closing
// (or by closing with validate_only).
[[nodiscard]] base::Result<Events> decide(
    const v1::Meeting& state, const v1::RecordOutcomeRequest& command, const Context& context
);
// Everything that the meeting decided, in one act or not at all: a DecisionRecorded (with its
// effects) in each case, a TaskOpened for each action, and MeetingClosed. Every decision is decided
// on its case as it stands and as those before it left it. Refused with an UnmetGate for each item
// without outcome and for whatever any decision lacks, its gate "i2/grounds_given"; aborted with a
// StaleEtag for each case that changed since the outcome was recorded, housekeeping aside.
[[nodiscard]] base::Result<Acts> decide(
    const v1::Meeting& state, const v1::CloseMeetingRequest& command, const Context& context
);
[[nodiscard]] base::Result<Events> decide(
    const v1::Meeting& state, const v1::CancelMeetingRequest& command, const Context& context
);
[[nodiscard]] base::Result<Events> decide(
    const v1::Meeting& state, const v1::CorrectMinutesRequest& command, const Context& context
);

// What the pack would hold now: the items with their cases, whole.
v1::PackContent pack_of(const v1::Meeting& state, const Context& context);

// The only code that changes a Meeting. Total: an event of another aggregate changes nothing but
// the version.
void apply(v1::Meeting& state, const v1::Event& event, const command::Recorded& recorded);

// The head of a meeting, as lists show it.
v1::MeetingSummary summary_of(const v1::Meeting& state);

}  // namespace ladder::meetings

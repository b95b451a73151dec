// What came of an item: its form, what the form asks for, and how it is told.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "ladder/v1/case_service.pb.h"
#include "services/console/fields.hpp"
#include "services/console/secretariat/meeting_seen.hpp"

namespace ladder::secretariat {

// Actions that can be typed beside the usual ones.
inline constexpr int actions_typed = 3;

// What the usual actions are called, and whose they are.
struct UsualActions {
    std::string role;    // in whose queue they wait
    std::string invite;  // title
    std::string review;
};

// The outcome that a form asks for. `about`: the case of the item; null: none, and nothing is
// decided. `slots`: for each action of the outcome the prefix of its fields, "usual" or "action-2".
//
// Its fields: `decision` ("none", "remain", "close" or "move:STAGE"), `next_review_on`, `decider`
// ("PERSON|ROLE"), `reasons`, `evidence` (ids of the case), `other_evidence` (one a line),
// `settle-ID` ("accept" or "decline") of proposals, `exceptional_reason`, `override_gate` and
// `override_reason`, `usual` ("invite", "review") due on `usual_due`,
// `action-N-title|role|body|due`, `note`.
v1::ItemOutcome outcome_of(
    const console::Form& form,
    const v1::Case* about,
    const UsualActions& usual,
    std::vector<std::string>& slots
);

// What the fields hold where an outcome was recorded before.
console::Form outcome_as_recorded(const v1::ItemOutcome& outcome, const v1::Case* about);

// The errors of RecordOutcome by the fields of the form.
base::Error outcome_error(base::Error error, const std::vector<std::string>& slots);

// An outcome in sentences: decisions, actions, words; each line by itself.
std::vector<std::string> outcome_in_words(
    const console::Visit& visit, const MeetingSeen& seen, const v1::AgendaItem& item
);

}  // namespace ladder::secretariat

// What could be on the agenda of a meeting. Proposes only: the agenda is set by people.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/definition/ruleset.hpp"
#include "ladder/v1/body_service.pb.h"
#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/definition.pb.h"
#include "ladder/v1/diary.pb.h"
#include "ladder/v1/meeting_service.pb.h"

namespace ladder::meetings {

// A reply or a plan that came in: an entry of a procedure.
struct Reply {
    std::string source;  // "procedures/y/entries/e3"
    std::string body;
    std::string case_name;  // empty: the procedure stands alone
    std::string title;      // what was recorded
};

// What is known when an agenda is proposed.
struct AgendaMatter {
    std::vector<v1::CaseSummary> cases;                      // open ones
    std::vector<v1::Proposal> proposals;                     // open ones, with case_name and body
    std::vector<v1::Deadline> deadlines;                     // pending ones, with parent and body
    std::vector<Reply> replies;                              // since the last meeting of the kind
    std::map<std::string, v1::Body> bodies;                  // by name
    std::map<std::string, std::string> cases_of_procedures;  // by the procedure's name
    const definition::Ruleset* ruleset = nullptr;            // whose words are used; null: ids
};

// The overview first, then by body: proposals, reviews due by the day of the meeting, deadlines due
// or passed by then, replies. One item for each case and reason. Only bodies of the kind's, and
// nothing that is on the agenda already. Ids are empty.
std::vector<v1::AgendaItem> propose(
    const v1::Meeting& state, const v1::MeetingKindDefinition& kind, const AgendaMatter& matter
);

}  // namespace ladder::meetings

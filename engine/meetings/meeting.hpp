// The meeting aggregate: command -> decide() -> events -> apply(). Pure; time and rulesets come in.
#pragma once

#include <string>
#include <string_view>

#include "engine/casework/case.hpp"
#include "engine/command/context.hpp"
#include "ladder/v1/journal.pb.h"
#include "ladder/v1/meeting_service.pb.h"

namespace ladder::meetings {

// The only code that changes a Meeting. Total: an event of another aggregate changes nothing but
// the version.
void apply(v1::Meeting& state, const v1::Event& event, const command::Recorded& recorded);

// The head of a meeting, as lists show it.
v1::MeetingSummary summary_of(const v1::Meeting& state);

}  // namespace ladder::meetings

// One plain English line for each event, for the record. Never the words that people wrote.
#pragma once

#include <string>

#include "ladder/v1/journal.pb.h"

namespace ladder::command {

std::string describe(const v1::Event& event);

// "decision_recorded" and so on: the name of the event's kind.
std::string type_of(const v1::Event& event);

}  // namespace ladder::command

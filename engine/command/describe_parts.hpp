// The parts of describe(): each gives the line of the events that it knows, empty for others.
#pragma once

#include <string>

#include "ladder/v1/journal.pb.h"

namespace ladder::command {

std::string case_line(const v1::Event& event);
std::string procedure_line(const v1::Event& event);
std::string diary_line(const v1::Event& event);
std::string meeting_line(const v1::Event& event);
std::string register_line(const v1::Event& event);

// "anne@hmic.example as hmcic".
std::string actor_words(const v1::Actor& actor);

}  // namespace ladder::command

// Spans of time, and the rules of deadlines, as people say them.
#pragma once

#include <string>

#include "ladder/v1/diary.pb.h"
#include "services/console/secretariat/names.hpp"

namespace ladder::secretariat {

// From one day to another, coarsely: "3 days ago", "in 2 weeks", "16 months ago", "today". Empty
// for what is no day.
std::string age_in_words(
    const console::Visit& visit, const std::string& day, const std::string& today
);

// How long since a day: "12 days", "23 weeks", "16 months". Empty for what is no day, or to come.
std::string span_in_words(
    const console::Visit& visit, const std::string& since, const std::string& today
);

// "20 working days from 16 March 2010; calendar of England and Wales, version 2009-04. N 46-47".
std::string rule_of(const console::Visit& visit, const Names& names, const v1::Deadline& deadline);

// Days from one ISO day to another; 0 for what is no day.
long days_between(const std::string& from, const std::string& to);

}  // namespace ladder::secretariat

// A case as one story: what happened in it and beside it, what is due, and whose turn it is.
#pragma once

#include <string>
#include <vector>

#include <google/protobuf/struct.pb.h>

#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/diary.pb.h"
#include "ladder/v1/procedure_service.pb.h"

namespace ladder::cli {

// A case with its procedures, as known at one moment. Deadlines and tasks are those of the case and
// of its procedures, each with its parent; a deadline's state is that of the day asked about.
struct CaseStory {
    v1::Case state;
    std::vector<v1::Procedure> procedures;
    std::vector<v1::Deadline> deadlines;
    std::vector<v1::Task> tasks;
};

// The head, what happened in order of days and who said so, then each list; with `explain` also why
// each proposal was raised and cleared.
std::string in_words(const CaseStory& story, bool explain);

// The case as JSON has it, with `procedures`, and with the deadlines and tasks of all.
google::protobuf::Struct as_object(const CaseStory& story);

}  // namespace ladder::cli

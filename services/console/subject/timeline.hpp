// What happened to a body, told in plain words from its cases and procedures.
#pragma once

#include <string>
#include <vector>

#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/procedure_service.pb.h"
#include "services/console/subject/titles.hpp"

namespace ladder::subject {

struct Happening {
    std::string day;     // ISO
    std::string what;    // "Moved from Peer support to Watching brief"
    v1::Actor who;       // no person: the rules
    std::string why;     // reasons or evidence; may be empty
    std::string link{};  // path of what it is; empty: none
    bool decided = false;
    std::string kind{};  // "Decisions": what stands in one line of the picture
};

// Newest day first; of one day, decisions before what led to them.
std::vector<Happening> timeline_of(
    const std::vector<v1::Case>& cases,
    const std::vector<v1::Procedure>& procedures,
    const Titles& titles
);

// "Moved from Peer support to Watching brief; next review 8 March 2010".
std::string in_words(const v1::Decision& decision, const std::string& ladder, const Titles& titles);

// What is recorded in an entry, field by field: "Verdict: does not convince; Reasons: …".
std::string values_in_words(
    const v1::Entry& entry, const std::string& procedure, const Titles& titles
);

}  // namespace ladder::subject

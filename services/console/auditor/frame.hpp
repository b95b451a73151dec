// What the auditor's pages share: the tabs between them, options of forms, where records lead.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ladder/v1/case_service.pb.h"
#include "services/console/auditor/titles.hpp"
#include "services/console/table.hpp"

namespace ladder::auditor {

// Sets what the part `auditor_tabs` shows; `current` is one of "history", "patterns", "compare",
// "integrity", or empty.
void put_tabs(console::Data& data, const console::Visit& visit, std::string_view current);

// Sets a list of options, (value, text), for a select; `chosen` is the value that stands.
void put_options(
    console::Data& data,
    const std::string& name,
    const std::vector<std::pair<std::string, std::string>>& options,
    const std::string& chosen
);

// All bodies by title, "Any" first: for put_options.
std::vector<std::pair<std::string, std::string>> body_options(
    const Titles& titles, const std::string& any
);

// The page of a record, at the page's moment; empty where it has none.
std::string path_of_record(const console::Visit& visit, const std::string& name);

// Who in which capacity: "Denis Cole, HM Chief Inspector of Constabulary".
std::string actor_in_words(
    const console::Visit& visit, const console::RulesetWords& words, const v1::Actor& actor
);

// What a gate of a ladder asks for; its id if the ladder has none of it.
std::string gate_title(
    const console::RulesetWords& words, const std::string& ladder, const std::string& gate
);

// How a gate stood, as a tag: "Met".
console::Cell gate_in_words(const console::Templates& templates, const v1::GateOutcome& gate);

// The page of a decision and its evidence, at the page's moment.
std::string path_of_decision(
    const console::Visit& visit, const std::string& case_name, const std::string& decision
);

// "on 25 August 2009" for the end of a day, else "at 25 August 2009, 10:15".
std::string known_in_words(base::Instant at);

}  // namespace ladder::auditor

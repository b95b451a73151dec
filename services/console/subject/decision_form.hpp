// The form of a decision: what may be chosen, what is asked for, and the command that it makes.
#pragma once

#include <string>
#include <vector>

#include "services/console/fields.hpp"
#include "services/console/subject/file.hpp"
#include "services/console/subject/gates.hpp"

namespace ladder::subject {

// What is to be decided: a move to a stage, to remain, or to close.
struct Outcome {
    std::string to;  // "remain", "close", or the stage; empty: nothing is chosen yet
    v1::DecisionOutcome outcome = v1::DECISION_OUTCOME_UNSPECIFIED;
    const v1::TransitionDefinition* move = nullptr;
    std::string capacity{};  // of the decider

    bool chosen() const { return outcome != v1::DECISION_OUTCOME_UNSPECIFIED; }
};

// By `to` and `as` of what was asked or typed; what is no choice is none. The capacity is that
// asked for, or the one of those open to the caller that may decide it.
Outcome outcome_of(const CaseFile& file, const Rights& rights, const console::Form& asked);

// Every outcome that leads on from where the case stands.
std::vector<console::Option> outcomes_open(
    const CaseFile& file, const Rights& rights, const console::Templates& texts
);

// Documents and procedures that a decision may rest on, beside the items of the case.
struct Sources {
    std::vector<std::pair<std::string, std::string>> named;  // name, title
};
[[nodiscard]] base::Result<Sources> sources_of(const Visit& visit, const CaseFile& file);

// What the evidence of a decision names, in words; a reference stands as it is.
std::string evidence_in_words(
    const std::string& reference, const CaseFile& file, const Sources& sources
);

// The fields for an outcome: `gates` are those that stand, of which the overridable get a reason.
std::vector<console::Field> decision_fields(
    const CaseFile& file,
    const Rights& rights,
    const Outcome& outcome,
    const std::vector<GateStanding>& gates,
    const Sources& sources,
    const console::Templates& texts
);

// The command; without request_id, and not a dry run.
v1::RecordDecisionRequest decision_of(
    const CaseFile& file, const Rights& rights, const Outcome& outcome, const console::Form& typed
);

// References of checkboxes and of a textarea, one a line.
std::vector<std::string> references_of(const console::Form& typed);

}  // namespace ladder::subject

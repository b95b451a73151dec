// Proofs over a ruleset: that no path through a ladder or procedure gets round what is required.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/definition/ruleset.hpp"

namespace ladder::definition {

enum class Verdict { proved, avoided, too_many };

// One move of a path that avoids a requirement.
struct Leg {
    std::string from;  // a stage's id; empty: the start
    std::string to;    // a stage's id, or "record ID" of an entry
    std::vector<std::string> decided_by;
    std::vector<std::string> gates;  // of those that count, the ids
};

// Whether a requirement holds of every path to one stage of one ladder or procedure.
struct Proof {
    std::string requirement;  // id
    bool of_ladder = false;
    std::string machine;                // id of the ladder or procedure
    std::string stage;                  // or "record ID": entries of a record
    std::vector<v1::Subject> subjects;  // for which the verdict is the same
    Verdict verdict{};
    std::vector<std::string> guards;  // proved: the moves that ask for it, and by which gates
    std::vector<Leg> path;            // otherwise: the shortest that avoids it
};

// What is shown of a ladder or procedure itself.
struct Soundness {
    bool of_ladder = false;
    std::string machine;
    std::vector<std::string> dead_ends;          // stages that can't be left
    std::vector<std::string> statutory_skipped;  // statutory gates that some subject passes over
    int statutory_gates = 0;
    int policy_gates = 0;
};

struct ProofReport {
    std::vector<Proof> proofs;  // in order of the requirements
    std::vector<Soundness> soundness;

    bool holds() const;
};

// For each requirement, each ladder and procedure that it names and each stage that must not be
// reached, or record of which no entry must be made, without it: whether every path from the start
// passes a move, or ends in an entry, whose gates are met only if the requirement's condition is. A
// path to an entry goes to a stage at which it may be made. The gates of a move are asked together.
// A statutory requirement counts statutory gates alone; one of policy counts policy gates too,
// overridden or not, but not for the subjects that a gate leaves out. What a move asks of
// recommendations counts as a gate. A move may also rest on a procedure: a gate that it stands at,
// or reached, a stage for which the requirement is proved. `only` picks requirements; left out,
// all.
ProofReport prove(
    const Ruleset& ruleset, const std::function<bool(const v1::RequirementDefinition&)>& only = {}
);

// The report in plain words, with what it does not prove.
std::string in_words(const ProofReport& report, const Ruleset& ruleset);

}  // namespace ladder::definition

// Ladders and procedures alike: stages, and the moves between them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ladder/v1/definition.pb.h"

namespace ladder::definition {

using Gates = google::protobuf::RepeatedPtrField<v1::GateDefinition>;

// One way from a stage to another, or an entry of a record at a stage. Borrows from the definition.
struct Edge {
    std::string_view from;                                 // empty: not started
    std::string_view to;                                   // of an entry: the record's id
    const v1::TransitionDefinition* transition = nullptr;  // null: the start
    const Gates* gates = nullptr;
    const v1::RecordDefinition* record = nullptr;  // of an entry
};

// A ladder or a procedure, to be walked. Borrows from the definition.
struct Machine {
    bool is_ladder = false;
    std::string_view id;
    std::string_view title;
    const google::protobuf::RepeatedPtrField<v1::StageDefinition>* stages = nullptr;
    std::string_view start;     // where walks begin: a ladder's first stage; empty for a procedure
    std::vector<Edge> edges;    // moves, and a procedure's start
    std::vector<Edge> entries;  // of each record, by each stage at which it may be made
    std::vector<v1::Subject> subjects;     // it carries
    std::vector<v1::BodyKind> body_kinds;  // empty: all
    std::vector<v1::Country> countries;    // empty: all
};

Machine machine_of(const v1::LadderDefinition& ladder);
Machine machine_of(const v1::ProcedureDefinition& procedure);
// The ladders, then the procedures.
std::vector<Machine> machines_of(const v1::RulesetDefinition& definition);

// "the ladder police-force", "the procedure direction-s40".
std::string words_of(const Machine& machine);

// The record that a requirement names where others name a stage: "record consent" speaks of
// consent. Empty for a stage.
std::string_view record_named(std::string_view reaching);

// Whether the machine has the stage, or the record where `stage` is "record ID".
bool has_stage(const Machine& machine, std::string_view stage);

// The title and id of a stage: "Peer support (peer_support)"; "the start" if it is empty.
// "an entry of RECORD" where it is "record ID".
std::string stage_words(const Machine& machine, std::string_view stage);

// Stages, none with an outcome, that no move leaves.
std::vector<std::string> dead_ends(const Machine& machine);

}  // namespace ladder::definition

// The one place where streams become states, and states the rows of lists. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/casework/case.hpp"
#include "ladder/v1/access_service.pb.h"
#include "ladder/v1/assessment_service.pb.h"
#include "ladder/v1/body_service.pb.h"
#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/document_service.pb.h"
#include "ladder/v1/journal.pb.h"
#include "ladder/v1/meeting_service.pb.h"
#include "ladder/v1/peer_service.pb.h"
#include "ladder/v1/procedure_service.pb.h"
#include "ladder/v1/ruleset_service.pb.h"

namespace ladder::record {

// A stream's state. monostate: nothing happened in it yet.
using Aggregate = std::variant<
    std::monostate,
    v1::Case,
    v1::Body,
    v1::PeerGroupSet,
    v1::Ruleset,
    v1::ObservationsImported,
    v1::EvaluationRun,
    v1::Procedure,
    v1::Meeting,
    v1::Peer,
    v1::Document,
    v1::Publication,
    v1::Assessment,
    v1::ContentDestroyed,
    v1::Person,
    v1::AccessRecorded,
    v1::RulesetProposal>;

// The tables of read models.
enum class Model {
    cases,
    proposals,
    bodies,
    peer_group_sets,
    rulesets,
    imports,
    evaluations,
    procedures,
    deadlines,
    tasks,
    meetings,
    peers,
    documents,
    publications,
    assessments,
    people,
    access_records,
    ruleset_proposals
};
inline constexpr std::array all_models{
    Model::cases,
    Model::proposals,
    Model::bodies,
    Model::peer_group_sets,
    Model::rulesets,
    Model::imports,
    Model::evaluations,
    Model::procedures,
    Model::deadlines,
    Model::tasks,
    Model::meetings,
    Model::peers,
    Model::documents,
    Model::publications,
    Model::assessments,
    Model::people,
    Model::access_records,
    Model::ruleset_proposals};

// How a read model is stored.
struct ModelShape {
    std::string_view table;
    std::vector<std::string_view> filters;  // columns that lists choose by, all texts
};
const ModelShape& shape_of(Model model);

// The to_position of a row that still holds.
inline constexpr std::int64_t still = std::numeric_limits<std::int64_t>::max();

// A row of a read model.
struct ModelRow {
    Model model{};
    std::string name;
    std::int64_t from_position = 0;    // of the event that made it
    std::vector<std::string> filters;  // values of the shape's columns
    std::string content;               // the message, deterministic
};

// Applies an event of `stream`. Total: an event that does not belong there changes nothing.
void fold(
    Aggregate& state,
    const std::string& stream,
    const v1::Event& event,
    const casework::Recorded& recorded
);

// The message that a state is; null for monostate.
const google::protobuf::Message* message_of(const Aggregate& state);

// Every row of a state, but for what was looked at, whose rows are each event's own.
std::vector<ModelRow> rows_of(const Aggregate& state, std::int64_t from_position);

// The rows that an event makes anew; `after` is the state with the event applied.
std::vector<ModelRow> project(
    const Aggregate& after, const v1::Event& event, const casework::Recorded& recorded
);

// Whether a stream of this name can be: its collection is one of ours.
bool is_stream(std::string_view name);

// What a fold needs besides the event. An envelope with a wrong date counts as known on the day it
// was recorded.
casework::Recorded recorded_of(const v1::JournalEnvelope& envelope, bool entered_later);

}  // namespace ladder::record

// Registers: peers, documents, publications, assessments. Each entry is a stream of its own.
#pragma once

#include "engine/command/context.hpp"
#include "ladder/v1/assessment_service.pb.h"
#include "ladder/v1/document_service.pb.h"
#include "ladder/v1/journal.pb.h"
#include "ladder/v1/peer_service.pb.h"

namespace ladder::registers {

// The only code that changes these. Total: an event of another aggregate changes nothing but the
// etag.
void apply(v1::Peer& state, const v1::Event& event, const command::Recorded& recorded);
void apply(v1::Document& state, const v1::Event& event, const command::Recorded& recorded);
void apply(v1::Publication& state, const v1::Event& event, const command::Recorded& recorded);
void apply(v1::Assessment& state, const v1::Event& event, const command::Recorded& recorded);

}  // namespace ladder::registers

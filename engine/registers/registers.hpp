// Registers: peers, documents, publications, assessments. Each entry is a stream of its own:
// command -> decide() -> events -> apply(). Pure; time, rulesets and other records come in.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/command/context.hpp"
#include "ladder/v1/assessment_service.pb.h"
#include "ladder/v1/body_service.pb.h"
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

// What decide() may ask about other records, as they stand.
struct Known {
    // Null: there is none. Borrowed until decide() returns.
    std::function<const v1::Body*(const std::string& name)> body;
    // Whether a record of this name exists: a document, case, decision, procedure and so on.
    std::function<bool(const std::string& name)> exists;
    // Null: there is none. Asked where assessments are recorded.
    std::function<const v1::Assessment*(const std::string& name)> assessment;
};

// A record that a command makes: the stream it begins, and how.
struct NewRecord {
    std::string name;
    v1::Event event;
};

// A part of a document as it was received, without its content.
struct ReceivedPart {
    std::int64_t size = 0;
    std::string digest;      // SHA-256
    std::string looks_like;  // what looks_like() says of the content
};

// Which contents are taken.
struct DocumentLimits {
    std::int64_t bytes_max = std::int64_t{25} * 1024 * 1024;  // of all parts together
    std::vector<std::string> media_types{
        "application/pdf",
        "image/png",
        "image/jpeg",
        "text/plain",
        "text/csv",
        "application/msword",
        "application/vnd.ms-excel",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.spreadsheet"};
};

// Each decides one command. What is given by name (`standing`) is null if there is none of that
// name. Errors of all: unauthenticated; permission_denied; invalid_argument or failed_precondition
// with everything that is wrong.

// The home force is a police force that exists, skills are the ruleset's, dates are in order.
// Errors: already_exists.
[[nodiscard]] base::Result<command::Events> decide(
    const v1::Peer* standing,
    const v1::RegisterPeerRequest& command,
    const command::Context& context,
    const Known& known
);
// The same of the peer as it should be. Errors: aborted.
[[nodiscard]] base::Result<command::Events> decide(
    const v1::Peer& state,
    const v1::UpdatePeerRequest& command,
    const command::Context& context,
    const Known& known
);

// Kind, parts, markings, dates, and what it is about. The contents of the request are not looked
// at: `received` tells of them, in order. The name is the one given, or made of kind and contents.
[[nodiscard]] base::Result<NewRecord> decide(
    const v1::AddDocumentRequest& command,
    const std::vector<ReceivedPart>& received,
    const DocumentLimits& limits,
    const command::Context& context,
    const Known& known
);
// Raising is for those who add documents, lowering for those who publish. Errors: aborted.
[[nodiscard]] base::Result<command::Events> decide(
    const v1::Document& state,
    const v1::ChangeMarkingRequest& command,
    const command::Context& context
);

// What was published must exist, and what was left out must have a lawful ground.
[[nodiscard]] base::Result<NewRecord> decide(
    const v1::PublishRequest& command, const command::Context& context, const Known& known
);
// Errors: aborted.
[[nodiscard]] base::Result<command::Events> decide(
    const v1::Publication& state,
    const v1::WithdrawPublicationRequest& command,
    const command::Context& context
);

// All or none, in the order given. A grade or score of the same body, area and day as one that
// stands is refused: the earlier one is withdrawn first.
[[nodiscard]] base::Result<std::vector<NewRecord>> decide(
    const v1::RecordAssessmentsRequest& command, const command::Context& context, const Known& known
);
// Errors: aborted.
[[nodiscard]] base::Result<command::Events> decide(
    const v1::Assessment& state,
    const v1::WithdrawAssessmentRequest& command,
    const command::Context& context
);

}  // namespace ladder::registers

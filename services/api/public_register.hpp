// The public register: what anybody may read of the record, without an account.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/known_at.hpp"
#include "engine/base/dates.hpp"
#include "engine/base/result.hpp"
#include "ladder/v1/document_service.pb.h"
#include "services/api/application.hpp"

namespace ladder::api {

// What was left out of a publication. Why is said to those who work here: reasons may tell what
// was left out.
struct PublicRedaction {
    std::string what;
    v1::WithholdingGround ground{};
};

// One publication as the public sees it: it names no record, and nobody who works here.
struct PublicEntry {
    std::string id;  // "2010-03-20-letter"
    std::string title;
    // "public_interest_letter", "direction-s40", or "decision": a document's kind, a procedure's
    // definition, a decision in a case.
    std::string kind;
    std::string kind_title;  // by the newest ruleset; empty of a decision
    std::string body;        // "bodies/kent"; empty: about none
    std::string published_on;
    std::string publisher;
    std::string url;  // where else it is; may be empty
    std::vector<PublicRedaction> left_out;
    base::Instant recorded_at;              // when its publication was recorded
    base::Instant updated_at;               // when it came into the register, or its document did
    std::vector<v1::DocumentPart> parts{};  // of the document; none where it is of no document
};

// A part of an entry's document.
struct PublicContent {
    v1::DocumentPart part;
    std::string bytes;
    Held held;  // the room that it takes until it is sent
};

// Everything that was published to the public and stands, newest first, of what was known at the
// moment: what was taken back since is not there then either. Of what is of a document, nothing is
// there while the document is marked, or is about what is kept in a compartment.
// Blocks. Errors: unavailable; data_loss.
[[nodiscard]] base::Result<std::vector<PublicEntry>> public_register(
    Application& app, const db::KnownAt& known_at = {}
);

// Errors: not_found for what is not in the register today; those of get_content().
[[nodiscard]] base::Result<PublicEntry> public_entry(Application& app, std::string_view id);
[[nodiscard]] base::Result<PublicContent> public_content(
    Application& app, std::string_view id, std::string_view part
);

}  // namespace ladder::api

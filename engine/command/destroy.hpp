// The lawful destruction of an event's content: what is recorded of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "ladder/v1/audit_service.pb.h"
#include "ladder/v1/journal.pb.h"

namespace ladder::command {

// An event of the journal, as far as its destruction goes.
struct DestroyedEvent {
    std::string stream;
    v1::Event event;
    std::vector<std::string> contents;  // SHA-256 of documents' contents that go with it
};

// "destructions/17": the stream of the record of a destruction.
std::string destruction_stream(std::int64_t position);

// What is recorded: under whose authority, which texts, and what is left.
// Errors: invalid_argument, naming all that is missing or wrong; failed_precondition for an event
// whose content may not be destroyed (a ruleset, a record of a destruction) or that has none.
[[nodiscard]] base::Result<v1::ContentDestroyed> destroy(
    const DestroyedEvent& target, const v1::DestroyContentRequest& request
);

}  // namespace ladder::command

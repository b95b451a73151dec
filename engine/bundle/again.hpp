// Deciding an act again: the command that its event tells, on the record as it stood before it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/bundle/world.hpp"

namespace ladder::bundle {

// An event of the bundle, with what the journal says of it. Borrows the payload.
struct Happened {
    v1::JournalEnvelope envelope;
    command::Recorded recorded;
    v1::Event event;           // without what was destroyed
    std::string_view payload;  // empty: destroyed
};

// What the act that an event tells comes to when it is decided again; the first is the event
// itself. Nothing for events that no gate was asked for. Errors: whatever refuses the act now;
// failed_precondition if what it was decided on is not in the bundle.
[[nodiscard]] std::optional<base::Result<command::Events>> decide_again(
    const Happened& happened, World& before
);

// The gates that an event tells of.
std::int64_t gates_of(const v1::Event& event);

}  // namespace ladder::bundle

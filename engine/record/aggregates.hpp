// The record as those who decide see it, and what they make of it.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/message.h>

#include "engine/base/dates.hpp"
#include "engine/definition/ruleset.hpp"
#include "engine/diary/last_change.hpp"
#include "engine/record/projection.hpp"

namespace ladder::record {

// The aggregates as they stand where the work will be committed, earlier work of the same batch
// included. Pointers live until the work's callbacks return. Null: there is none.
class Aggregates {
public:
    virtual ~Aggregates() = default;
    // The state of any stream but a ruleset's; monostate if nothing happened in it.
    virtual const Aggregate& find(const std::string& stream) = 0;
    // The names of the rows of a read model that hold now and have this value in a filter column,
    // in order of name.
    virtual std::vector<std::string> names_where(
        Model model, std::string_view column, const std::string& value
    ) = 0;

    // The state of a stream as what it must be; null if it is nothing or something else.
    template <class State>
    const State* find_as(std::string_view name) {
        return std::get_if<State>(&find(std::string{name}));
    }
    virtual const v1::Case* find_case(std::string_view name) = 0;
    // The last event of a stream that was more than the housekeeping of its diary. Where nobody
    // follows that, the stream counts as changed since whatever was seen of it.
    virtual diary::LastChange last_change(const std::string&) {
        return {std::numeric_limits<std::int64_t>::max(), {}};
    }
    // The open case of a body for a subject.
    virtual const v1::Case* find_open_case(std::string_view body, v1::Subject subject) = 0;
    // The newest case of a body for a subject, open or closed.
    virtual const v1::Case* find_newest_case(std::string_view body, v1::Subject subject) = 0;
    virtual const v1::Body* find_body(std::string_view name) = 0;
    virtual const v1::PeerGroupSet* find_peer_group_set(std::string_view name) = 0;
    // A version ("rulesets/x@1"), the newest version of one ("rulesets/x"), or the newest of all
    // ("").
    virtual std::shared_ptr<const definition::Ruleset> find_ruleset(std::string_view name) = 0;
    // The name of the newest import whose figures are seen; empty: none. What was classified
    // against another one must be classified again.
    virtual std::string newest_import() = 0;
    // The journal position of that import, plus one; 0: none.
    virtual std::int64_t evidence_position() = 0;
};

struct NewEvent {
    std::string stream;
    v1::Event event;
    std::string cause;  // empty: the actor's own act
};

// What the writer tells about a commit that is about to happen.
struct Stamp {
    base::Instant recorded_at;
    std::int64_t first_position = 0;  // that the first event will have
};

// A decided piece of work.
struct Ruling {
    std::vector<NewEvent> events;  // empty: nothing to record, the response says so
    // Called once the events are applied to the aggregates; what it gives is stored and answered.
    std::function<std::unique_ptr<google::protobuf::Message>(Aggregates&)> respond;
    // Whether what respond() gave shows less of a state than there is: then it is kept as it is,
    // and not by the state's name. Empty: it does not.
    std::function<bool()> shows_less{};
};

}  // namespace ladder::record

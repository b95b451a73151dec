// The one writer of a node: collects waiting work, decides and commits it as a group.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/message.h>

#include "db/database.hpp"
#include "db/projection.hpp"
#include "engine/base/dates.hpp"
#include "engine/base/result.hpp"
#include "engine/definition/ruleset.hpp"
#include "ladder/v1/body_service.pb.h"
#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/journal.pb.h"
#include "ladder/v1/ruleset_service.pb.h"

namespace ladder::db {

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
};

// One caller's command.
struct Work {
    v1::Actor actor;
    std::string request_id;  // 1 to 100 characters; the same id gives the same answer for ever
    std::string
        fingerprint;  // of method and request without request_id: another request is refused
    std::optional<base::Date> known_on;  // for history entered later
    bool validate_only = false;          // decide, apply and respond, then forget it all
    // Pure: may be called again if another node committed first.
    std::function<base::Result<Ruling>(Aggregates&, const Stamp&)> decide;
    // Called once, on the writer's thread, with the serialised response or the error. Must not
    // block.
    std::function<void(base::Result<std::string>)> done;
};

// Owns the writer's thread and session. Destruction finishes what was submitted.
class JournalWriter {
public:
    struct Options {
        std::size_t batch_max = 128;
        std::function<base::Instant()> clock;                     // UTC
        std::function<void(unsigned char*, std::size_t)> random;  // for salts
    };
    JournalWriter(Database& database, Options options);
    ~JournalWriter();
    JournalWriter(const JournalWriter&) = delete;
    JournalWriter& operator=(const JournalWriter&) = delete;

    // Never blocks. Errors reach work.done: those of decide; unavailable if the database can't be
    // reached (nothing is half done: try again with the same request_id); invalid_argument if the
    // request_id was used for another request.
    void submit(Work work);

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace ladder::db

// A database with the whole API over it, in this process, by a clock that tests set.
#pragma once

#include <memory>
#include <string>

#include <google/protobuf/message.h>

#include "engine/base/dates.hpp"
#include "engine/base/result.hpp"
#include "ladder/v1/common.pb.h"
#include "ladder/v1/definition.pb.h"
#include "services/scenario/rpc.hpp"

namespace ladder::scenario {

// Calls go through the same routes, handlers, writer and readers as those of a server; only the
// socket is missing. Of one thread.
class Ground {
public:
    // `url`: a database whose schema is this binary's.
    // Errors: those of opening it.
    [[nodiscard]] static base::Result<std::unique_ptr<Ground>> open(const std::string& url);
    Ground(const Ground&) = delete;
    Ground& operator=(const Ground&) = delete;
    ~Ground();

    void set_clock(base::Instant now);

    // Blocks until the answer is there. Errors: those of the RPC; unimplemented if nothing answers.
    [[nodiscard]] base::Result<std::unique_ptr<google::protobuf::Message>> call(
        const Rpc& rpc, const v1::Actor& actor, const google::protobuf::Message& request
    );

    // Lets every deadline fire that has passed by the clock, as the worker of a server does.
    [[nodiscard]] base::Result<void> run_due_deadlines();

private:
    class Impl;
    explicit Ground(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

// Makes an empty database ready for tests: the schema, and the ruleset, published long before the
// first step. Errors: those of migrating and publishing.
[[nodiscard]] base::Result<void> prepare(
    const std::string& url, const v1::RulesetDefinition& definition
);

// The moment at which databases are made ready: 1 January 1990.
base::Instant before_all_steps();

// Somebody who may do the act by the ruleset; nobody (an empty person) if no role may.
v1::Actor who_may(const v1::RulesetDefinition& definition, v1::Permission act);

}  // namespace ladder::scenario

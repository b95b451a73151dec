// A load of decisions whose every acknowledgement is remembered, so that the record can be held
// against it.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ladder/v1/case_service.pb.h"
#include "tests/process/connection.hpp"

namespace ladder::fault {

// One decision that a server acknowledged.
struct Acknowledged {
    std::string request_id;
    std::string etag;         // that was sent with it
    std::size_t answer_hash;  // of the answer's bytes
};

// A case and all that this test knows to have happened in it.
struct CaseLoad {
    std::string name;
    std::string etag;                                // as last seen
    std::vector<Acknowledged> acknowledged;          // in order
    std::optional<v1::RecordDecisionRequest> doubt;  // sent; the connection broke before the answer
};

// The books of fresh cases.
[[nodiscard]] std::vector<CaseLoad> books_of(const std::vector<v1::Case>& cases);

// One decision, under request id `prefix`-case-`number`. Leaves it in doubt if the connection
// breaks. Returns what the server answered that no server may answer; empty: nothing.
[[nodiscard]] std::string decide_once(
    process::Connection& connection, CaseLoad& load, const std::string& prefix, std::uint64_t number
);

// Decides over and over, case by case, until the connection breaks or `enough` says so.
// `acknowledgements` counts. Request ids are `prefix`-case-number: never used twice.
// Returns what the server answered that no server may answer; empty: nothing.
[[nodiscard]] std::string decide_until_broken(
    process::Connection& connection,
    const std::vector<CaseLoad*>& cases,
    const std::string& prefix,
    std::atomic<std::uint64_t>& acknowledgements,
    const std::atomic<bool>& enough
);

// The same through failures of the database, until `enough` says so: what is refused as
// unavailable, or whose connection breaks, is sent again until it is answered; and what was
// answered is sent once more at once, as a client does that retries everything. Leaves nothing in
// doubt.
[[nodiscard]] std::string decide_through_failures(
    process::Connection& connection,
    const std::vector<CaseLoad*>& cases,
    const std::string& prefix,
    std::atomic<std::uint64_t>& acknowledgements,
    const std::atomic<bool>& enough
);

// Sends what is in doubt once more, under the same request id. Returns as decide_until_broken.
[[nodiscard]] std::string settle_doubt(process::Connection& connection, CaseLoad& load);

// Sends an acknowledged decision again. Returns what is wrong with the answer; empty: it is the
// same.
[[nodiscard]] std::string replay(
    process::Connection& connection, const CaseLoad& load, const Acknowledged& decision
);

// Reads the case and compares its decisions with those acknowledged. Returns what differs.
[[nodiscard]] std::string compare_with_record(
    process::Connection& connection, const CaseLoad& load
);

}  // namespace ladder::fault

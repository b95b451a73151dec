// A server's database with the shipped rules and open cases, ready for a load.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ladder/v1/case_service.pb.h"
#include "tests/process/keyring.hpp"

namespace ladder::process {

// Who acts: the secretariat, which also records the chief's decisions.
inline const std::string actor{"Ann Lee; capacity=ppsg_secretariat"};

// Migrates an empty database. Returns what went wrong; empty: nothing.
[[nodiscard]] std::string migrate(const std::string& database);

// What `ladder db verify` finds; empty: the record is whole and every read model equals the fold.
[[nodiscard]] std::string verify(const std::string& database);

// Publishes the shipped ruleset, registers `count` forces and opens a case for each, through the
// API, as `actor` by a key of the keyring. Throws std::runtime_error with the server's words.
[[nodiscard]] std::vector<v1::Case> open_cases(std::uint16_t port, Keyring& keyring, int count);

// The chief's decision that a case remains where it is: the same bytes for the same arguments.
[[nodiscard]] v1::RecordDecisionRequest remain(
    const std::string& case_name, const std::string& etag, const std::string& request_id
);

}  // namespace ladder::process

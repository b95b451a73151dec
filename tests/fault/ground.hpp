// A database with the shipped rules and open cases, ready for a load.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/fault/decisions.hpp"
#include "tests/process/ladder_process.hpp"

namespace ladder::fault {

// Who acts in these tests: the secretariat, which also records the chief's decisions.
inline const std::string actor{"Ann Lee; capacity=ppsg_secretariat"};

// Migrates an empty database. Returns what went wrong; empty: nothing.
[[nodiscard]] std::string migrate(const std::string& database);

// Publishes the shipped ruleset, registers `count` forces and opens a case for each.
// Throws std::runtime_error with the server's words.
[[nodiscard]] std::vector<CaseLoad> open_cases(std::uint16_t port, int count);

// What `ladder db verify` finds; empty: the record is whole and every read model equals the fold.
[[nodiscard]] std::string verify(const std::string& database);

// What a look at the journal's rows finds, by nothing but SQL: positions have a gap or a double, or
// the number of decisions with a request id of ours isn't `decisions`. Empty: nothing.
[[nodiscard]] std::string look_at_journal(const std::string& database, std::uint64_t decisions);

}  // namespace ladder::fault

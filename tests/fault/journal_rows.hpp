// The journal as a stranger sees it: nothing but SQL.
#pragma once

#include <cstdint>
#include <string>

namespace ladder::fault {

// What is wrong with the journal's rows: positions have a gap or a double, or the number of
// decisions under a request id of ours ("load-..") isn't `decisions`. Empty: nothing.
[[nodiscard]] std::string look_at_journal(const std::string& database, std::uint64_t decisions);

// Changes the database as its owner could, with all triggers off. Throws soci_error.
void tamper(const std::string& database, const std::string& statement);

}  // namespace ladder::fault

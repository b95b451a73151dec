// Deadlines set through the API, and how often each was fired.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/process/connection.hpp"

namespace ladder::fault {

// Sets a deadline of a case, counted from `from_on` and due on `due_on`, ISO dates; `key` tells it
// from the others of the case. What is wrong; empty: nothing.
[[nodiscard]] std::string set_deadline(
    process::Connection& connection,
    const std::string& case_name,
    const std::string& key,
    const std::string& from_on,
    const std::string& due_on
);

// How the deadlines of a case stand.
struct Firings {
    int set = 0;
    int fired_once = 0;
    int fired_more = 0;
};

// Throws std::runtime_error with what the server said if the case can't be read.
[[nodiscard]] Firings firings_of(process::Connection& connection, const std::string& case_name);

}  // namespace ladder::fault

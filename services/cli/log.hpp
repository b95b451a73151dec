// The log of a server: one JSON object a line, on standard error.
#pragma once

#include <string>
#include <string_view>

#include "services/http/message.hpp"

namespace ladder::cli {

// Writes what is at least of the level ("debug", "info", "warn", "error") and flushes it within a
// second. Safe from many threads. One at a time in a process.
class Log {
public:
    explicit Log(const std::string& level);
    ~Log();
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;

    // One request: an error of ours as a warning, all else as information.
    void request(const http::RequestRecord& record) const;

    // Something that happened, with words for people.
    void event(std::string_view name, std::string_view text) const;
    void warning(std::string_view name, std::string_view text) const;
};

}  // namespace ladder::cli

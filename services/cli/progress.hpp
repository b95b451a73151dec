// Progress of long work: a bar on a terminal, plain lines elsewhere.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "services/cli/session.hpp"

namespace ladder::cli {

// Draws on the session's error stream. One thread at a time.
class ProgressLine {
public:
    explicit ProgressLine(Session& session) : session_{session} {}

    // `done` of `total` of a step; a total of 0 means that it is not known.
    void tell(std::string_view step, std::int64_t done, std::int64_t total);

    // Ends the last step's line.
    void finish();

    // tell() as the callback that db and the import take. Borrows this.
    std::function<void(std::string_view, std::int64_t, std::int64_t)> callback();

private:
    void draw(std::int64_t done, std::int64_t total);

    Session& session_;
    std::string step_;
    int percent_ = -1;
};

}  // namespace ladder::cli

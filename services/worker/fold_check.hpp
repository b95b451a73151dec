// The background check: do the lists agree with the fold of the journal? A few streams at a time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "services/api/application.hpp"

namespace ladder::worker {

// Streams compared in one step: some milliseconds.
inline constexpr std::int64_t fold_check_streams = 25;

struct FoldStep {
    std::int64_t checked = 0;
    std::vector<std::string> disagreeing;  // streams of this step
};

// Walks over all streams in order of name, and begins again. What it finds goes to the
// application's FoldStatus. Of one thread.
class FoldCheck {
public:
    explicit FoldCheck(api::Application& app) : app_{app} {}

    // Compares the next streams. Errors: unavailable; then the same streams come again.
    [[nodiscard]] base::Result<FoldStep> step();

private:
    api::Application& app_;
    std::string after_;
};

}  // namespace ladder::worker

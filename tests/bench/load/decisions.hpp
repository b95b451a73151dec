// Decisions for a load: the next one of each caller.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "tests/bench/load/closed_loop.hpp"
#include "tests/process/ground.hpp"

namespace ladder::bench {

// Each caller goes round its own cases; a decision's etag follows from the one before.
class Decisions {
public:
    Decisions(const std::vector<v1::Case>& cases, std::size_t callers)
        : cases_{cases}, decided_(cases.size()), next_(callers) {
        for (std::size_t i = 0; i < cases.size(); ++i) {
            decided_[i] = cases[i].version();
        }
    }

    void share_among(std::size_t callers) {
        next_.assign(callers, 0);
        ++round_;
    }

    Request next(std::size_t caller) {
        const auto own = (cases_.size() - caller - 1) / next_.size() + 1;
        const auto which = caller + (next_[caller]++ % own) * next_.size();
        const auto version = decided_[which]++;
        const auto& name = cases_[which].name();
        auto request = process::remain(
            name,
            fmt::format("v{}", version),
            fmt::format("load-{}-{}-{}", round_, name.substr(6), version)
        );
        request.set_view(v1::CASE_VIEW_HEAD);
        return {"/ladder.v1.CaseService/RecordDecision", request.SerializeAsString()};
    }

    // The version that every case is at, at least, once all that was asked is answered.
    [[nodiscard]] std::int64_t version_of_all() const {
        return *std::min_element(decided_.begin(), decided_.end());
    }

private:
    const std::vector<v1::Case>& cases_;
    std::vector<std::int64_t> decided_;  // the version that each case is at
    std::vector<std::size_t> next_;
    int round_ = 0;
};

}  // namespace ladder::bench

// One query, known at two moments: what differs, and the events that made it so.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/dates.hpp"
#include "engine/reports/report.hpp"
#include "ladder/v1/common.pb.h"
#include "ladder/v1/journal.pb.h"

namespace ladder::reports {

// An event that is known at one of two moments and not at the other.
struct EventBetween {
    std::string stream;
    std::int64_t position = 0;
    base::Instant recorded_at;
    base::Date known_on;
    v1::Actor actor;
    v1::Event event;
};

// The moments in words: "on 31 March 2010", "now".
struct Moments {
    std::string then;
    std::string compared;
};

// The rows that differ, those of the moment asked for first. Each is explained by the events of
// its record that are about it, or else by those of its record; a difference that none explains
// says so.
std::vector<v1::ReportDifference> differences(
    const Report& then,
    const Report& compared,
    const std::vector<EventBetween>& between,
    const Moments& moments
);

}  // namespace ladder::reports

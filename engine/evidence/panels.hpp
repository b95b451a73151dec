// Figures as dense arrays: what judgements read.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/dates.hpp"
#include "ladder/v1/assessment_service.pb.h"
#include "ladder/v1/body_service.pb.h"
#include "ladder/v1/indicator_service.pb.h"

namespace ladder::evidence {

inline constexpr double no_figure = std::numeric_limits<double>::quiet_NaN();

// A body as judgements see it.
struct BodyEntry {
    std::string name;   // "bodies/west-midlands"
    std::string title;  // the short title
    v1::BodyKind kind{};
    v1::Country country{};
};

// One figure, as the store gives it: the newest revision known.
struct Figure {
    std::size_t indicator = 0;  // index into PanelsBuilder::indicators
    std::size_t body = 0;       // index into bodies
    base::Date period_end;
    double value = no_figure;
    double numerator = no_figure;
    double denominator = no_figure;
    std::int32_t revision = 1;
    base::Date published_on;
    v1::Quality quality = v1::QUALITY_GOOD;
};

// One indicator's figures: bodies x periods, row-major by body.
struct Panel {
    std::vector<base::Date> periods;  // ascending, each once
    std::size_t bodies = 0;
    std::vector<double> value;  // no_figure where there is none
    std::vector<double> numerator;
    std::vector<double> denominator;
    std::vector<std::int32_t> revision;
    std::vector<base::Date> published_on;
    std::vector<v1::Quality> quality;

    std::size_t at(std::size_t body, std::size_t period) const {
        return body * periods.size() + period;
    }
    // The index of a period end, if the panel has it.
    std::optional<std::size_t> period_index(base::Date period_end) const;
};

// Everything an evaluation reads, as known at one moment.
struct Panels {
    std::vector<BodyEntry> bodies;  // in order of name
    std::map<std::string, Panel, std::less<>> by_indicator;
    std::vector<v1::PeerGroupSet> peer_group_sets;
    std::vector<v1::Assessment> assessments;  // judgements of others
    std::int64_t evidence_position = 0;  // journal position of the newest import read, plus one

    std::optional<std::size_t> body_index(std::string_view name) const;
};

// Builds the dense arrays from figures in any order. A later add of the same cell replaces the
// earlier.
Panels build_panels(
    std::vector<BodyEntry> bodies,
    const std::vector<std::string>& indicators,
    const std::vector<Figure>& figures,
    std::vector<v1::PeerGroupSet> peer_group_sets
);

}  // namespace ladder::evidence

// Totals of an indicator over all bodies of a kind at two periods, kept while they hold.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "engine/evidence/panels.hpp"

namespace ladder::evidence {

// Kinds of body that sums over all bodies keep apart: one more than the protocol has.
inline constexpr std::size_t kinds_max = 8;
inline std::size_t kind_index(const BodyEntry& body) {
    return std::min(static_cast<std::size_t>(body.kind), kinds_max - 1);
}

// Over bodies that have usable figures at both periods.
struct ChangeTotal {
    std::int32_t possible = 0;  // bodies that might be compared
    std::int32_t members = 0;   // of these, those that can
    double now = 0;
    double before = 0;

    // `now` and `before` are the body's own; negative or no_figure: not usable.
    void add(double own_now, double own_before);
};

// Of one panel. A total is taken once, and adjusted where one figure is supposed to be another: for
// whole numbers exactly what a new sum would be.
class ChangeTotals {
public:
    using ByKind = std::array<ChangeTotal, kinds_max>;

    // The reference holds until another panel is meant.
    const ByKind& of(
        const Panel& panel,
        const std::vector<BodyEntry>& bodies,
        std::size_t period,
        std::size_t baseline
    );

    // The panel's figure of this body at this period was `old_value`.
    void take_in(
        const Panel& panel,
        const std::vector<BodyEntry>& bodies,
        std::size_t body,
        std::size_t period,
        double old_value
    );

private:
    std::map<std::pair<std::size_t, std::size_t>, ByKind> known_;  // by period and baseline
};

}  // namespace ladder::evidence

#include "engine/evidence/change_totals.hpp"

#include <cmath>

namespace ladder::evidence {

namespace {

bool is_whole(double value) {
    return value == std::floor(value);
}

}  // namespace

void ChangeTotal::add(double own_now, double own_before) {
    ++possible;
    if (own_now >= 0 && own_before >= 0) {
        ++members;
        now += own_now;
        before += own_before;
    }
}

const ChangeTotals::ByKind& ChangeTotals::of(
    const Panel& panel,
    const std::vector<BodyEntry>& bodies,
    std::size_t period,
    std::size_t baseline
) {
    const auto [found, fresh] = known_.try_emplace({period, baseline});
    if (fresh) {
        for (std::size_t body = 0; body < bodies.size(); ++body) {
            found->second[kind_index(bodies[body])].add(
                panel.value[panel.at(body, period)], panel.value[panel.at(body, baseline)]
            );
        }
    }
    return found->second;
}

void ChangeTotals::take_in(
    const Panel& panel,
    const std::vector<BodyEntry>& bodies,
    std::size_t body,
    std::size_t period,
    double old_value
) {
    const double value = panel.value[panel.at(body, period)];
    const bool exact = is_whole(value) && is_whole(old_value) && value >= 0 && old_value >= 0;
    for (auto entry = known_.begin(); entry != known_.end();) {
        const auto [now, before] = entry->first;
        if (now != period && before != period) {
            ++entry;
        } else if (!exact) {
            entry = known_.erase(entry);
        } else {
            auto& total = entry->second[kind_index(bodies[body])];
            const auto other = now == period ? before : now;
            if (panel.value[panel.at(body, other)] >= 0) {
                (now == period ? total.now : total.before) += value - old_value;
            }
            ++entry;
        }
    }
}

}  // namespace ladder::evidence

// Comparisons with the funnel of the body's group.
#include <algorithm>

#include "engine/evidence/judgement.hpp"

namespace ladder::evidence {

bool PeriodJudge::funnelled() const {
    return condition_->versus() == v1::COMPARISON_PEERS &&
           (condition_->funnel() != v1::FUNNEL_LEVEL_UNSPECIFIED || condition_->overdispersed());
}

void PeriodJudge::add_member(FunnelMembers& members, std::size_t body) const {
    if (has_sample(body)) {
        const auto cell = series_->panel().at(body, period_);
        members.push_back({series_->events(cell), series_->exposure(cell)});
    }
}

Funnel PeriodJudge::funnel_of_members(std::span<const FunnelMember> members) const {
    if (members.empty()) {
        return {};
    }
    return funnel_of(
        members,
        series_->definition().statistic() == v1::STATISTIC_PROPORTION,
        series_->design_factor(),
        condition_->overdispersed()
    );
}

// By how much the variance exceeds that of the distribution.
double PeriodJudge::variance(std::size_t body) const {
    return funnelled() && condition_->overdispersed() ? funnel(body).variance
                                                      : series_->design_factor();
}

void PeriodJudge::make_funnels_of_all() {
    const auto& bodies = readings_->panels().bodies;
    std::vector<FunnelMembers> members(kinds_max);
    for (std::size_t body = 0; body < bodies.size(); ++body) {
        add_member(members[kind_index(bodies[body])], body);
    }
    funnels_by_kind_.reserve(kinds_max);
    for (const auto& of_kind : members) {
        funnels_by_kind_.push_back(funnel_of_members({of_kind.data(), of_kind.size()}));
    }
}

Funnel PeriodJudge::funnel(std::size_t body) const {
    if (of_all()) {
        return funnels_by_kind_[kind_index(readings_->panels().bodies[body])];
    }
    const auto& peers = peer_set_->peers[body];
    FunnelMembers members;
    members.reserve(peers.size() + 1);
    add_member(members, body);
    for (const auto peer : peers) {
        add_member(members, peer);
    }
    return funnel_of_members({members.data(), members.size()});
}

bool PeriodJudge::outside_funnel(std::size_t body, const Comparand& comparand) const {
    const auto cell = series_->panel().at(body, period_);
    return outside(
        funnel(body),
        {series_->events(cell), series_->exposure(cell)},
        condition_->funnel(),
        comparand.gap > 0
    );
}

}  // namespace ladder::evidence

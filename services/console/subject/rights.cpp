#include "services/console/subject/rights.hpp"

#include <algorithm>

namespace ladder::subject {

Rights::Rights(Titles titles, std::string capacity)
    : titles_{std::move(titles)}, capacity_{std::move(capacity)} {
    const auto* role = titles_.ruleset() == nullptr ? nullptr : titles_.ruleset()->role(capacity_);
    if (role != nullptr) {
        deciders_.push_back(capacity_);
        deciders_.insert(deciders_.end(), role->records_for().begin(), role->records_for().end());
    }
}

bool Rights::may(v1::Permission act) const {
    return titles_.ruleset() != nullptr && titles_.ruleset()->may(capacity_, act);
}

bool Rights::may_start(std::string_view procedure) const {
    const auto* definition =
        titles_.ruleset() == nullptr ? nullptr : titles_.ruleset()->procedure(procedure);
    return definition != nullptr &&
           std::find(definition->started_by().begin(), definition->started_by().end(), capacity_) !=
               definition->started_by().end();
}

std::string Rights::decider_among(const google::protobuf::RepeatedPtrField<std::string>& roles
) const {
    const auto found = std::find_if(deciders_.begin(), deciders_.end(), [&](const auto& decider) {
        return std::find(roles.begin(), roles.end(), decider) != roles.end();
    });
    return found == deciders_.end() ? std::string{} : *found;
}

bool Rights::may_decide(const v1::Case& about) const {
    const auto* ladder = titles_.ladder(about.ladder());
    if (ladder == nullptr || !about.closed_on().empty()) {
        return false;
    }
    const auto* stage = definition::find_stage(*ladder, about.stage());
    if (stage != nullptr && !decider_among(stage->remain_decided_by()).empty()) {
        return true;
    }
    const auto& moves = ladder->transitions();
    return std::any_of(moves.begin(), moves.end(), [&](const auto& move) {
        return std::find(move.from().begin(), move.from().end(), about.stage()) !=
                   move.from().end() &&
               !decider_among(move.decided_by()).empty();
    });
}

bool Rights::may_recommend() const {
    return std::any_of(deciders_.begin(), deciders_.end(), [&](const auto& decider) {
        return titles_.ruleset()->may(decider, v1::PERMISSION_RECOMMEND);
    });
}

}  // namespace ladder::subject

#include "services/console/subject/rights.hpp"

#include <algorithm>

namespace ladder::subject {

namespace {

// None named: for all.
template <class Item>
bool is_for(const google::protobuf::RepeatedField<int>& named, Item item) {
    return named.empty() || std::find(named.begin(), named.end(), item) != named.end();
}

}  // namespace

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

std::vector<const v1::ProcedureDefinition*> Rights::may_start_in(
    const v1::Case& about, const v1::Body& body
) const {
    std::vector<const v1::ProcedureDefinition*> found;
    if (titles_.ruleset() == nullptr) {
        return found;
    }
    for (const auto& procedure : titles_.ruleset()->definition().procedures()) {
        if (may_start(procedure.id()) && is_for(procedure.body_kinds(), body.kind()) &&
            is_for(procedure.countries(), body.country()) &&
            is_for(procedure.subjects(), about.subject())) {
            found.push_back(&procedure);
        }
    }
    return found;
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

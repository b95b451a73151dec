#include "engine/reports/passages.hpp"

#include <algorithm>

namespace ladder::reports {

namespace {

// The stage at which the case was opened: where its first decision found it.
std::string first_stage(const v1::Case& state) {
    const auto& decisions = state.decisions();
    const auto moved = std::find_if(decisions.begin(), decisions.end(), [](const auto& decision) {
        return decision.outcome() == v1::DECISION_OUTCOME_MOVE ||
               decision.outcome() == v1::DECISION_OUTCOME_MIGRATE;
    });
    return moved == decisions.end() ? state.stage() : moved->from_stage();
}

}  // namespace

std::vector<Passage> passages_of(const v1::Case& state, const std::string& by) {
    std::vector<Passage> passages;
    if (state.opened_on().empty() || state.opened_on() > by) {
        return passages;
    }
    passages.push_back({first_stage(state), state.opened_on(), {}, nullptr, nullptr});
    for (const auto& decision : state.decisions()) {
        if (decision.effective_on() > by) {
            continue;
        }
        auto& last = passages.back();
        if (decision.outcome() == v1::DECISION_OUTCOME_MIGRATE) {
            last.stage = decision.to_stage();
        } else if (decision.outcome() == v1::DECISION_OUTCOME_CLOSE || decision.outcome() == v1::DECISION_OUTCOME_MOVE) {
            last.until = decision.effective_on();
            last.ended = &decision;
            if (decision.outcome() == v1::DECISION_OUTCOME_MOVE) {
                passages.push_back(
                    {decision.to_stage(), decision.effective_on(), {}, &decision, nullptr}
                );
            }
        }
    }
    return passages;
}

std::string next_review_on(const v1::Case& state, const std::string& by) {
    std::string review;
    for (const auto& decision : state.decisions()) {
        if (decision.effective_on() > by) {
            continue;
        }
        if (decision.outcome() == v1::DECISION_OUTCOME_MOVE ||
            decision.outcome() == v1::DECISION_OUTCOME_REMAIN) {
            review = decision.next_review_on();
        } else if (decision.outcome() == v1::DECISION_OUTCOME_CLOSE) {
            review.clear();
        }
    }
    return review;
}

std::string key_of(const v1::Case& state, const Passage& passage) {
    return passage.begun == nullptr ? state.name() : decision_key(state, *passage.begun);
}

std::string decision_key(const v1::Case& state, const v1::Decision& decision) {
    return state.name() + "/decisions/" + decision.id();
}

}  // namespace ladder::reports

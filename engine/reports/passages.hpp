// A case's way from stage to stage.
#pragma once

#include <string>
#include <vector>

#include "ladder/v1/case_service.pb.h"

namespace ladder::reports {

// A time at one stage. Dates are ISO dates; the decisions are borrowed.
struct Passage {
    std::string stage;  // by the name that the case's present ruleset has for it
    std::string since;
    std::string until;                    // empty: it stands there
    const v1::Decision* begun = nullptr;  // null: the opening
    const v1::Decision* ended = nullptr;  // null: it stands there
};

// Every passage of a case by a day, in order: decisions that take effect later are left out.
std::vector<Passage> passages_of(const v1::Case& state, const std::string& by);

// The review that was set last by a day; empty: none.
std::string next_review_on(const v1::Case& state, const std::string& by);

// What a passage is known by at every moment: the decision that began it, or the case.
std::string key_of(const v1::Case& state, const Passage& passage);

// "cases/x/decisions/d1".
std::string decision_key(const v1::Case& state, const v1::Decision& decision);

}  // namespace ladder::reports

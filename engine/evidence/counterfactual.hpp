// What would have changed an answer, exactly: one figure of the body, or the number of periods.
#pragma once

#include <string_view>
#include <vector>

#include "engine/evidence/readings.hpp"
#include "ladder/v1/condition.pb.h"
#include "ladder/v1/explanation.pb.h"

namespace ladder::evidence {

// A condition that was explained for one body and period.
struct Explained {
    const v1::Condition& condition;
    const Series& indicator;  // what judgements without an indicator of their own are about
    std::size_t body;
    base::Date period_end;
    const v1::Explanation& explanation;  // by explain()
    std::string_view otherwise;          // how a sentence begins: "It would not have been raised"
};

// For each figure of the body's own in the explanation, populations apart, and for each direction:
// the nearest value at which the condition turns from true to false or back, all else as it is,
// sums and means that hold the figure moving with it. And by how many periods fewer or more a
// judgement over k of n periods would turn it. Nothing for what is unknown.
//
// The whole condition is evaluated anew at every step of the search, which doubles its stride and
// then halves it; at the bound it turns, one step before it does not, and what lies beyond was
// looked at in doubling strides and never has the old truth. A bound that this does not hold for is
// not given. Leaves the readings as it found them.
std::vector<v1::Counterfactual> counterfactuals(const Explained& explained, Readings& readings);

}  // namespace ladder::evidence

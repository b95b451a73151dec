// Worlds and conditions by chance, for properties.
#pragma once

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "tests/unit/evidence/world.hpp"

namespace ladder::evidence {

inline constexpr int world_bodies = 5;
inline constexpr int world_first_year = 2005;
inline constexpr int world_years = 6;

// Five bodies ("a" to "e") with yearly figures of "crime" (counts) and "population", some of them
// missing, zero or below zero; peers for all but the last; perhaps a break, a body without a rate,
// a target.
World random_world();

// A condition of depth at most `depth` over judgements of "crime".
v1::Condition random_condition(int depth);

// A single judgement of "crime".
v1::JudgementCondition random_judgement();

}  // namespace ladder::evidence

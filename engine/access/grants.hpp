// The checks of one right that is to be given. Each puts what it finds wrong into Problems.
#pragma once

#include <string>

#include "engine/access/person.hpp"
#include "engine/command/problems.hpp"

namespace ladder::access {

// Fills in the first day where none is given, and the id; checks the rest. Nothing is asked about
// records that a need to know or a recusal names: who gives it may not know of them.
void check_grant(
    command::Problems& problems,
    v1::PersonChange& change,
    const v1::Person& person,
    const PeopleContext& context,
    const Others& others
);

}  // namespace ladder::access

// People and tokens as people read them.
#pragma once

#include <string_view>

#include "ladder/v1/access_service.pb.h"
#include "services/cli/output.hpp"
#include "services/cli/session.hpp"

namespace ladder::cli {

// All borrow what they show.
Output person_output(const v1::Person& person);
Output people_output(const v1::ListPeopleResponse& people);
Output tokens_output(const v1::ListTokensResponse& tokens);

// "people/ann registered", or the whole person for programs; the exit code.
int tell_person(Session& session, const v1::Person& person, std::string_view what);

}  // namespace ladder::cli

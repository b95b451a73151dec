// The plain English that refusals, explanations and records share.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/repeated_ptr_field.h>

#include "engine/definition/ruleset.hpp"
#include "ladder/v1/common.pb.h"

namespace ladder::command {

using Strings = google::protobuf::RepeatedPtrField<std::string>;

bool contains(const Strings& words, std::string_view word);

// "a", "a or b", "a, b or c"; "nobody" for none.
std::string listed(const std::vector<std::string>& words);

// "1 concern", "2 concerns".
std::string counted(std::size_t count, std::string_view noun);

// "HM Chief Inspector of Constabulary (hmcic)"; the id alone if the ruleset has no such role.
std::string role_words(const definition::Ruleset& ruleset, std::string_view role);

// Any one of the roles: "HM Chief Inspector of Constabulary (hmcic) or ...".
std::string roles_words(const definition::Ruleset& ruleset, const Strings& roles);

// "Peer support (peer_support)"; the id alone if the ladder has no such stage.
std::string stage_words(const v1::LadderDefinition& ladder, std::string_view stage);

// "general", "confidence" or "counter-terrorism", as in the names of cases.
std::string_view subject_word(v1::Subject subject);

// "31 March 2011" for "2011-03-31"; any other text as it is.
std::string date_words(std::string_view date);

}  // namespace ladder::command

// How records are named, and what is said when there is none of a name.
#pragma once

#include <string_view>

#include "engine/base/result.hpp"
#include "engine/record/names.hpp"

namespace ladder::api {

using record::next_case_name;
using record::procedure_name;
using record::subject_word;

base::Error no_such_case(std::string_view name);
base::Error no_such_body(std::string_view name);

}  // namespace ladder::api

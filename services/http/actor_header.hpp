// The Ladder-Actor header: who acts in which capacity, until access control exists.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.hpp"
#include "ladder/v1/common.pb.h"

namespace ladder::http {

constexpr std::string_view actor_header = "Ladder-Actor";

// Reads "<person>; capacity=<role>", such as "a.officer@hmic.example; capacity=hmcic".
// Errors: unauthenticated, with what is wrong and how to write it: a person has 1 to 200 printable
// characters and no ';', a capacity is an id.
[[nodiscard]] base::Result<v1::Actor> parse_actor(std::string_view header);

// The header's value for an actor whom parse_actor would give.
std::string actor_text(const v1::Actor& actor);

}  // namespace ladder::http

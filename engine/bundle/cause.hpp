// Whether what is told as the cause of a procedure's start has it follow.
#pragma once

#include <string>
#include <vector>

#include "engine/bundle/again.hpp"

namespace ladder::bundle {

// Why the start of a procedure by another act can't be: the act that it names ("d3 of cases/x") is
// none of the same request, or its rules have no such procedure follow. Empty: it can be.
// `before` is the record before the start.
std::string start_fault(const Happened& started, const std::vector<Happened>& act, World& before);

}  // namespace ladder::bundle

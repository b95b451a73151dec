// The command line as a function: arguments in, exit code out.
#pragma once

#include <iosfwd>

namespace ladder::cli {

// 0: done; 1: findings, or refused; 2: the command line itself is wrong. Throws nothing.
int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err);

}  // namespace ladder::cli

// What a bundle's verification came to, for an auditor.
#pragma once

#include <string>
#include <string_view>

#include "engine/bundle/report.hpp"

namespace ladder::cli {

// Findings first, then what was proved, what was performed again, and what was not.
std::string in_words(const bundle::Report& report);

// What is gone and by whose authority, in two lines: "position 17 of cases/x, destroyed by ..".
std::string in_words(const bundle::Destroyed& destroyed);

}  // namespace ladder::cli

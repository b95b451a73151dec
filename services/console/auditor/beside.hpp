// What was known then beside what is known now, row by row.
#pragma once

#include <string>
#include <vector>

#include "services/console/table.hpp"

namespace ladder::auditor {

// Something that is known at a moment.
struct Known {
    std::string key;     // the same at every moment, such as "decisions/d1"
    std::string what;    // for people
    std::string says;    // what is known of it
    std::string note{};  // more of it, smaller
    std::string link{};
};

// How what is known of one thing differs between two moments.
enum class Change { none, changed, not_known_then, no_longer };

struct Beside {
    Known then;  // with an empty key: not known then
    Known now;   // with an empty key: no longer so
    Change change = Change::none;
};

// In the order of what is known now; what is no longer so comes last.
std::vector<Beside> beside(const std::vector<Known>& then, const std::vector<Known>& now);

// How many differ.
int differences(const std::vector<Beside>& rows);

// Columns "what", "known_then", "known_now" and "change"; words of changes are the common texts
// compare.CHANGE.
console::Table beside_table(const console::Visit& visit, const std::vector<Beside>& rows);

}  // namespace ladder::auditor

#include "engine/casework/evidence.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/command/fields.hpp"

namespace ladder::casework {

namespace {

template <class Items>
const auto* find_item(const Items& items, std::string_view id) {
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.id() == id; });
    return found == items.end() ? nullptr : &*found;
}

// What is wrong with a reference to an item of the case. Empty: nothing.
std::string item_fault(std::string_view reference, const v1::Case& state) {
    bool found = false;
    switch (reference[0]) {
        case 'c':
            found = find_item(state.concerns(), reference) != nullptr;
            break;
        case 'd':
            found = find_item(state.decisions(), reference) != nullptr;
            break;
        case 'f': {
            const auto* fact = find_item(state.facts(), reference);
            if (fact != nullptr && fact->withdrawn()) {
                return fmt::format("{} was withdrawn and proves nothing", reference);
            }
            found = fact != nullptr;
            break;
        }
        case 'p':
            found = find_item(state.proposals(), reference) != nullptr;
            break;
        default:
            found = find_item(state.recommendations(), reference) != nullptr;
    }
    return found ? std::string{}
                 : fmt::format(
                       "the case has no {}; name a proposal (p1), concern (c1), fact (f1), "
                       "recommendation (r1) or decision (d1) of it, or a document",
                       reference
                   );
}

}  // namespace

void check_evidence(Problems& problems, const Strings& evidence, const v1::Case& state) {
    command::check_evidence(
        problems,
        evidence,
        "cdfpr",
        "items of the case such as p1 or c1",
        [&](std::string_view reference) { return item_fault(reference, state); }
    );
}

}  // namespace ladder::casework

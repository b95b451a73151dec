#include "engine/access/capacities.hpp"

#include <algorithm>

namespace ladder::access {

std::vector<std::string> capacities_on(const v1::Person& person, std::string_view day) {
    std::vector<std::string> roles;
    if (person.suspended()) {
        return roles;
    }
    const auto add = [&](const auto& rights) {
        for (const auto& right : rights) {
            if (holds_on(right, day) &&
                std::find(roles.begin(), roles.end(), right.role()) == roles.end()) {
                roles.push_back(right.role());
            }
        }
    };
    add(person.memberships());
    add(person.delegations());
    return roles;
}

}  // namespace ladder::access

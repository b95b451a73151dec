#include "services/access/rights_book.hpp"

#include <map>
#include <optional>
#include <utility>

#include "engine/access/capacities.hpp"
#include "engine/access/rights.hpp"

namespace ladder::access {

base::Result<RightsBook::Ground> RightsBook::ground() {
    const auto newest = rulesets_.newest();
    const auto position = bodies_.newest_position();
    if (!newest || !position) {
        return newest ? position.error() : newest.error();
    }
    Ground now;
    {
        const std::lock_guard lock{mutex_};
        now = ground_;
    }
    if (now.ruleset_name != *newest) {
        auto ruleset = rulesets_.indexed(*newest);
        if (!ruleset) {
            return ruleset.error();
        }
        now.ruleset_name = *newest;
        now.ruleset = std::move(*ruleset);
    }
    if (now.bodies == nullptr || now.bodies_position != *position) {
        auto bodies = bodies_.all({});
        if (!bodies) {
            return bodies.error();
        }
        now.bodies_position = *position;
        now.bodies = std::make_shared<const std::vector<v1::Body>>(std::move(*bodies));
    }
    const std::lock_guard lock{mutex_};
    ground_ = now;
    return now;
}

base::Result<db::Reader> RightsBook::reader_of(
    const v1::Person& person, const std::vector<std::string>& only, base::Date day
) {
    const auto known = ground();
    if (!known) {
        return known.error();
    }
    const auto today = base::to_string(day);
    // Whoever lent them a role, looked up before: the core asks no database.
    std::map<std::string, v1::Person, std::less<>> delegators;
    for (const auto& delegation : person.delegations()) {
        if (!holds_on(delegation, today) || delegators.contains(delegation.delegator())) {
            continue;
        }
        auto delegator = people_.by_person(delegation.delegator());
        if (!delegator) {
            return delegator.error();
        }
        if (*delegator) {
            delegators.emplace(delegation.delegator(), std::move(**delegator));
        }
    }
    auto rights = std::make_shared<const Rights>(rights_of(
        person,
        {known->ruleset.get(),
         today,
         *known->bodies,
         [&](std::string_view name) -> const v1::Person* {
             const auto found = delegators.find(name);
             return found == delegators.end() ? nullptr : &found->second;
         }},
        only.empty() ? nullptr : &only
    ));
    return db::Reader{std::move(rights), known->ruleset, labels_};
}

base::Result<db::Reader> RightsBook::public_reader(const std::vector<std::string>& documents) {
    const auto known = ground();
    if (!known) {
        return known.error();
    }
    return db::Reader{
        std::make_shared<const Rights>(rights_of_public(documents)), known->ruleset, labels_};
}

}  // namespace ladder::access

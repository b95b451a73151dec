// A few people, a small ruleset with a compartment, and a day.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/access/person.hpp"

namespace ladder::access::sample {

// 1 June 2010, 09:00 UTC.
inline constexpr auto today = "2010-06-01";
base::Instant now();

// Roles: "keeper", "chief". Compartment "counter_terrorism" needs "sc" or "dv".
const definition::Ruleset& ruleset();

// people/ann is an administrator, people/ben holds "chief" until 2010-12-31, people/feed is a
// service account; bodies/north exists.
class People {
public:
    People();
    Others others() const;
    v1::Person& operator[](const std::string& name) { return people_[name]; }
    const v1::Person& at(const std::string& name) const { return people_.at(name); }

private:
    const v1::Person* where(const std::function<bool(const v1::Person&)>& holds) const;
    std::map<std::string, v1::Person> people_;
};

PeopleContext context(const std::string& person = "Ann", bool with_ruleset = true);

// The fields that a refusal names, in its order.
std::vector<std::string> fields_of(const base::Error& error);

// Applies events to a person, one after the other, on a day.
v1::Person after(v1::Person person, const command::Events& events);

// A change of somebody, lawful but for what it says.
v1::ChangePersonRequest change_of(const v1::Person& person, const v1::PersonChange& change);

}  // namespace ladder::access::sample

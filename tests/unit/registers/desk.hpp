// A small ruleset, two bodies and a desk at which the registers are kept.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/registers/registers.hpp"

namespace ladder::registers::sample {

// Roles: "keeper" may do everything of the registers, "adder" adds documents only, "idle" nothing.
const definition::Ruleset& ruleset();

v1::Actor actor(const std::string& capacity = "keeper", const std::string& person = "ann");

// 1 June 2010, 09:00 UTC.
base::Instant now();

command::Context context(const std::string& capacity = "keeper");

// bodies/north (an English force), bodies/south-authority, bodies/gwent (a Welsh force); cases/a
// and documents/letter exist. Assessments are those added to it.
class World {
public:
    World();
    Known known();
    std::map<std::string, v1::Body> bodies;
    std::vector<std::string> names{"cases/a", "documents/letter", "bodies/north"};
    std::map<std::string, v1::Assessment> assessments;
};

// The fields and gates that a refusal names, in its order.
std::vector<std::string> named(const base::Error& error);

// Applies events to a state, one after the other.
template <class State>
State after(State state, const std::string& name, const command::Events& events) {
    state.set_name(name);
    std::int64_t version = state.etag().empty() ? 0 : std::stoll(state.etag().substr(1));
    for (const auto& event : events) {
        apply(state, event, {version, ++version, now(), actor(), base::day_of(now()), false});
    }
    return state;
}

}  // namespace ladder::registers::sample

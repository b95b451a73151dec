// What a person may see on a day, and whether that shows them a record. Deny by default.
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/access/label.hpp"
#include "engine/definition/ruleset.hpp"
#include "ladder/v1/access_service.pb.h"
#include "ladder/v1/body_service.pb.h"

namespace ladder::access {

using Bodies = std::set<std::string, std::less<>>;

// A line of what a role sees, with the bodies that its scope comes to.
struct Sight {
    std::string role;
    v1::RecordKind of{};
    v1::SightScope where{};
    std::vector<std::string> only;  // stages, procedures or compartments; empty: all
    Bodies bodies;                  // of the scope; for own work those of the membership's area
    bool scoped = false;            // the membership names bodies or regions
};

// A record opened to somebody, or closed to them, by name.
struct NamedRecord {
    std::string record;
    std::string until;  // empty: open
};

// Everything that decides what somebody sees, compiled for a day.
struct Rights {
    std::string person;  // identifier
    std::vector<std::string> roles;
    std::vector<Sight> sights;
    v1::Marking marking_max = v1::MARKING_NOT_PROTECTIVELY_MARKED;
    std::vector<std::string> compartments;
    std::vector<NamedRecord> needs_to_know;
    std::vector<NamedRecord> recusals;
};

// By what rights are compiled. Borrowed for the call.
struct RightsGround {
    const definition::Ruleset* ruleset = nullptr;  // the newest; null: only the registers are seen
    std::string_view day;                          // ISO
    const std::vector<v1::Body>& bodies;           // all that are registered
    std::function<const v1::Person*(std::string_view person)> by_person;  // whose roles are lent
};

// The rights of a person. `only`: the roles that count, where a token leaves some; null: all that
// they hold. Nobody who is out of use has any. An administrator has none by being one.
Rights rights_of(
    const v1::Person& person, const RightsGround& ground, const std::vector<std::string>* only
);

// What anybody sees, without an account: publications, and those documents alone; nothing that is
// marked or in a compartment.
Rights rights_of_public(const std::vector<std::string>& documents);

// Whether a record is seen.
bool may_see(const Rights& rights, const Label& label);

// All rights by which a record is seen, each once, such as "hmcic: all bodies" or "need to know
// until 2009-12-31"; none: it is not.
std::vector<std::string> rights_showing(const Rights& rights, const Label& label);

// Whether somebody keeps away from a record: they neither act in it nor see what is said in it.
bool is_recused(const Rights& rights, const Label& label);

// Whether the marking and the compartments of a record are within the person's check.
bool is_cleared(const Rights& rights, const Label& label);

// Whether the person sees all records of a kind that they are cleared to, but for those they keep
// away from.
bool sees_all(const Rights& rights, v1::RecordKind kind);

}  // namespace ladder::access

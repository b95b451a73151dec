#include "engine/access/rights.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/access/capacities.hpp"
#include "engine/access/vetting.hpp"
#include "engine/command/authorise.hpp"
#include "engine/command/markings.hpp"

namespace ladder::access {

namespace {

bool holds(const std::vector<std::string>& all, std::string_view one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

bool related(const v1::BodyRelation& relation, std::string_view day) {
    return relation.from() <= day && (relation.to().empty() || day <= relation.to());
}

// Bodies to which those of `area` add: a force that one of them maintains, a partnership that lies
// in one. False once nothing is added.
bool widen(Bodies& area, const std::vector<v1::Body>& bodies, std::string_view day) {
    const auto before = area.size();
    for (const auto& body : bodies) {
        for (const auto& relation : body.relations()) {
            if (!related(relation, day)) {
                continue;
            }
            if (relation.kind() == v1::BODY_RELATION_KIND_MAINTAINS && area.contains(body.name())) {
                area.insert(relation.body());
            } else if (relation.kind() == v1::BODY_RELATION_KIND_LIES_IN && area.contains(relation.body())) {
                area.insert(body.name());
            }
        }
    }
    return area.size() > before;
}

Bodies area_of(Bodies bodies, const RightsGround& ground) {
    while (widen(bodies, ground.bodies, ground.day)) {
    }
    return bodies;
}

Bodies in_regions(const v1::Membership& membership, const RightsGround& ground) {
    Bodies found;
    for (const auto& body : ground.bodies) {
        const auto& regions = membership.regions();
        if (!body.region().empty() &&
            std::find(regions.begin(), regions.end(), body.region()) != regions.end()) {
            found.insert(body.name());
        }
    }
    return found;
}

Bodies bodies_in_scope(
    v1::SightScope scope, const v1::Membership& membership, const RightsGround& ground
) {
    Bodies own{membership.bodies().begin(), membership.bodies().end()};
    switch (scope) {
        case v1::SIGHT_SCOPE_REGION:
            return in_regions(membership, ground);
        case v1::SIGHT_SCOPE_OWN_BODY:
            return own;
        case v1::SIGHT_SCOPE_OWN_AREA:
            return area_of(own, ground);
        case v1::SIGHT_SCOPE_OWN_WORK: {
            auto area = area_of(own, ground);
            area.merge(in_regions(membership, ground));
            return area;
        }
        default:
            return {};
    }
}

void add_sights(Rights& rights, const v1::Membership& membership, const RightsGround& ground) {
    const auto* role = ground.ruleset->role(membership.role());
    if (role == nullptr) {
        return;
    }
    for (const auto& line : role->sees()) {
        const auto bodies = bodies_in_scope(line.where(), membership, ground);
        for (const auto kind : line.of()) {
            rights.sights.push_back(
                {role->id(),
                 static_cast<v1::RecordKind>(kind),
                 line.where(),
                 {line.only().begin(), line.only().end()},
                 bodies,
                 !membership.bodies().empty() || !membership.regions().empty()}
            );
        }
    }
}

// The memberships in which a person acts on the day: own ones, and those of whoever lent them one.
std::vector<const v1::Membership*> memberships_of(
    const v1::Person& person, const RightsGround& ground
) {
    std::vector<const v1::Membership*> found;
    for (const auto& membership : person.memberships()) {
        if (holds_on(membership, ground.day)) {
            found.push_back(&membership);
        }
    }
    for (const auto& delegation : person.delegations()) {
        const auto* delegator = holds_on(delegation, ground.day) && ground.by_person
                                    ? ground.by_person(delegation.delegator())
                                    : nullptr;
        if (delegator == nullptr || delegator->suspended()) {
            continue;
        }
        for (const auto& membership : delegator->memberships()) {
            if (membership.role() == delegation.role() && holds_on(membership, ground.day)) {
                found.push_back(&membership);
            }
        }
    }
    return found;
}

template <class Entries>
std::vector<NamedRecord> records_on(const Entries& entries, std::string_view day) {
    std::vector<NamedRecord> records;
    for (const auto& entry : entries) {
        if (holds_on(entry, day)) {
            records.push_back({entry.record(), entry.until()});
        }
    }
    return records;
}

// The check in force, by the ruleset's map; with it go the compartments that it still allows.
void add_clearance(Rights& rights, const v1::Person& person, const RightsGround& ground) {
    const auto* clearance = clearance_on(person, ground.day);
    const auto check = clearance == nullptr ? std::string_view{} : vetting_id(clearance->vetting());
    const auto& definition = ground.ruleset->definition();
    for (const auto& vetting : definition.vettings()) {
        if (!check.empty() && vetting.id() == check) {
            rights.marking_max = std::max(rights.marking_max, vetting.marking_max());
        }
    }
    for (const auto& entry : person.compartments()) {
        if (!holds_on(entry, ground.day)) {
            continue;
        }
        for (const auto& compartment : definition.compartments()) {
            const auto& needed = compartment.needs_vetting();
            if (compartment.id() == entry.compartment() &&
                (needed.empty() || std::find(needed.begin(), needed.end(), check) != needed.end()
                )) {
                rights.compartments.push_back(compartment.id());
            }
        }
    }
}

// Whether a record, or what it belongs to or is about, is one of those named.
const NamedRecord* find_named(const std::vector<NamedRecord>& named, const Label& label) {
    const auto found = std::find_if(named.begin(), named.end(), [&](const NamedRecord& one) {
        return one.record == label.record || holds(label.within, one.record);
    });
    return found == named.end() ? nullptr : &*found;
}

bool all_within(const std::vector<std::string>& bodies, const Bodies& scope) {
    return !bodies.empty() && std::all_of(bodies.begin(), bodies.end(), [&](const auto& body) {
        return scope.contains(body);
    });
}

bool is_own_work(const Rights& rights, const Sight& sight, const Label& label) {
    const bool named =
        std::any_of(label.people.begin(), label.people.end(), [&](const std::string& person) {
            return command::same_person(person, rights.person);
        });
    // A role of one body is not asked by what asks the same role of another.
    return named || std::any_of(label.work.begin(), label.work.end(), [&](const RoleWork& work) {
               return work.role == sight.role &&
                      (!sight.scoped || sight.bodies.contains(work.body));
           });
}

bool in_scope(const Rights& rights, const Sight& sight, const Label& label) {
    switch (sight.where) {
        case v1::SIGHT_SCOPE_ALL:
            return true;
        case v1::SIGHT_SCOPE_REGION:
        case v1::SIGHT_SCOPE_OWN_BODY:
        case v1::SIGHT_SCOPE_OWN_AREA:
            return all_within(label.bodies, sight.bodies);
        case v1::SIGHT_SCOPE_OWN_WORK:
            return is_own_work(rights, sight, label);
        default:
            return false;
    }
}

bool shows(const Rights& rights, const Sight& sight, const Label& label) {
    const bool kept_to = sight.only.empty() ||
                         std::any_of(sight.only.begin(), sight.only.end(), [&](const auto& one) {
                             return holds(label.at, one) || holds(label.compartments, one);
                         });
    return sight.of == label.kind && kept_to && in_scope(rights, sight, label);
}

std::string_view scope_words(v1::SightScope scope) {
    switch (scope) {
        case v1::SIGHT_SCOPE_ALL:
            return "all bodies";
        case v1::SIGHT_SCOPE_REGION:
            return "own region";
        case v1::SIGHT_SCOPE_OWN_BODY:
            return "own body";
        case v1::SIGHT_SCOPE_OWN_AREA:
            return "own area";
        default:
            return "own work";
    }
}

std::string words_of(const Sight& sight) {
    return fmt::format("{}: {}", sight.role, scope_words(sight.where));
}

// What no right gets past: the check, the compartments, and what somebody keeps away from.
bool is_open_to(const Rights& rights, const Label& label) {
    return is_cleared(rights, label) &&
           !(label.kind == v1::RECORD_KIND_DELIBERATION && is_recused(rights, label));
}

}  // namespace

Rights rights_of(
    const v1::Person& person, const RightsGround& ground, const std::vector<std::string>* only
) {
    Rights rights;
    rights.person = person.person();
    if (person.suspended() || ground.ruleset == nullptr) {
        return rights;
    }
    for (const auto* membership : memberships_of(person, ground)) {
        if (only == nullptr || holds(*only, membership->role())) {
            if (!holds(rights.roles, membership->role())) {
                rights.roles.push_back(membership->role());
            }
            add_sights(rights, *membership, ground);
        }
    }
    add_clearance(rights, person, ground);
    rights.needs_to_know = records_on(person.needs_to_know(), ground.day);
    rights.recusals = records_on(person.recusals(), ground.day);
    return rights;
}

Rights rights_of_public(const std::vector<std::string>& documents) {
    Rights rights;
    Sight publications;
    publications.role = "public";
    publications.of = v1::RECORD_KIND_PUBLICATION;
    publications.where = v1::SIGHT_SCOPE_ALL;
    rights.sights.push_back(std::move(publications));
    for (const auto& document : documents) {
        rights.needs_to_know.push_back({document, {}});
    }
    return rights;
}

bool is_cleared(const Rights& rights, const Label& label) {
    return command::marked(label.marking) <= rights.marking_max &&
           std::all_of(label.compartments.begin(), label.compartments.end(), [&](const auto& one) {
               return holds(rights.compartments, one);
           });
}

bool is_recused(const Rights& rights, const Label& label) {
    return std::any_of(
        rights.recusals.begin(),
        rights.recusals.end(),
        [&](const NamedRecord& recusal) {
            return recusal.record == label.record || holds(label.within, recusal.record) ||
                   holds(label.bodies, recusal.record);
        }
    );
}

std::vector<std::string> rights_showing(const Rights& rights, const Label& label) {
    std::vector<std::string> showing;
    if (!is_open_to(rights, label)) {
        return showing;
    }
    if (label.kind == v1::RECORD_KIND_REGISTER) {
        showing.emplace_back("everybody with an account");
    }
    if (const auto* need = find_named(rights.needs_to_know, label)) {
        showing.push_back(fmt::format("need to know until {}", need->until));
    }
    for (const auto& sight : rights.sights) {
        if (shows(rights, sight, label)) {
            auto words = words_of(sight);
            if (!holds(showing, words)) {
                showing.push_back(std::move(words));
            }
        }
    }
    return showing;
}

bool may_see(const Rights& rights, const Label& label) {
    return is_open_to(rights, label) &&
           (label.kind == v1::RECORD_KIND_REGISTER ||
            find_named(rights.needs_to_know, label) != nullptr ||
            std::any_of(rights.sights.begin(), rights.sights.end(), [&](const Sight& sight) {
                return shows(rights, sight, label);
            }));
}

bool sees_all(const Rights& rights, v1::RecordKind kind) {
    return std::any_of(rights.sights.begin(), rights.sights.end(), [&](const Sight& sight) {
        return sight.of == kind && sight.where == v1::SIGHT_SCOPE_ALL && sight.only.empty();
    });
}

}  // namespace ladder::access

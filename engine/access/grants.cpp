#include "engine/access/grants.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/access/capacities.hpp"
#include "engine/access/vetting.hpp"
#include "engine/base/names.hpp"
#include "engine/command/fields.hpp"
#include "engine/definition/suggest.hpp"

namespace ladder::access {

namespace {

using command::Problems;

constexpr int scope_max = 100;  // bodies or regions of a membership

enum class LastDay { open, needed };
enum class FirstDay { any, not_past };

// The days of a right, its first one filled in.
template <class Right>
void check_right_days(
    Problems& problems,
    const std::string& field,
    Right& right,
    std::string_view today,
    FirstDay first,
    LastDay last
) {
    if (right.from().empty()) {
        right.set_from(std::string{today});
    } else if (const auto day = base::parse_date(right.from()); !day) {
        problems.field(field + ".from", day.error().message);
        return;
    } else if (first == FirstDay::not_past && right.from() < today) {
        problems.field(
            field + ".from",
            fmt::format(
                "{} has gone by; a right begins today ({}, UTC) or later", right.from(), today
            )
        );
    }
    if (right.until().empty()) {
        if (last == LastDay::needed) {
            problems.field(field + ".until", "is missing; it must have a last day");
        }
    } else if (const auto day = base::parse_date(right.until()); !day) {
        problems.field(field + ".until", day.error().message);
    } else if (right.until() < right.from()) {
        problems.field(
            field + ".until",
            fmt::format("{} is before the first day, {}", right.until(), right.from())
        );
    }
}

bool is_role_shaped(std::string_view role) {
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789_-";
    return !role.empty() && role.size() <= 63 &&
           role.find_first_not_of(allowed) == std::string_view::npos;
}

void check_role(
    Problems& problems,
    const std::string& field,
    const std::string& role,
    const definition::Ruleset* ruleset
) {
    if (ruleset == nullptr) {
        if (!is_role_shaped(role)) {
            problems.field(field, "is no id of a role, such as ppsg_secretariat");
        }
        return;
    }
    if (ruleset->role(role) != nullptr) {
        return;
    }
    std::vector<std::string> roles;
    for (const auto& known : ruleset->definition().roles()) {
        roles.push_back(known.id());
    }
    problems.field(
        field,
        fmt::format(
            "'{}' is not a role of {}; {}",
            role.substr(0, 80),
            ruleset->name(),
            definition::suggest(role, roles)
        )
    );
}

void check_scope(
    Problems& problems,
    const std::string& field,
    const v1::Membership& membership,
    const Others& others
) {
    if (membership.bodies_size() > scope_max || membership.regions_size() > scope_max) {
        problems.field(field, fmt::format("has too wide a scope; name at most {}", scope_max));
        return;
    }
    for (int i = 0; i < membership.bodies_size(); ++i) {
        const auto& body = membership.bodies(i);
        if (!base::id_of(body, "bodies", "body")) {
            problems.field(
                fmt::format("{}.bodies[{}]", field, i), "is not written as bodies/west-midlands"
            );
        } else if (!others.has_body(body)) {
            problems.field(
                fmt::format("{}.bodies[{}]", field, i), fmt::format("there is no {}", body)
            );
        }
    }
    for (int i = 0; i < membership.regions_size(); ++i) {
        command::check_text(
            problems,
            fmt::format("{}.regions[{}]", field, i),
            membership.regions(i),
            command::title_chars_max
        );
    }
}

void check_delegator(
    Problems& problems,
    const std::string& field,
    const v1::Delegation& delegation,
    const v1::Person& person,
    const Others& others
) {
    const auto* delegator = others.by_person(delegation.delegator());
    if (delegator == nullptr) {
        problems.field(field + ".delegator", "is nobody who is registered; give their identifier");
        return;
    }
    if (delegator->name() == person.name()) {
        problems.field(field + ".delegator", "is the person themselves; name whose capacity it is");
        return;
    }
    const auto& held = delegator->memberships();
    const bool holds = std::any_of(held.begin(), held.end(), [&](const auto& membership) {
        return membership.role() == delegation.role() && holds_on(membership, delegation.from()) &&
               (membership.until().empty() || delegation.until() <= membership.until());
    });
    if (!holds || delegator->suspended()) {
        problems.field(
            field + ".role",
            fmt::format(
                "'{}' is not held by {} on all of these days; only who holds a capacity may "
                "delegate it",
                delegation.role().substr(0, 80),
                delegator->person()
            )
        );
    }
}

void check_compartment(
    Problems& problems,
    const std::string& field,
    const v1::CompartmentEntry& entry,
    const v1::Person& person,
    const definition::Ruleset* ruleset
) {
    std::vector<std::string> known;
    const v1::CompartmentDefinition* found = nullptr;
    if (ruleset != nullptr) {
        for (const auto& compartment : ruleset->definition().compartments()) {
            known.push_back(compartment.id());
            found = compartment.id() == entry.compartment() ? &compartment : found;
        }
    }
    if (found == nullptr) {
        problems.field(
            field + ".compartment",
            known.empty() ? std::string{"there are no compartments; the ruleset names them"}
                          : fmt::format(
                                "'{}' is no compartment of {}; {}",
                                entry.compartment().substr(0, 80),
                                ruleset->name(),
                                definition::suggest(entry.compartment(), known)
                            )
        );
        return;
    }
    const auto* clearance = clearance_on(person, entry.from());
    const auto check = clearance == nullptr ? std::string_view{} : vetting_id(clearance->vetting());
    const auto& needed = found->needs_vetting();
    if (!needed.empty() && std::find(needed.begin(), needed.end(), check) == needed.end()) {
        problems.field(
            field + ".compartment",
            fmt::format(
                "needs a check of {} that holds on {}; {}",
                fmt::join(needed, " or "),
                entry.from(),
                clearance == nullptr ? std::string{"none does"}
                                     : fmt::format("the one that does is {}", check)
            )
        );
    }
}

// "cases/kent-general-1", "bodies/kent". Whether it exists is not asked.
void check_record_name(Problems& problems, const std::string& field, std::string_view record) {
    const auto slash = record.find('/');
    const auto id = record.substr(std::min(record.size(), slash + 1));
    if (slash == std::string_view::npos ||
        !base::id_of(record, record.substr(0, slash), "record")) {
        problems.field(
            field + ".record",
            fmt::format("'{}' is not written as cases/kent-general-1", id.substr(0, 80))
        );
    }
}

std::string id_after(char letter, int count) {
    return fmt::format("{}{}", letter, count + 1);
}

}  // namespace

void check_grant(
    Problems& problems,
    v1::PersonChange& change,
    const v1::Person& person,
    const PeopleContext& context,
    const Others& others
) {
    const auto today = base::to_string(base::day_of(context.recorded_at));
    const auto days = [&](const std::string& field, auto& right, FirstDay first, LastDay last) {
        check_right_days(problems, field, right, today, first, last);
    };
    switch (change.change_case()) {
        case v1::PersonChange::kGiveMembership: {
            const std::string field = "change.give_membership";
            auto& right = *change.mutable_give_membership();
            right.set_id(id_after('m', person.memberships_size()));
            days(field, right, FirstDay::not_past, LastDay::open);
            check_role(problems, field + ".role", right.role(), context.ruleset);
            check_scope(problems, field, right, others);
            return;
        }
        case v1::PersonChange::kGiveClearance: {
            const std::string field = "change.give_clearance";
            auto& right = *change.mutable_give_clearance();
            right.set_id(id_after('v', person.clearances_size()));
            days(field, right, FirstDay::any, LastDay::needed);
            if (vetting_id(right.vetting()).empty()) {
                problems.field(field + ".vetting", "is no check; give one such as VETTING_SC");
            }
            command::check_text(
                problems, field + ".vetted_by", right.vetted_by(), command::title_chars_max
            );
            return;
        }
        case v1::PersonChange::kGiveCompartment: {
            const std::string field = "change.give_compartment";
            auto& right = *change.mutable_give_compartment();
            right.set_id(id_after('c', person.compartments_size()));
            days(field, right, FirstDay::not_past, LastDay::open);
            check_compartment(problems, field, right, person, context.ruleset);
            return;
        }
        case v1::PersonChange::kGiveNeedToKnow: {
            const std::string field = "change.give_need_to_know";
            auto& right = *change.mutable_give_need_to_know();
            right.set_id(id_after('n', person.needs_to_know_size()));
            days(field, right, FirstDay::not_past, LastDay::needed);
            check_record_name(problems, field, right.record());
            return;
        }
        case v1::PersonChange::kGiveDelegation: {
            const std::string field = "change.give_delegation";
            auto& right = *change.mutable_give_delegation();
            right.set_id(id_after('d', person.delegations_size()));
            days(field, right, FirstDay::not_past, LastDay::needed);
            check_role(problems, field + ".role", right.role(), context.ruleset);
            check_delegator(problems, field, right, person, others);
            return;
        }
        case v1::PersonChange::kAddRecusal: {
            const std::string field = "change.add_recusal";
            auto& right = *change.mutable_add_recusal();
            right.set_id(id_after('r', person.recusals_size()));
            days(field, right, FirstDay::not_past, LastDay::open);
            check_record_name(problems, field, right.record());
            return;
        }
        default:
            return;
    }
}

}  // namespace ladder::access

#include "tests/e2e/access_matrix.hpp"

#include <fmt/format.h>

namespace ladder::e2e {

namespace {

// The label of a record of a kind in a column, about a body of the matrix. What a call on several
// kinds, or on acts of a diary, asks is the case.
access::Label label_in(v1::RecordKind kind, const Column& column) {
    access::Label label;
    label.kind = kind == v1::RECORD_KIND_UNSPECIFIED ? v1::RECORD_KIND_CASE : kind;
    label.record = "cases/x";
    label.bodies = {std::string{matrix_bodies[0]}};
    label.marking = column.marking;
    label.at = {kind == v1::RECORD_KIND_PROCEDURE ? "improvement-plan" : "self_improvement"};
    if (column.counter_terrorism) {
        label.compartments = {"counter_terrorism"};
    }
    return label;
}

}  // namespace

v1::Person person_of(const std::string& role) {
    v1::Person person;
    person.set_person(role + "@matrix.example");
    person.set_kind(v1::PERSON_KIND_SERVICE);
    auto& membership = *person.add_memberships();
    membership.set_role(role);
    membership.set_from("2000-01-01");
    for (const auto body : matrix_bodies) {
        membership.add_bodies(std::string{body});
    }
    membership.add_regions(std::string{matrix_region});
    auto& check = *person.add_clearances();
    check.set_vetting(v1::VETTING_SC);
    check.set_from("2000-01-01");
    check.set_until("2199-12-31");
    auto& entry = *person.add_compartments();
    entry.set_compartment("counter_terrorism");
    entry.set_from("2000-01-01");
    return person;
}

access::Rights rights_of_role(const std::string& role, const definition::Ruleset& ruleset) {
    std::vector<v1::Body> bodies;
    for (const auto name : matrix_bodies) {
        auto& body = bodies.emplace_back();
        body.set_name(std::string{name});
        body.set_region(std::string{matrix_region});
    }
    return access::rights_of(person_of(role), {&ruleset, "2026-01-01", bodies, {}}, nullptr);
}

bool is_for_all(const access::CallRule& rule) {
    return rule.kind == access::CallKind::open || rule.kind == access::CallKind::change;
}

Cell cell_of(
    const access::CallRule& rule,
    const std::string& role,
    const access::Rights& rights,
    const Column& column,
    const definition::Ruleset& ruleset
) {
    using access::CallKind;
    if (is_for_all(rule)) {
        return Cell::open;
    }
    if (rule.kind == CallKind::keep || rule.kind == CallKind::audit) {
        return rule.kind == CallKind::audit && access::sees_all(rights, v1::RECORD_KIND_AUDIT)
                   ? Cell::allowed
                   : Cell::keepers;
    }
    const bool about_case =
        rule.kind == CallKind::act && rule.about == v1::RECORD_KIND_DIARY;  // names its case
    const auto kind = about_case ? v1::RECORD_KIND_CASE : rule.about;
    if (!access::may_see(rights, label_in(kind, column))) {
        return Cell::hidden;
    }
    if (rule.needs == v1::PERMISSION_UNSPECIFIED) {
        return Cell::seen;
    }
    return ruleset.may(role, rule.needs) ? Cell::allowed : Cell::refused;
}

char letter_of(Cell cell) {
    switch (cell) {
        case Cell::open:
            return 'o';
        case Cell::seen:
            return 's';
        case Cell::allowed:
            return 'a';
        case Cell::refused:
            return 'r';
        case Cell::hidden:
            return '-';
        case Cell::keepers:
            return 'k';
    }
    return '?';
}

std::string matrix_of(const definition::Ruleset& ruleset) {
    std::string text = "# Who gets what: role, procedure, and a letter for each of";
    for (const auto& column : columns) {
        text += fmt::format(" {}", column.title);
    }
    text +=
        ".\n# o open to everybody with an account; s seen; a seen, and the role may do it; r seen, "
        "and the role may not;\n# - as if it were not there; k those alone who keep people's "
        "rights. Everybody is checked to SECRET, let into\n# counter-terrorism, and has the body "
        "in "
        "scope. Made by e2e_test with LADDER_UPDATE_MATRIX=1; compared by it.\n";
    for (const auto& role : ruleset.definition().roles()) {
        const auto rights = rights_of_role(role.id(), ruleset);
        for (const auto& rule : access::call_rules()) {
            if (is_for_all(rule)) {
                continue;
            }
            std::string letters;
            for (const auto& column : columns) {
                letters += letter_of(cell_of(rule, role.id(), rights, column, ruleset));
            }
            text +=
                fmt::format("{:<30} {:<40} {}\n", role.id(), rule.procedure.substr(11), letters);
        }
    }
    return text;
}

}  // namespace ladder::e2e

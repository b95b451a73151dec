#include "services/cli/demo_people.hpp"

#include <array>
#include <string_view>

#include "engine/base/dates.hpp"

namespace ladder::cli {

namespace {

struct DemoPerson {
    std::string_view person;
    std::string_view title;
    std::string_view organisation;
    std::string_view role;
    std::string_view more = {};  // a second role
    std::string_view body = {};  // in scope
};

// An inspector sees the bodies of a region or two; an analyst those of all.
constexpr std::array inspectors_regions{
    std::string_view{"East Midlands"}, std::string_view{"West Midlands"}};
constexpr std::array analysts_regions{
    std::string_view{"East"},
    std::string_view{"East Midlands"},
    std::string_view{"London"},
    std::string_view{"North East"},
    std::string_view{"North West"},
    std::string_view{"South East"},
    std::string_view{"South West"},
    std::string_view{"Wales"},
    std::string_view{"West Midlands"},
    std::string_view{"Yorkshire and The Humber"}};

// clang-format off
constexpr std::array demo_desks{
    DemoPerson{"admin@ladder.example",  "Ada Keys",    "Ladder",                ""},
    DemoPerson{"jane.smith@hmic.example", "Jane Smith", "HMIC",                 "ppsg_secretariat"},
    DemoPerson{"sam@hmic.example",      "Sam Okoro",   "HMIC",                  "ppsg_secretariat"},
    DemoPerson{"ann@hmic.example",      "Ann Lee",     "HMIC",                  "hmi"},
    DemoPerson{"alex@hmic.example",     "Alex Novak",  "HMIC",                  "hmic_analyst"},
    DemoPerson{"denis@hmic.example",    "Denis Cole",  "HMIC",                  "hmcic"},
    DemoPerson{"carol@hmic.example",    "Carol Dean",  "HMIC",                  "ppsg_chair"},
    DemoPerson{"rita@hmic.example",     "Rita Shah",   "HMIC",                  "rules_owner"},
    DemoPerson{"nia@npia.example",      "Nia Rees",    "NPIA",                  "npia_commission_manager", "npia_contact"},
    DemoPerson{"henry@homeoffice.example", "Henry Abara", "Home Office",        "home_office_audit", "home_office_intervention_unit"},
    DemoPerson{"chief@nottinghamshire.example", "The chief constable of Nottinghamshire", "Nottinghamshire Police",
        "chief_constable", "", "bodies/nottinghamshire"},
    DemoPerson{"dcc@nottinghamshire.example", "The deputy chief constable of Nottinghamshire", "Nottinghamshire Police",
        "chief_constable", "", "bodies/nottinghamshire"},
    DemoPerson{"clerk@nottinghamshire.example", "The clerk of Nottinghamshire Police Authority",
        "Nottinghamshire Police Authority", "authority_officer", "", "bodies/nottinghamshire-police-authority"},
};
// clang-format on

v1::PersonChange membership(std::string_view role, std::string_view body) {
    v1::PersonChange change;
    auto& given = *change.mutable_give_membership();
    given.set_role(std::string{role});
    if (!body.empty()) {
        given.add_bodies(std::string{body});
    }
    if (role == "hmi") {
        given.mutable_regions()->Assign(inspectors_regions.begin(), inspectors_regions.end());
    } else if (role == "hmic_analyst") {
        given.mutable_regions()->Assign(analysts_regions.begin(), analysts_regions.end());
    }
    return change;
}

// What somebody of the demonstration is given, one by one.
std::vector<v1::PersonChange> rights_of(const DemoPerson& person) {
    std::vector<v1::PersonChange> changes;
    if (person.role.empty()) {
        changes.emplace_back().set_administrator(true);
        return changes;
    }
    auto& check = *changes.emplace_back().mutable_give_clearance();
    check.set_vetting(v1::VETTING_SC);
    check.set_vetted_by("The demonstration");
    check.set_until(base::to_string(base::add_months(base::day_of(now()), 60)));
    for (const auto role : {person.role, person.more}) {
        if (!role.empty()) {
            changes.push_back(membership(role, person.body));
        }
    }
    return changes;
}

}  // namespace

base::Result<int> demo_people(UserDesk& desk) {
    int added = 0;
    for (const auto& demo : demo_desks) {
        const auto there = desk.get(std::string{demo.person});
        if (there) {
            continue;
        }
        if (there.error().code != base::Code::not_found) {
            return there.error();
        }
        v1::Person person;
        person.set_person(std::string{demo.person});
        person.set_title(std::string{demo.title});
        person.set_organisation(std::string{demo.organisation});
        person.set_kind(v1::PERSON_KIND_PERSON);
        const auto registered = desk.add(person);
        if (!registered) {
            return registered.error();
        }
        for (const auto& change : rights_of(demo)) {
            if (const auto changed = desk.change(registered->name(), change); !changed) {
                return changed.error();
            }
        }
        ++added;
    }
    return added;
}

}  // namespace ladder::cli

// What the administrator's pages share: people and service accounts are kept in the same way, at
// different places.
#pragma once

#include <string>
#include <vector>

#include "ladder/v1/access_service.pb.h"
#include "services/console/visit.hpp"

namespace ladder::console {

// "/admin/people" or "/admin/services", by the path that was asked for.
struct AdminPlace {
    std::string path;
    std::string crumb;  // its name
    std::string texts;  // "people" or "services": the page whose texts it has
    v1::PersonKind kind;
};
AdminPlace admin_place(const Visit& visit);

// Of a person there: "/admin/people/a.officer-hmic.example".
std::string path_of(const AdminPlace& place, const v1::Person& person);

std::vector<Crumb> above_people(const Visit& visit);
std::vector<Crumb> above_person(const Visit& visit, const AdminPlace& place);
std::vector<Crumb> below_person(
    const Visit& visit, const AdminPlace& place, const v1::Person& person
);

// The person whom the path names. Errors: those of GetPerson; not_found also for a person at the
// place of service accounts, and the other way round.
[[nodiscard]] base::Result<v1::Person> person_of(const Visit& visit);

// Today (UTC), in ISO form.
std::string today_of(const Visit& visit);

// A secret for a form's request_id: the same form sent twice is done once.
std::string new_request_id();

}  // namespace ladder::console

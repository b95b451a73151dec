#include "services/console/desks.hpp"

#include "services/access/secrets.hpp"

namespace ladder::console {

AdminPlace admin_place(const Visit& visit) {
    const auto& texts = visit.desk->templates;
    if (visit.part(1) == "services") {
        return {
            "/admin/services",
            texts.text("common", "nav.services"),
            "services",
            v1::PERSON_KIND_SERVICE};
    }
    return {"/admin/people", texts.text("common", "nav.people"), "people", v1::PERSON_KIND_PERSON};
}

std::string path_of(const AdminPlace& place, const v1::Person& person) {
    return place.path + "/" + person.name().substr(person.name().find('/') + 1);
}

std::vector<Crumb> above_people(const Visit& visit) {
    return {{"/", visit.desk->templates.text("common", "nav.home")}};
}

std::vector<Crumb> above_person(const Visit& visit, const AdminPlace& place) {
    auto crumbs = above_people(visit);
    crumbs.push_back({place.path, place.crumb});
    return crumbs;
}

std::vector<Crumb> below_person(
    const Visit& visit, const AdminPlace& place, const v1::Person& person
) {
    auto crumbs = above_person(visit, place);
    crumbs.push_back({path_of(place, person), person.title()});
    return crumbs;
}

base::Result<v1::Person> person_of(const Visit& visit) {
    v1::GetPersonRequest request;
    request.set_name("people/" + visit.part(2));
    auto found = visit.call<v1::GetPersonResponse>("AccessService/GetPerson", request);
    if (!found) {
        return found.error();
    }
    if (found->person().kind() != admin_place(visit).kind) {
        return base::Error{base::Code::not_found, "there is nobody of that name here", {}};
    }
    return std::move(*found->mutable_person());
}

std::string today_of(const Visit& visit) {
    return base::to_string(base::day_of(visit.desk->app.clock()));
}

std::string new_request_id() {
    return access::new_secret();
}

}  // namespace ladder::console

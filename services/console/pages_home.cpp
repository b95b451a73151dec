// Where whoever is signed in begins.
#include "services/console/console.hpp"
#include "services/console/fields.hpp"
#include "services/console/places.hpp"
#include "services/console/words.hpp"

namespace ladder::console {

namespace {

Answer show_home(Visit& visit) {
    const auto& caller = visit.who->caller;
    const RulesetWords words{*visit.desk};
    std::vector<Data> capacities;
    for (const auto& role : caller.capacities) {
        auto& shown = capacities.emplace_back(Data::type::object);
        shown.set("role", words.role(role));
        shown.set("current", Data{role == caller.capacity});
    }
    Page page{"home"};
    const auto& templates = visit.desk->templates;
    std::vector<Data> desks;
    for (const auto& place : places_of(visit)) {
        auto& shown = desks.emplace_back(Data::type::object);
        shown.set("path", visit.link(place.path));
        shown.set("place", templates.text("common", place.text));
        shown.set("note", templates.text("home", place.text));
    }
    page.data.set("desks", list_of(std::move(desks)));
    page.data.set("person", caller.person->title());
    page.data.set("administrator", Data{caller.person->administrator()});
    page.data.set("has_capacities", Data{!capacities.empty()});
    page.data.set("must_choose", Data{caller.capacity.empty() && !capacities.empty()});
    page.data.set("capacities", list_of(std::move(capacities)));
    return page;
}

}  // namespace

void add_home_pages(Pages& pages) {
    pages.get("/", Audience::signed_in, show_home);
}

}  // namespace ladder::console

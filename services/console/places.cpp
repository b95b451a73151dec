#include "services/console/places.hpp"

#include <algorithm>
#include <array>

#include "engine/access/rights.hpp"
#include "services/console/words.hpp"

namespace ladder::console {

namespace {

// What leads somebody to a place.
struct Needs {
    v1::RecordKind sees = v1::RECORD_KIND_UNSPECIFIED;        // records of the kind, wherever
    v1::SightScope everywhere = v1::SIGHT_SCOPE_UNSPECIFIED;  // and in this scope
    v1::Permission may = v1::PERMISSION_UNSPECIFIED;          // in the capacity that they act in
    bool administrator = false;
};

struct Place {
    std::string_view path;
    std::string_view text;
    Needs needs;
    std::vector<std::string_view> below{};  // other paths that belong to it
};

const std::array places{
    Place{"/today", "nav.today", {v1::RECORD_KIND_DIARY}},
    Place{"/own", "nav.own", {v1::RECORD_KIND_CASE, v1::SIGHT_SCOPE_OWN_BODY}},
    Place{"/own", "nav.own", {v1::RECORD_KIND_CASE, v1::SIGHT_SCOPE_OWN_AREA}},
    Place{"/board", "nav.board", {v1::RECORD_KIND_CASE}},
    Place{"/meetings", "nav.meetings", {v1::RECORD_KIND_MEETING}},
    Place{
        "/bodies",
        "nav.bodies",
        {v1::RECORD_KIND_FIGURE},
        {"/cases", "/figures", "/plans", "/procedures"}},
    Place{"/letters", "nav.letters", {v1::RECORD_KIND_DOCUMENT}, {"/documents"}},
    Place{
        "/commissions",
        "nav.commissions",
        {v1::RECORD_KIND_COMMISSION},
        {"/requests", "/peers", "/capacity"}},
    Place{"/directions", "nav.directions", {v1::RECORD_KIND_STATUTORY, v1::SIGHT_SCOPE_ALL}},
    Place{
        "/history", "nav.audit", {v1::RECORD_KIND_AUDIT}, {"/compare", "/integrity", "/patterns"}},
    Place{"/data", "nav.data", {.may = v1::PERMISSION_IMPORT}},
    Place{"/rules", "nav.rules", {.may = v1::PERMISSION_EVALUATE}},
    Place{"/register", "nav.register", {v1::RECORD_KIND_PUBLICATION}},
    Place{"/admin/people", "nav.people", {.administrator = true}},
    Place{"/admin/services", "nav.services", {.administrator = true}},
};

bool is_below(std::string_view path, std::string_view place) {
    return path == place || (path.starts_with(place) && path.substr(place.size()).starts_with('/'));
}

// In the scope, or in any where it is unspecified.
bool sees_in(const Visit& visit, v1::RecordKind kind, v1::SightScope scope) {
    const auto& rights = visit.who->caller.reader.rights();
    return rights != nullptr &&
           std::any_of(rights->sights.begin(), rights->sights.end(), [&](const auto& sight) {
               return sight.of == kind &&
                      (scope == v1::SIGHT_SCOPE_UNSPECIFIED || sight.where == scope);
           });
}

bool leads_to(const Visit& visit, const Needs& needs) {
    return (!needs.administrator || visit.who->caller.person->administrator()) &&
           (needs.may == v1::PERMISSION_UNSPECIFIED || may(visit, needs.may)) &&
           (needs.sees == v1::RECORD_KIND_UNSPECIFIED ||
            sees_in(visit, needs.sees, needs.everywhere));
}

bool is_at(std::string_view path, const Place& place) {
    return is_below(path, place.path) ||
           std::any_of(place.below.begin(), place.below.end(), [&](std::string_view below) {
               return is_below(path, below);
           });
}

}  // namespace

bool may(const Visit& visit, v1::Permission act) {
    const RulesetWords words{*visit.desk};
    if (words.definition() == nullptr) {
        return false;
    }
    const auto& roles = words.definition()->roles();
    return std::any_of(roles.begin(), roles.end(), [&](const auto& role) {
        return role.id() == visit.who->caller.capacity &&
               std::find(role.may().begin(), role.may().end(), act) != role.may().end();
    });
}

bool sees(const Visit& visit, v1::RecordKind kind) {
    return sees_in(visit, kind, v1::SIGHT_SCOPE_UNSPECIFIED);
}

std::vector<PlaceShown> places_of(const Visit& visit) {
    std::vector<PlaceShown> shown;
    for (const auto& place : places) {
        const bool is_new = std::none_of(shown.begin(), shown.end(), [&](const auto& before) {
            return before.path == place.path;
        });
        if (is_new && leads_to(visit, place.needs)) {
            shown.push_back(
                {std::string{place.path}, std::string{place.text}, is_at(visit.request.path, place)}
            );
        }
    }
    return shown;
}

}  // namespace ladder::console

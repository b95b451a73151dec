// The menu: the places that somebody's rights lead to; and the rights themselves, for pages.
#pragma once

#include <string>
#include <vector>

#include "ladder/v1/definition.pb.h"
#include "services/console/visit.hpp"

namespace ladder::console {

struct PlaceShown {
    std::string path;
    std::string text;      // of the common texts
    bool current = false;  // the page is this place, or below it
};

// Whether they see records of the kind, of some body at least; and whether they may do an act in
// the capacity that they act in. For what a page leaves out: both grant nothing.
bool sees(const Visit& visit, v1::RecordKind kind);
bool may(const Visit& visit, v1::Permission act);

// For whoever is signed in. A place is left out where it would be empty or refused; that it is
// shown grants nothing.
std::vector<PlaceShown> places_of(const Visit& visit);

}  // namespace ladder::console

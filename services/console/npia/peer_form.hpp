// The form of a peer: what the register asks of them, and the days on which they are free.
#pragma once

#include <vector>

#include "ladder/v1/peer_service.pb.h"
#include "services/console/fields.hpp"
#include "services/console/titles.hpp"
#include "services/console/visit.hpp"

namespace ladder::npia {

// With as many spans of days as were typed. `titles` has the forces; a new peer is also asked who
// they are.
std::vector<console::Field> peer_fields(
    const console::Visit& visit,
    const console::Titles& titles,
    bool is_new,
    const console::Form& typed
);

// The form as the register has the peer.
console::Form form_of(const v1::Peer& peer);

// The peer as it was typed.
void tell_form(v1::Peer& peer, const console::Form& typed);

// "availability[1].to" is about the field "days-1-to".
base::Error by_span(base::Error error);

}  // namespace ladder::npia

// What a body and a set of peer groups must be, before the journal is asked.
#pragma once

#include "ladder/v1/body_service.pb.h"
#include "services/api/problems.hpp"

namespace ladder::api {

// Shapes, lengths, dates, and what the law of England and Wales has no place for: a CDRP in Wales,
// a CSP in England, a Government Office for a Welsh body, responsible authorities of what is no
// partnership. Bodies named twice in the request are a problem of their own.
void check_bodies(const v1::RegisterBodiesRequest& request, Problems& problems);

// Shapes, lengths, dates; nobody is its own peer and no peer is named twice.
void check_peer_groups(const v1::PeerGroupSet& set, Problems& problems);

}  // namespace ladder::api

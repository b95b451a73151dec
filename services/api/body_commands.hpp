// Registering bodies and recording peer groups.
#pragma once

#include "ladder/v1/body_service.pb.h"
#include "ladder/v1/common.pb.h"
#include "services/api/desk.hpp"
#include "services/api/submit.hpp"

namespace ladder::api {

// Registers bodies, all or none. Before the first ruleset is published anyone who is named may:
// there is no role yet to ask. Errors: invalid_argument with every violation; already_exists;
// permission_denied; those of JournalWriter::submit().
void register_bodies(
    const Desk& writer, const v1::Actor& actor, v1::RegisterBodiesRequest request, Done done
);

// Records a set of peer groups. The same set again changes nothing. Errors: invalid_argument with
// every violation; not_found for unknown bodies; permission_denied; those of submit().
void record_peer_groups(
    const Desk& writer, const v1::Actor& actor, v1::RecordPeerGroupsRequest request, Done done
);

}  // namespace ladder::api

// What the demonstration's files say of bodies and their peers.
#pragma once

#include <string_view>
#include <vector>

#include "engine/base/result.hpp"
#include "ladder/v1/body_service.pb.h"

namespace ladder::cli {

// The days on which the demonstration's history was known at the time.
// Bodies: the last of the authorities came into being on 3 July 2000 (Greater London Authority Act
// 1999, Metropolitan Police Authority).
inline constexpr std::string_view demo_bodies_known_on = "2000-07-03";
// Peer groups: the mid-2007 populations they are made of, by the lag that the population layout
// assumes.
inline constexpr std::string_view demo_peers_known_on = "2008-06-29";

// The 43 forces of forces.csv (force_id, ons_code, force_name, force_title, region, country), each
// followed by the authority that maintains it. The relations say nothing of the authorities' end in
// 2012: the demonstration stands in the years before.
// Errors: invalid_argument with a TextIssue for each bad row.
[[nodiscard]] base::Result<std::vector<v1::Body>> bodies_from_csv(
    std::string_view text, std::string_view file_name
);

// The set of peer groups in peer_groups_nearest_seven.csv (body, rank, peer), with the statement of
// what it is and is not. Errors: invalid_argument with a TextIssue for each bad row.
[[nodiscard]] base::Result<v1::PeerGroupSet> peer_groups_from_csv(
    std::string_view text, std::string_view file_name
);

}  // namespace ladder::cli

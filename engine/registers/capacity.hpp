// The weeks to which the register's peers are committed, and those they could give, by month.
#pragma once

#include <vector>

#include "engine/base/dates.hpp"
#include "ladder/v1/peer_service.pb.h"
#include "ladder/v1/procedure_service.pb.h"

namespace ladder::registers {

// Where a deployment is told: the definition, the record of it and its fields, whose key is the
// peer.
inline constexpr std::string_view commission_definition = "peer-support-commission";
inline constexpr std::string_view deployment_record = "deployment";

// One CapacityMonth for each of `months` from the month of `from`, in weeks of seven days. A peer
// counts as available while accredited, in the register and within its own availability. A
// deployment counts from its field `from` to its field `to`, or to the day before it was withdrawn
// or the commission ended; one without an end counts to the end of the last month.
std::vector<v1::CapacityMonth> capacity_of(
    const std::vector<v1::Peer>& peers,
    const std::vector<v1::Procedure>& commissions,
    base::Date from,
    int months
);

// Whether the peer is accredited, in the register and available on a day.
bool is_available(const v1::Peer& peer, base::Date day);

}  // namespace ladder::registers

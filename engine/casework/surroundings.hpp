// What is known around a case or procedure when a command on it is decided.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ladder/v1/assessment_service.pb.h"
#include "ladder/v1/body_service.pb.h"
#include "ladder/v1/peer_service.pb.h"
#include "ladder/v1/procedure_service.pb.h"

namespace ladder::casework {

// The days on which a peer works in a procedure. No last day: no end is set.
struct Deployment {
    std::string procedure;
    std::string from;
    std::string to;
};

// Each look-up is asked only by what needs it, and only during the call that it was given to. One
// that is not given knows nothing. Pointers live as long as the call.
struct Surroundings {
    const v1::Body* body = nullptr;  // null: nothing is known of it
    std::function<std::vector<const v1::Procedure*>()> procedures{};    // of the case
    std::function<std::vector<const v1::Assessment*>()> assessments{};  // of the body
    std::function<const v1::Body*(std::string_view)> find_body{};       // null: there is none
    std::function<const v1::Peer*(std::string_view)> find_peer{};       // null: there is none
    // Where a peer is deployed, in any procedure.
    std::function<std::vector<Deployment>(std::string_view)> deployments{};
    std::function<bool(std::string_view)> has_document{};
    std::function<const v1::Procedure*(std::string_view)> find_procedure{};  // null: there is none
    // The journal position of the newest import of figures, plus one; 0: none.
    std::int64_t evidence_position = 0;
};

}  // namespace ladder::casework

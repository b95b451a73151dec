// Commands on people and their rights.
#pragma once

#include "engine/access/person.hpp"
#include "ladder/v1/access_service.pb.h"
#include "services/api/application.hpp"
#include "services/api/submit.hpp"

namespace ladder::api {

// The capacity in which whoever keeps rights is recorded, where they act in no role.
inline constexpr std::string_view administrator_capacity = "administrator";
inline constexpr std::string_view operator_capacity = "operator";

// A person without a name is named after the identifier. Errors: those of access::decide().
void register_person(
    Application& app,
    const v1::Actor& actor,
    access::Authority authority,
    v1::RegisterPersonRequest request,
    Done done
);
// What the change takes away is gone at once on this node. Errors: not_found; those of
// access::decide().
void change_person(
    Application& app,
    const v1::Actor& actor,
    access::Authority authority,
    v1::ChangePersonRequest request,
    Done done
);

}  // namespace ladder::api

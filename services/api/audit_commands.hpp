// The lawful destruction of content.
#pragma once

#include "ladder/v1/audit_service.pb.h"
#include "services/api/submit.hpp"
#include "services/api/view.hpp"

namespace ladder::api {

// Looks the event up, then submits. Blocks for the look-up.
void destroy_content(
    const View& app, const v1::Actor& actor, v1::DestroyContentRequest request, Done done
);

}  // namespace ladder::api

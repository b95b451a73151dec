// What every request for a page passes before its handler: who is signed in, and whether a form was
// made by a page of ours for them.
#pragma once

#include <memory>

#include "services/console/console.hpp"

namespace ladder::console {

// The visit that a request is. Blocks: for threads that may.
// Errors: unauthenticated if nobody is signed in on a page for whoever is; permission_denied for a
// form that another site sent, or that was not made for this session; invalid_argument for one that
// can't be read; unavailable.
[[nodiscard]] base::Result<void> enter(Visit& visit, Audience audience, Takes takes);

}  // namespace ladder::console

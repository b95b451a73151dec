// What a page's handler answered, as HTTP.
#pragma once

#include "services/console/visit.hpp"

namespace ladder::console {

// The page in the layout, with what every page shows: who is signed in, where one can go, what the
// page before left to say.
http::Response response_of(Visit& visit, Answer answer);

// The page of an error, for nobody in particular; its status stays. Tells nothing of what happened
// but its kind.
void make_error_page(const Templates& templates, http::Response& response);

// Headers of every page: what a browser may load, send and keep.
void add_page_headers(http::Response& response);

}  // namespace ladder::console

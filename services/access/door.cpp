#include "services/access/door.hpp"

#include "services/http/admission.hpp"

namespace ladder::access {

std::string account_of(Door& door, const http::Request& request) {
    const auto known = door.caller_known(http::call_of(request));
    // No address looks like a name of a person.
    return known && *known ? (*known)->person->name() : http::caller_of_remote(request.remote);
}

}  // namespace ladder::access

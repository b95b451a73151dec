#include "services/access/caller.hpp"

namespace ladder::access {

base::Result<v1::Actor> caller_of(const http::Call& call) {
    return call.actor();
}

std::string_view warning() {
    return "access control is off: whoever reaches this address may act as anyone";
}

}  // namespace ladder::access

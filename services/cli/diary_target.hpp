// What commands on deadlines and tasks share: the record they live in, and its etag.
#pragma once

#include <string>

#include "engine/base/result.hpp"
#include "services/cli/session.hpp"

namespace ladder::cli {

// The etag of a case, procedure or meeting as it is now. Errors: not_found; invalid_argument for
// another name.
[[nodiscard]] base::Result<std::string> etag_now(const Session& session, const std::string& parent);

// Sets that etag.
template <class Request>
[[nodiscard]] base::Result<void> look_at_parent(
    const Session& session, const std::string& parent, Request& request
) {
    const auto etag = etag_now(session, parent);
    if (!etag) {
        return etag.error();
    }
    request.set_etag(*etag);
    return {};
}

// "cases/x" of "cases/x/deadlines/l1".
std::string parent_of(const std::string& name);

// Where and when, as every command on a deadline or task takes it.
struct DiaryTarget {
    std::string name;  // of the deadline or task, or of the record to open one in
    std::string etag;  // empty: that of the record as it is now
    std::string effective_on;
    std::string known_on;
};

}  // namespace ladder::cli

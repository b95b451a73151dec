// GET /livez, /readyz and /version.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "services/http/router.hpp"

namespace ladder::http {

// One thing that must be so for the server to take work.
struct ReadyCheck {
    std::string name;  // such as "database"
    // The reason why not; empty: it is so. Runs on the server's thread: must not block.
    std::function<std::string()> problem;
};

struct Version {
    std::string version;  // such as "0.1.0"
    std::string commit;   // of the source; empty: not known
    std::string schema;   // of the database; empty: not known
};

// /livez answers 200 "ok". /readyz answers 200 or 503; with ?verbose it lists every check, as
// "[+]database ok" or "[-]database failed: …". /version answers a JSON object.
void add_health(Router& router, std::vector<ReadyCheck> checks, const Version& version);

}  // namespace ladder::http

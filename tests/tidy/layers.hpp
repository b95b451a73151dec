// Which folder may include which.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace ladder::tidy {

// Which folders of ours a module may include, besides itself and the generated messages.
// Everything in `services` sees `db` and `engine`; `db` sees `engine`; `engine` sees itself
// downwards.
inline const std::map<std::string, std::vector<std::string>> allowed_includes{
    {"engine/base", {}},
    {"engine/definition", {"engine/base"}},
    {"engine/evidence", {"engine/base", "engine/definition"}},
    {"engine/command", {"engine/base", "engine/definition"}},
    {"engine/casework",
     {"engine/base", "engine/command", "engine/definition", "engine/diary", "engine/evidence"}},
    {"engine/diary", {"engine/base", "engine/command", "engine/definition"}},
    {"engine/procedures",
     {"engine/base", "engine/casework", "engine/command", "engine/definition", "engine/diary"}},
    {"engine/meetings",
     {"engine/base", "engine/casework", "engine/command", "engine/definition", "engine/diary"}},
    {"engine/registers", {"engine/base", "engine/command", "engine/definition"}},
    {"engine/access", {"engine/base", "engine/command", "engine/definition"}},
    {"engine/reports", {"engine/base", "engine/command", "engine/definition", "engine/diary"}},
    {"engine/record", {"engine"}},
    {"engine/ledger", {"engine/base"}},
    {"engine/bundle", {"engine"}},
    {"db", {"engine"}},
    {"services/http", {"engine/base"}},
    {"services/access", {"engine", "db", "services/http"}},
    {"services/access/oidc", {"engine", "db", "services/access", "services/http"}},
    {"services/api", {"engine", "db", "services/access", "services/http"}},
    {"services/worker", {"engine", "db", "services/api"}},
    {"services/metrics", {"engine", "db", "services/api", "services/http"}},
    {"services/console", {"engine", "db", "services/access", "services/api", "services/http"}},
    {"services/console/npia",
     {"engine", "db", "services/access", "services/api", "services/console", "services/http"}},
    {"services/console/letters",
     {"engine", "db", "services/access", "services/api", "services/console", "services/http"}},
    {"services/console/secretariat",
     {"engine", "db", "services/access", "services/api", "services/console", "services/http"}},
    {"services/console/subject",
     {"engine/base", "engine/definition", "services/console", "services/http"}},
    {"services/console/auditor", {"engine/base", "services/console"}},
    {"services/console/rulebook",
     {"engine/base", "engine/definition", "services/console", "services/console/auditor"}},
    {"services/scenario",
     {"engine", "db", "services/access", "services/api", "services/http", "services/worker"}},
    {"services/cli",
     {"engine",
      "db",
      "services/access",
      "services/api",
      "services/console",
      "services/console/letters",
      "services/console/npia",
      "services/console/subject",
      "services/console/auditor",
      "services/console/rulebook",
      "services/console/secretariat",
      "services/http",
      "services/metrics",
      "services/scenario",
      "services/worker"}},
};

}  // namespace ladder::tidy

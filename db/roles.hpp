// Who may do what in the database: the roles of PostgreSQL, made, granted and checked. SQLite has
// none: there the file's permissions are all.
#pragma once

#include <string>
#include <vector>

#include "db/database.hpp"
#include "engine/base/result.hpp"

namespace ladder::db {

// Group roles; logins become members of them. The owner is whoever migrates.
struct Roles {
    // Of `ladder serve`: adds to the record, changes and removes nothing of it.
    std::string application = "ladder_app";
    // Of replicas and reporting: reads the lists that people see. It has no eye for markings: who
    // gets it may read every case.
    std::string reader = "ladder_reader";
};

// Makes the roles that are missing and grants them what they need, as the owner, on the schema of
// this binary. Nothing to do on SQLite. Repeating it is harmless.
// Errors: invalid_argument for a name; permission_denied, with the statement to run as a superuser;
// unavailable.
[[nodiscard]] base::Result<void> grant_rights(Database& database, const Roles& roles);

// Rights of these roles and of their members, or of everybody, that are wider than they should be,
// each in words, such as "ladder_app may UPDATE journal". None on SQLite.
// Errors: invalid_argument for a name; unavailable.
[[nodiscard]] base::Result<std::vector<std::string>> wide_rights(
    Database& database, const Roles& roles
);

// What the user that this process connects as may do to the record and a server should not.
// Errors: unavailable.
[[nodiscard]] base::Result<std::vector<std::string>> own_wide_rights(Database& database);

}  // namespace ladder::db

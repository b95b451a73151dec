#include "db/roles.hpp"

#include <memory>
#include <regex>

#include <fmt/format.h>

namespace ladder::db {
namespace {

// Nothing in these is ever changed or removed but by the owner, for a recorded destruction.
constexpr std::string_view append_only =
    "'journal','request','observation','quarantine','document_content','document_chunk',"
    "'tree_node','checkpoint','checkpoint_signature','schema_migration'";

// The lists that people see; not those of people themselves and of what they may do.
constexpr std::string_view readable =
    "case_row, proposal_row, body_row, peer_group_set_row, ruleset_row, import_row, "
    "evaluation_row, procedure_row, deadline_row, task_row, meeting_row, peer_row, document_row, "
    "publication_row, assessment_row, ruleset_proposal_row, schema_migration";

// A name that needs no care in SQL, nor from whoever types it.
base::Result<void> check_name(std::string_view field, const std::string& name) {
    static const std::regex shape{"[a-z_][a-z0-9_]{0,62}"};
    if (std::regex_match(name, shape) && !name.starts_with("pg_") && name != "public") {
        return {};
    }
    return base::field_error(
        std::string(field), "is not the name of a role: lower-case letters, digits and _"
    );
}

base::Result<void> check_names(const Roles& roles) {
    const auto application = check_name("application_role", roles.application);
    return application ? check_name("reader_role", roles.reader) : application;
}

// Roles belong to the cluster: another database of it may make this one at the same moment.
std::string making(const std::string& role) {
    return fmt::format(
        "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{0}') THEN "
        "CREATE ROLE {0} NOLOGIN; END IF; "
        "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$",
        role
    );
}

std::vector<std::string> grants(const Roles& roles) {
    std::vector<std::string> statements{making(roles.application), making(roles.reader)};
    // The migrations grant to ladder_app; another name is that role's member.
    if (roles.application != Roles{}.application) {
        statements.push_back(fmt::format("GRANT {} TO {}", Roles{}.application, roles.application));
    }
    statements.push_back(fmt::format("GRANT SELECT ON {} TO {}", readable, roles.reader));
    return statements;
}

// Selects one text column into the findings.
void collect(soci::session& session, const std::string& sql, std::vector<std::string>& findings) {
    std::string finding;
    soci::statement select = (session.prepare << sql, soci::into(finding));
    select.execute();
    while (select.fetch()) {
        findings.push_back(finding);
    }
}

// What roles that fulfil `who` (over pg_roles r) may do to the record, beside what a server needs.
std::string over_the_record(std::string_view who) {
    return fmt::format(
        "SELECT r.rolname || ' may ' || p.name || ' ' || c.relname "
        "FROM pg_roles r CROSS JOIN pg_class c CROSS JOIN "
        "(VALUES ('UPDATE'), ('DELETE'), ('TRUNCATE'), ('TRIGGER'), ('REFERENCES')) p (name) "
        "WHERE ({}) AND NOT r.rolsuper AND c.relkind IN ('r', 'p') "
        "AND NOT pg_has_role(r.oid, c.relowner, 'MEMBER') "
        "AND c.relnamespace = (SELECT relnamespace FROM pg_class "
        "WHERE oid = CAST('journal' AS regclass)) AND ("
        "((c.relname IN ({}) OR c.relname LIKE 'journal\\_%') AND CASE WHEN p.name IN ('UPDATE', "
        "'REFERENCES') "
        "THEN has_any_column_privilege(r.oid, c.oid, p.name) "
        "ELSE has_table_privilege(r.oid, c.oid, p.name) END) "
        "OR ((c.relname = 'log_head' OR c.relname LIKE '%\\_row') AND p.name <> 'UPDATE' "
        "AND p.name <> 'REFERENCES' AND has_table_privilege(r.oid, c.oid, p.name))) "
        "ORDER BY 1",
        who,
        append_only
    );
}

// Whoever owns a table, or may become its owner, may switch off its triggers.
std::string over_everything(std::string_view who) {
    return fmt::format(
        "SELECT r.rolname || CASE WHEN r.rolsuper THEN ' is a superuser' "
        "WHEN pg_has_role(r.oid, c.relowner, 'MEMBER') THEN ' owns the journal, or may become its "
        "owner' WHEN r.rolcreaterole THEN ' may make roles' "
        "ELSE ' may make tables beside the journal' END "
        "FROM pg_roles r CROSS JOIN pg_class c "
        "WHERE ({}) AND c.oid = CAST('journal' AS regclass) AND (r.rolsuper OR r.rolcreaterole "
        "OR pg_has_role(r.oid, c.relowner, 'MEMBER') "
        "OR has_schema_privilege(r.oid, c.relnamespace, 'CREATE')) ORDER BY 1",
        who
    );
}

// A reader reads: no more, and no other tables.
std::string over_reading(const std::string& role) {
    return fmt::format(
        "SELECT r.rolname || ' may ' || p.name || ' ' || c.relname "
        "FROM pg_roles r CROSS JOIN pg_class c CROSS JOIN "
        "(VALUES ('SELECT'), ('INSERT'), ('UPDATE')) p (name) "
        "WHERE r.rolname = '{}' AND NOT r.rolsuper AND c.relkind IN ('r', 'p') "
        "AND c.relnamespace = (SELECT relnamespace FROM pg_class "
        "WHERE oid = CAST('journal' AS regclass)) "
        "AND has_any_column_privilege(r.oid, c.oid, p.name) "
        "AND NOT (p.name = 'SELECT' AND c.relname = ANY (string_to_array('{}', ', '))) ORDER BY 1",
        role,
        readable
    );
}

// Logins are members, and have what the role has. Superusers are members of everything.
std::string role_and_members(const std::string& role) {
    return fmt::format(
        "r.rolname = '{0}' OR (NOT r.rolsuper AND EXISTS (SELECT FROM pg_roles g "
        "WHERE g.rolname = '{0}' AND pg_has_role(r.oid, g.oid, 'MEMBER')))",
        role
    );
}

}  // namespace

base::Result<void> grant_rights(Database& database, const Roles& roles) {
    if (database.backend() == Backend::sqlite) {
        return {};
    }
    if (const auto named = check_names(roles); !named) {
        return named.error();
    }
    std::unique_ptr<soci::session> session;
    std::string statement;
    try {
        session = database.connect();
        begin_write(database.backend(), *session);
        lock_schema(database.backend(), *session);
        for (auto& next : grants(roles)) {
            statement = std::move(next);
            *session << statement;
        }
        commit(*session);
        return {};
    } catch (const soci::soci_error& error) {
        if (session) {
            roll_back(*session);
        }
        const auto failure = to_failure(error);
        if (failure.kind != FailureKind::refused) {
            return failure.error();
        }
        return base::Error{
            base::Code::permission_denied,
            fmt::format(
                "the owner may not give the roles their rights; let a superuser run: {}", statement
            ),
            {}};
    }
}

base::Result<std::vector<std::string>> wide_rights(Database& database, const Roles& roles) {
    if (database.backend() == Backend::sqlite) {
        return std::vector<std::string>{};
    }
    if (const auto named = check_names(roles); !named) {
        return named.error();
    }
    return database.read([&](soci::session& session) -> base::Result<std::vector<std::string>> {
        std::vector<std::string> findings;
        for (const auto& role : {roles.application, roles.reader}) {
            const auto who = role_and_members(role);
            collect(session, over_everything(who), findings);
            collect(session, over_the_record(who), findings);
        }
        collect(session, over_reading(roles.reader), findings);
        return findings;
    });
}

base::Result<std::vector<std::string>> own_wide_rights(Database& database) {
    if (database.backend() == Backend::sqlite) {
        return std::vector<std::string>{};
    }
    return database.read([&](soci::session& session) -> base::Result<std::vector<std::string>> {
        std::vector<std::string> findings;
        const std::string_view who = "r.rolname = current_user";
        collect(session, over_everything(who), findings);
        collect(session, over_the_record(who), findings);
        return findings;
    });
}

}  // namespace ladder::db

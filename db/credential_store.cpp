#include "db/credential_store.hpp"

#include <utility>

#include "db/statement.hpp"

namespace ladder::db {
namespace {

constexpr const char* session_columns =
    "secret_hash, person, capacity, created_at_us, seen_at_us, ends_at_us";
constexpr const char* token_columns =
    "id, secret_hash, person, title, capacities, read_only, created_at_us, expires_at_us, used_on";

// The rows of a query over credentials, made by `bind(statement, row)`.
template <class Row, class Bind>
std::vector<Row> credentials(
    soci::session& session, const std::string& sql, const Parameters& parameters, Bind bind
) {
    std::vector<Row> rows;
    Row row;
    select_rows(
        session,
        sql,
        parameters,
        [&](soci::statement& statement) { bind(statement, row); },
        [&] {
            rows.push_back(row);
            return true;
        }
    );
    return rows;
}

template <class Row>
std::optional<Row> first_of(std::vector<Row> rows) {
    return rows.empty() ? std::nullopt : std::optional<Row>{std::move(rows.front())};
}

void bind_account(soci::statement& statement, AccountRow& row) {
    statement.exchange(soci::into(row.person));
    statement.exchange(soci::into(row.password));
    statement.exchange(soci::into(row.failed));
    statement.exchange(soci::into(row.locked_until_us));
}

void bind_session(soci::statement& statement, SessionRow& row) {
    for (auto* text : {&row.secret_hash, &row.person, &row.capacity}) {
        statement.exchange(soci::into(*text));
    }
    for (auto* number : {&row.created_at_us, &row.seen_at_us, &row.ends_at_us}) {
        statement.exchange(soci::into(*number));
    }
}

void bind_token(soci::statement& statement, TokenRow& row) {
    for (auto* text : {&row.id, &row.secret_hash, &row.person, &row.title, &row.capacities}) {
        statement.exchange(soci::into(*text));
    }
    statement.exchange(soci::into(row.read_only));
    statement.exchange(soci::into(row.created_at_us));
    statement.exchange(soci::into(row.expires_at_us));
    statement.exchange(soci::into(row.used_on));
}

// Runs a change and tells how many rows it touched.
long long execute(soci::session& session, const std::string& sql, const Parameters& parameters) {
    soci::statement statement(session);
    for (const auto& [name, value] : parameters.texts) {
        statement.exchange(soci::use(value, name));
    }
    for (const auto& [name, value] : parameters.integers) {
        statement.exchange(soci::use(value, name));
    }
    statement.alloc();
    statement.prepare(sql, soci::details::st_one_time_query);
    statement.define_and_bind();
    statement.execute(true);
    return statement.get_affected_rows();
}

std::vector<std::string> invited_people(
    soci::session& session, const std::string& code_hash, std::int64_t now_us
) {
    return credentials<std::string>(
        session,
        "SELECT person FROM invitation WHERE code_hash = :code AND expires_at_us > :now",
        {{{"code", code_hash}}, {{"now", now_us}}},
        [](soci::statement& statement, std::string& person) {
            statement.exchange(soci::into(person));
        }
    );
}

}  // namespace

template <class Change>
auto CredentialStore::change(Change&& change) -> decltype(change(std::declval<soci::session&>())) {
    const std::lock_guard lock(mutex_);
    for (int attempt = 1;; ++attempt) {
        try {
            if (!session_) {
                session_ = database_.connect();
            }
            begin_write(database_.backend(), *session_);
            auto answer = change(*session_);
            commit(*session_);
            return answer;
        } catch (const soci::soci_error& error) {
            const auto found = to_failure(error);
            if (found.kind == FailureKind::connection_lost) {
                session_.reset();
            } else if (session_) {
                roll_back(*session_);
            }
            if (found.kind != FailureKind::connection_lost || attempt == 2) {
                return found.error();
            }
        }
    }
}

base::Result<std::optional<AccountRow>> CredentialStore::account(const std::string& person) const {
    return database_.read([&](soci::session& session) -> base::Result<std::optional<AccountRow>> {
        return first_of(credentials<AccountRow>(
            session,
            "SELECT person, password, failed, locked_until_us FROM account WHERE person = :person",
            {{{"person", person}}, {}},
            bind_account
        ));
    });
}

base::Result<void> CredentialStore::set_password(
    const std::string& person, const std::string& hash
) {
    return change([&](soci::session& session) -> base::Result<void> {
        execute(
            session,
            "INSERT INTO account (person, password, failed, locked_until_us) "
            "VALUES (:person, :password, 0, 0) ON CONFLICT (person) DO UPDATE "
            "SET password = excluded.password, failed = 0, locked_until_us = 0",
            {{{"person", person}, {"password", hash}}, {}}
        );
        return {};
    });
}

base::Result<void> CredentialStore::note_failure(
    const std::string& person, std::int64_t locked_until_us
) {
    return change([&](soci::session& session) -> base::Result<void> {
        execute(
            session,
            "UPDATE account SET failed = failed + 1, locked_until_us = :until "
            "WHERE person = :person",
            {{{"person", person}}, {{"until", locked_until_us}}}
        );
        return {};
    });
}

base::Result<void> CredentialStore::note_success(const std::string& person) {
    return change([&](soci::session& session) -> base::Result<void> {
        execute(
            session,
            "UPDATE account SET failed = 0, locked_until_us = 0 WHERE person = :person",
            {{{"person", person}}, {}}
        );
        return {};
    });
}

base::Result<void> CredentialStore::invite(
    const std::string& person, const std::string& code_hash, std::int64_t expires_at_us
) {
    return change([&](soci::session& session) -> base::Result<void> {
        execute(
            session,
            "INSERT INTO invitation (person, code_hash, expires_at_us) "
            "VALUES (:person, :code, :expires) ON CONFLICT (person) DO UPDATE "
            "SET code_hash = excluded.code_hash, expires_at_us = excluded.expires_at_us",
            {{{"person", person}, {"code", code_hash}}, {{"expires", expires_at_us}}}
        );
        return {};
    });
}

base::Result<std::optional<std::string>> CredentialStore::invited(
    const std::string& code_hash, std::int64_t now_us
) const {
    return database_.read([&](soci::session& session) -> base::Result<std::optional<std::string>> {
        return first_of(invited_people(session, code_hash, now_us));
    });
}

base::Result<std::optional<std::string>> CredentialStore::take_invitation(
    const std::string& code_hash, std::int64_t now_us
) {
    return change([&](soci::session& session) -> base::Result<std::optional<std::string>> {
        auto person = first_of(invited_people(session, code_hash, now_us));
        const auto gone = execute(
            session, "DELETE FROM invitation WHERE code_hash = :code", {{{"code", code_hash}}, {}}
        );
        return gone == 1 ? person : std::nullopt;
    });
}

base::Result<void> CredentialStore::add_session(const SessionRow& row) {
    return change([&](soci::session& session) -> base::Result<void> {
        execute(
            session,
            "DELETE FROM session WHERE ends_at_us <= :now",
            {{}, {{"now", row.created_at_us}}}
        );
        execute(
            session,
            std::string("INSERT INTO session (") + session_columns +
                ") VALUES (:hash, :person, :capacity, :created, :seen, :ends)",
            {{{"hash", row.secret_hash}, {"person", row.person}, {"capacity", row.capacity}},
             {{"created", row.created_at_us}, {"seen", row.seen_at_us}, {"ends", row.ends_at_us}}}
        );
        return {};
    });
}

base::Result<std::optional<SessionRow>> CredentialStore::session(const std::string& secret_hash
) const {
    return database_.read([&](soci::session& session) -> base::Result<std::optional<SessionRow>> {
        return first_of(credentials<SessionRow>(
            session,
            std::string("SELECT ") + session_columns + " FROM session WHERE secret_hash = :hash",
            {{{"hash", secret_hash}}, {}},
            bind_session
        ));
    });
}

base::Result<std::vector<SessionRow>> CredentialStore::sessions_of(
    const std::string& person, std::int64_t now_us
) const {
    return database_.read([&](soci::session& session) -> base::Result<std::vector<SessionRow>> {
        return credentials<SessionRow>(
            session,
            std::string("SELECT ") + session_columns +
                " FROM session WHERE person = :person AND ends_at_us > :now "
                "ORDER BY created_at_us DESC, secret_hash",
            {{{"person", person}}, {{"now", now_us}}},
            bind_session
        );
    });
}

base::Result<void> CredentialStore::see_session(
    const std::string& secret_hash, std::int64_t seen_at_us
) {
    return change([&](soci::session& session) -> base::Result<void> {
        execute(
            session,
            "UPDATE session SET seen_at_us = :seen WHERE secret_hash = :hash",
            {{{"hash", secret_hash}}, {{"seen", seen_at_us}}}
        );
        return {};
    });
}

base::Result<bool> CredentialStore::rename_session(const std::string& from, const std::string& to) {
    return change([&](soci::session& session) -> base::Result<bool> {
        return execute(
                   session,
                   "UPDATE session SET secret_hash = :to WHERE secret_hash = :from",
                   {{{"from", from}, {"to", to}}, {}}
               ) == 1;
    });
}

base::Result<void> CredentialStore::set_session_capacity(
    const std::string& secret_hash, const std::string& capacity
) {
    return change([&](soci::session& session) -> base::Result<void> {
        execute(
            session,
            "UPDATE session SET capacity = :capacity WHERE secret_hash = :hash",
            {{{"hash", secret_hash}, {"capacity", capacity}}, {}}
        );
        return {};
    });
}

base::Result<void> CredentialStore::end_session(const std::string& secret_hash) {
    return change([&](soci::session& session) -> base::Result<void> {
        execute(
            session, "DELETE FROM session WHERE secret_hash = :hash", {{{"hash", secret_hash}}, {}}
        );
        return {};
    });
}

base::Result<int> CredentialStore::end_sessions(const std::string& person) {
    return change([&](soci::session& session) -> base::Result<int> {
        return static_cast<int>(execute(
            session, "DELETE FROM session WHERE person = :person", {{{"person", person}}, {}}
        ));
    });
}

base::Result<void> CredentialStore::add_token(const TokenRow& row) {
    return change([&](soci::session& session) -> base::Result<void> {
        execute(
            session,
            std::string("INSERT INTO api_token (") + token_columns +
                ") VALUES (:id, :hash, :person, :title, :capacities, :read_only, :created, "
                ":expires, :used_on)",
            {{{"id", row.id},
              {"hash", row.secret_hash},
              {"person", row.person},
              {"title", row.title},
              {"capacities", row.capacities},
              {"used_on", row.used_on}},
             {{"read_only", row.read_only},
              {"created", row.created_at_us},
              {"expires", row.expires_at_us}}}
        );
        return {};
    });
}

base::Result<std::optional<TokenRow>> CredentialStore::token(const std::string& secret_hash) const {
    return database_.read([&](soci::session& session) -> base::Result<std::optional<TokenRow>> {
        return first_of(credentials<TokenRow>(
            session,
            std::string("SELECT ") + token_columns + " FROM api_token WHERE secret_hash = :hash",
            {{{"hash", secret_hash}}, {}},
            bind_token
        ));
    });
}

base::Result<std::optional<TokenRow>> CredentialStore::token_of_id(const std::string& id) const {
    return database_.read([&](soci::session& session) -> base::Result<std::optional<TokenRow>> {
        return first_of(credentials<TokenRow>(
            session,
            std::string("SELECT ") + token_columns + " FROM api_token WHERE id = :id",
            {{{"id", id}}, {}},
            bind_token
        ));
    });
}

base::Result<std::vector<TokenRow>> CredentialStore::tokens_of(
    const std::string& person, std::int64_t now_us
) const {
    return database_.read([&](soci::session& session) -> base::Result<std::vector<TokenRow>> {
        return credentials<TokenRow>(
            session,
            std::string("SELECT ") + token_columns +
                " FROM api_token WHERE person = :person AND expires_at_us > :now "
                "ORDER BY created_at_us DESC, id",
            {{{"person", person}}, {{"now", now_us}}},
            bind_token
        );
    });
}

base::Result<bool> CredentialStore::use_token(const std::string& id, const std::string& day) {
    return change([&](soci::session& session) -> base::Result<bool> {
        return execute(
                   session,
                   "UPDATE api_token SET used_on = :day WHERE id = :id AND used_on < :day",
                   {{{"id", id}, {"day", day}}, {}}
               ) == 1;
    });
}

base::Result<bool> CredentialStore::remove_token(const std::string& id) {
    return change([&](soci::session& session) -> base::Result<bool> {
        return execute(session, "DELETE FROM api_token WHERE id = :id", {{{"id", id}}, {}}) == 1;
    });
}

}  // namespace ladder::db

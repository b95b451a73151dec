// All that differs between the two databases, apart from how a batch is written.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <soci/soci.h>

namespace ladder::db {

enum class Backend { sqlite, postgresql };

// Connects for writing, with the settings of its kind (SQLite: WAL, synchronous=FULL).
std::unique_ptr<soci::session> connect_writer(Backend backend, const std::string& parameters);

// Connects for reading only: the database refuses writes by this session.
std::unique_ptr<soci::session> connect_reader(Backend backend, const std::string& parameters);

// Begins a transaction that writes; on SQLite it holds the write lock at once.
void begin_write(Backend backend, soci::session& session);
void commit(soci::session& session);
// Never throws: used where another error is already on its way.
void roll_back(soci::session& session) noexcept;

// SQL around a placeholder for bytes: ":payload" -> "CAST(:payload AS BLOB)".
std::string bytes_sql(Backend backend, std::string_view placeholder);
// Bytes as the text that is bound to such a placeholder, and back from a selected column.
std::string to_bound(Backend backend, std::string_view bytes);
std::string from_selected(Backend backend, std::string selected);

// Has what was deleted or overwritten leave the database's files. Outside of a transaction.
void give_up_space(Backend backend, soci::session& session);

// Locks what only one process may do at a time (migrating), until the transaction ends.
void lock_schema(Backend backend, soci::session& session);

// Whether a table of that name exists.
bool has_table(Backend backend, soci::session& session, const std::string& table);

// "FOR UPDATE" where rows are locked one by one, else nothing.
std::string_view row_lock_sql(Backend backend);

}  // namespace ladder::db

// What both kinds of batch store share.
#include "db/batch_store.hpp"

#include "db/replay.hpp"

namespace ladder::db {
namespace {

// Gives a row of a read model the values that its stream has without the destroyed content.
void update_row(soci::session& session, Backend backend, const ModelRow& row) {
    const auto& shape = shape_of(row.model);
    std::string sql = "UPDATE " + std::string(shape.table) + " SET ";
    soci::statement statement(session);
    const auto content = to_bound(backend, row.content);
    const long long from_position = row.from_position;
    for (std::size_t i = 0; i < shape.filters.size(); ++i) {
        const auto column = std::string(shape.filters[i]);
        sql.append(column).append(" = :").append(column).append(", ");
        statement.exchange(soci::use(row.filters[i], column));
    }
    sql += "content = " + bytes_sql(backend, ":content") +
           " WHERE name = :row_name AND from_position = CAST(:from_position AS BIGINT)";
    statement.exchange(soci::use(content, "content"));
    statement.exchange(soci::use(row.name, "row_name"));
    statement.exchange(soci::use(from_position, "from_position"));
    statement.alloc();
    statement.prepare(sql, soci::details::st_one_time_query);
    statement.define_and_bind();
    statement.execute(true);
}

// Those of the requests that caused an event whose content is destroyed.
std::vector<std::string> destroyed_requests(
    soci::session& session, const std::string& list, const Parameters& parameters
) {
    std::vector<std::string> found;
    std::string id;
    select_rows(
        session,
        "SELECT j.request_id FROM journal d "
        "JOIN journal j ON j.position = CAST(substr(d.stream, 14) AS BIGINT) "
        "WHERE d.stream > 'destructions/' AND d.stream < 'destructions0' AND j.request_id IN (" +
            list + ")",
        parameters,
        [&](soci::statement& statement) { statement.exchange(soci::into(id)); },
        [&] {
            found.push_back(id);
            return true;
        }
    );
    return found;
}

}  // namespace

std::unique_ptr<BatchStore> BatchStore::open(const Database& database) {
    auto session = database.connect();
    return database.backend() == Backend::sqlite ? open_sqlite_store(std::move(session))
                                                 : open_postgresql_store(std::move(session));
}

LogHead BatchStore::lock_head() {
    begin_write(backend_, *session_);
    locked_ = true;
    return read_head(*session_, backend_, true);
}

void BatchStore::unlock() noexcept {
    if (locked_) {
        roll_back(*session_);
        locked_ = false;
    }
}

void BatchStore::try_to_write() {
    lock_head();
    // Twice, for SQLite writes nothing where a row remains what it was.
    for (const auto* sql :
         {"UPDATE log_head SET size = size + 1 WHERE id = 1",
          "UPDATE log_head SET size = size - 1 WHERE id = 1"}) {
        *session_ << sql;
    }
    commit(*session_);
    locked_ = false;
}

std::map<std::string, AnsweredRequest> BatchStore::answered(
    const std::vector<std::string>& request_ids
) {
    std::map<std::string, AnsweredRequest> found;
    if (request_ids.empty()) {
        return found;
    }
    Parameters parameters;
    std::string list;
    for (const auto& id : request_ids) {
        const auto name = "id" + std::to_string(parameters.texts.size());
        list += (list.empty() ? ":" : ", :") + name;
        parameters.texts[name] = id;
    }
    std::string id, fingerprint, response;
    select_rows(
        *session_,
        "SELECT request_id, fingerprint, response FROM request WHERE request_id IN (" + list + ")",
        parameters,
        [&](soci::statement& statement) {
            for (auto* value : {&id, &fingerprint, &response}) {
                statement.exchange(soci::into(*value));
            }
        },
        [&] {
            auto& request = found[id];
            request.fingerprint = from_selected(backend_, fingerprint);
            request.response = from_selected(backend_, response);
            return true;
        }
    );
    if (!found.empty()) {
        for (const auto& destroyed : destroyed_requests(*session_, list, parameters)) {
            found[destroyed].response.clear();
        }
    }
    return found;
}

void BatchStore::rewrite_rows(const Batch& batch) {
    for (const auto& stream : batch.rewritten()) {
        for (const auto& placed : replay_stream(*session_, backend_, stream).rows) {
            update_row(*session_, backend_, placed.row);
        }
    }
}

std::string insert_into(const TableShape& shape) {
    auto sql = "INSERT INTO " + shape.table + " (";
    for (const auto& text : shape.texts) {
        sql += text.name + ", ";
    }
    for (std::size_t i = 0; i < shape.integers.size(); ++i) {
        sql += (i == 0 ? "" : ", ") + shape.integers[i];
    }
    return sql + ")";
}

}  // namespace ladder::db

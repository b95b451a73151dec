// What both kinds of batch store share.
#include "db/batch_store.hpp"

namespace ladder::db {

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
            found[id] = {from_selected(backend_, fingerprint), from_selected(backend_, response)};
            return true;
        }
    );
    return found;
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

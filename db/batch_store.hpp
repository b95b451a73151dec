// The writer's session: reads the head and the requests, writes a batch as one commit.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <soci/soci.h>

#include "db/batch.hpp"
#include "db/database.hpp"

namespace ladder::db {

enum class Written {
    done,
    head_moved,  // another node committed first: nothing was written
};

// Writes batches through prepared statements of one session. Not safe from many threads. Throws
// soci_error, and then nothing of the batch is written unless the connection was lost.
class BatchStore {
public:
    virtual ~BatchStore() = default;

    // Connects.
    static std::unique_ptr<BatchStore> open(const Database& database);

    // Writes everything if the head is still what the batch expects. A transaction that lock_head
    // began is committed.
    virtual Written write(const Batch& batch) = 0;

    // Inserts rows, within a transaction that the caller has begun.
    virtual void insert(std::size_t table, const std::vector<TableRow>& rows) = 0;

    soci::session& session() { return *session_; }
    Backend backend() const { return backend_; }

    LogHead head() { return read_head(*session_, backend_); }
    // Begins a transaction that keeps the head where it is until write() or unlock().
    LogHead lock_head();
    void unlock() noexcept;
    // Commits a change of the head and back: the database can write, or this throws.
    void try_to_write();

    // Those of the request ids that were answered before. The answer to a request whose events hold
    // destroyed content is empty: it may have shown that content.
    std::map<std::string, AnsweredRequest> answered(const std::vector<std::string>& request_ids);

protected:
    // Makes the rows anew that show what a batch destroyed, within its transaction.
    void rewrite_rows(const Batch& batch);

    BatchStore(std::unique_ptr<soci::session> session, Backend backend)
        : session_(std::move(session)), backend_(backend) {}

    // Whether a transaction is under way.
    bool locked() const { return locked_; }
    void set_locked(bool locked) { locked_ = locked; }

private:
    bool locked_ = false;
    std::unique_ptr<soci::session> session_;
    Backend backend_;
};

// "INSERT INTO table (a, b)" without the values.
std::string insert_into(const TableShape& shape);

std::unique_ptr<BatchStore> open_sqlite_store(std::unique_ptr<soci::session> session);
std::unique_ptr<BatchStore> open_postgresql_store(std::unique_ptr<soci::session> session);

}  // namespace ladder::db

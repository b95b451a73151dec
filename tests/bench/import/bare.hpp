// The same figures put into the same keyed table by the database's own means.
#pragma once

#include <cstddef>
#include <string>

namespace ladder::bench {

// A file of all columns of the table `observation`, in order: CSV without quotes, no header.
struct TableFile {
    std::string path;
    std::size_t rows = 0;
};

// Seconds that `psql \copy` takes to fill an empty copy of the table with its key.
// Throws std::runtime_error if psql fails.
double copy_by_psql(const std::string& url, const TableFile& file);

// Seconds that prepared inserts by SQLite's C interface take, in one transaction, durable (WAL,
// synchronous=FULL), into a fresh database with the same table.
double insert_by_sqlite(const std::string& path, const TableFile& file);

}  // namespace ladder::bench

// Puts many rows into the figures' tables, as fast as each database can.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <soci/soci.h>

#include "db/dialect.hpp"
#include "db/observation_store.hpp"

namespace ladder::db {

// Writes chunks, each a transaction of its own. Throws soci_error.
class FigureLoader {
public:
    virtual ~FigureLoader() = default;
    static std::unique_ptr<FigureLoader> open(Backend backend, soci::session& session);

    // Figures first to last - 1.
    virtual void load(
        std::int64_t import_number,
        const std::vector<StagedFigure>& figures,
        std::size_t first,
        std::size_t last
    ) = 0;
};

std::unique_ptr<FigureLoader> open_sqlite_loader(soci::session& session);
std::unique_ptr<FigureLoader> open_postgresql_loader(soci::session& session);

}  // namespace ladder::db

// Chooses the loader.
#include "db/figure_loader.hpp"

namespace ladder::db {

std::unique_ptr<FigureLoader> FigureLoader::open(Backend backend, soci::session& session) {
    return backend == Backend::sqlite ? open_sqlite_loader(session)
                                      : open_postgresql_loader(session);
}

}  // namespace ladder::db

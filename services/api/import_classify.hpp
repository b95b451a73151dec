// What of a file is new, what revises a figure, and what is known already.
#pragma once

#include <cstdint>
#include <vector>

#include "db/observation_store.hpp"
#include "engine/base/result.hpp"
#include "engine/evidence/import.hpp"

namespace ladder::api {

struct Classified {
    std::vector<db::StagedFigure> staged;  // new ones and revisions; borrows from the reading
    std::int64_t added = 0;
    std::int64_t revised = 0;
    std::int64_t unchanged = 0;
};

// Compares each figure with the newest revision in the store. A figure that says the same, whatever
// its publication date, is unchanged. Errors: unavailable.
[[nodiscard]] base::Result<Classified> classify(
    const db::ObservationStore& store, const evidence::ImportReading& reading
);

}  // namespace ladder::api

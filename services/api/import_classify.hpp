// What of a file is new, what revises a figure, what is known already, and what is worth a look.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "db/observation_store.hpp"
#include "engine/base/result.hpp"
#include "engine/evidence/import.hpp"
#include "engine/evidence/plausibility.hpp"
#include "ladder/v1/indicator_service.pb.h"

namespace ladder::api {

// A file as it was read, and where it comes from.
struct ImportedFile {
    const v1::ImportObservationsRequest& request;
    std::string digest;  // SHA-256, raw bytes
    const v1::ImportLayout& layout;
    const definition::Ruleset& ruleset;
    const evidence::BodyNames& bodies;
    base::Date today;
    evidence::ImportReading reading;
};

struct Classified {
    // New ones and revisions, in order of indicator, body and period end; borrows from the reading.
    std::vector<db::StagedFigure> staged;
    std::int64_t added = 0;
    std::int64_t revised = 0;
    std::int64_t unchanged = 0;
    std::int64_t entered_later = 0;             // published before today
    std::vector<v1::FigureRevision> revisions;  // at most evidence::import_issues_max
    std::vector<std::string> bodies_missing;    // known of these indicators, with no row here
    std::vector<evidence::Doubt> doubts;        // about what is news
    std::string imported_before;                // the import of the very file; empty: none
    std::int64_t revised_since = 0;             // of such a file: left as others revised them
};

// Compares each figure with what stands in the store: of a file that says when its figures were
// published with what stood on that day, else with what stands now. A figure that says the same is
// unchanged. A revision whose day of publication the layout only assumes was published today at
// the latest (ADR 31). A file that was imported before revises nothing. Errors: unavailable.
[[nodiscard]] base::Result<Classified> classify(
    const db::ObservationStore& store, const ImportedFile& file
);

}  // namespace ladder::api

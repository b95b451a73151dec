// What a bundle holds, read from the journal in one snapshot.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "db/checkpoint_store.hpp"
#include "db/database.hpp"
#include "db/document_store.hpp"
#include "db/observation_store.hpp"
#include "db/reader.hpp"
#include "engine/base/result.hpp"
#include "engine/bundle/format.hpp"
#include "ladder/v1/bundle.pb.h"

namespace ladder::db {

// What is asked for.
struct BundleWish {
    std::string name;                           // a case, procedure, meeting, or decision of a case
    std::optional<base::Instant> known_at;      // none: now, or when the decision was recorded
    std::int64_t tree_size = 0;                 // of the checkpoint that its proofs lead to
    std::optional<StoredCheckpoint> preferred;  // an earlier one, taken if it covers everything
    std::size_t bytes_max = bundle::bundle_bytes_max;
    bool include_documents = false;
    v1::Marking marking_max = v1::MARKING_NOT_PROTECTIVELY_MARKED;
    v1::BundleHead head;  // what the caller knows of it: when, for whom, checkpoint, key, program
};

// Makes bundles. Blocks; safe from many threads.
class BundleSource {
public:
    explicit BundleSource(Database& database)
        : database_(database), observations_(database), documents_(database) {}

    // The file. Memory: the file, and one document or page of figures. It is decided again from
    // what it holds, so nothing can be left out of it. Errors: not_found, also where nothing of it
    // was recorded by that moment, and for a record that the reader does not see; permission_denied
    // if it holds more than they see; resource_exhausted if it would be larger than a bundle may
    // be; unavailable; data_loss.
    [[nodiscard]] base::Result<std::string> make(const Reader& reader, const BundleWish& wish)
        const;

private:
    Database& database_;
    ObservationStore observations_;
    DocumentStore documents_;
};

}  // namespace ladder::db

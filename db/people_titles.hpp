// What people are called, for whoever tells of many: read once, and kept until somebody changes.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "db/database.hpp"
#include "db/people_reader.hpp"
#include "engine/base/dates.hpp"
#include "engine/base/result.hpp"

namespace ladder::db {

// Titles by identifier in lower case (access::key_of): "Jane Smith" of "jane.smith@hmic.example".
// Of several who are called the same the identifier stands behind it: "Jane Smith
// (j.smith@x.example)".
using TitlesByPerson = std::map<std::string, std::string, std::less<>>;

// Safe from many threads. The database must outlive it.
class PeopleTitles {
public:
    explicit PeopleTitles(Database& database) : database_{database}, people_{database} {}

    // Titles as they were known at a moment; none: now. Of whoever was registered later the title
    // of today: an identifier means the same person at all times. Blocks. Errors: unavailable;
    // data_loss.
    [[nodiscard]] base::Result<std::shared_ptr<const TitlesByPerson>> at(
        const std::optional<base::Instant>& moment
    );

private:
    using Kept = std::map<std::optional<base::Instant>, std::shared_ptr<const TitlesByPerson>>;

    base::Result<std::int64_t> newest_position() const;
    base::Result<void> add(TitlesByPerson& titles, const KnownAt& known_at) const;

    Database& database_;
    PeopleReader people_;
    std::mutex mutex_;
    std::int64_t position_ = -1;  // of the change of a person that `kept_` knows last
    Kept kept_;                   // a few moments that were asked for
};

}  // namespace ladder::db

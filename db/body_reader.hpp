// Bodies and their peer groups as they are, or as they were known at a moment.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"
#include "db/known_at.hpp"
#include "db/page.hpp"
#include "engine/base/result.hpp"
#include "ladder/v1/body_service.pb.h"

namespace ladder::db {

// Reads bodies. Blocks; safe from many threads. Errors of all: unavailable; invalid_argument for a
// page.
class BodyReader {
public:
    explicit BodyReader(Database& database) : database_(database) {}

    // Errors: not_found.
    [[nodiscard]] base::Result<v1::Body> get(std::string_view name, const KnownAt& known_at) const;

    // In order of name; `kind` unspecified: all. Pages of 100, at most 1000.
    [[nodiscard]] base::Result<Page<v1::Body>> list(
        v1::BodyKind kind, const PageRequest& page, const KnownAt& known_at
    ) const;

    // Newest first: by effective_from descending, then by name. Pages of 100, at most 1000.
    [[nodiscard]] base::Result<Page<v1::PeerGroupSet>> peer_group_sets(
        const PageRequest& page, const KnownAt& known_at
    ) const;

    // Those of these names as they are now, in no order.
    [[nodiscard]] base::Result<std::vector<v1::Body>> named(const std::vector<std::string>& names
    ) const;

    // The journal position of the event that changed a body last; -1: there is none.
    [[nodiscard]] base::Result<std::int64_t> newest_position() const;

    // All of them, in the same orders.
    [[nodiscard]] base::Result<std::vector<v1::Body>> all(const KnownAt& known_at) const;
    [[nodiscard]] base::Result<std::vector<v1::PeerGroupSet>> all_peer_group_sets(
        const KnownAt& known_at
    ) const;

private:
    Database& database_;
};

}  // namespace ladder::db

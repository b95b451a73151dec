// Published rulesets.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "db/database.hpp"
#include "db/known_at.hpp"
#include "db/page.hpp"
#include "engine/base/result.hpp"
#include "engine/definition/ruleset.hpp"
#include "ladder/v1/ruleset_service.pb.h"

namespace ladder::db {

// Reads rulesets. Blocks; safe from many threads. Errors of all: unavailable; not_found;
// invalid_argument for a page. A version is known from the moment it was published here: rules are
// never history entered later.
class RulesetReader {
public:
    explicit RulesetReader(Database& database);

    // A version ("rulesets/x@1"), the newest version of one ("rulesets/x"), or the newest published
    // of all ("").
    [[nodiscard]] base::Result<v1::Ruleset> get(std::string_view name, const KnownAt& known_at = {})
        const;

    // The name of the newest version of all; empty: none is published.
    [[nodiscard]] base::Result<std::string> newest() const;

    // The same, indexed. A version never changes, so the last few are kept.
    [[nodiscard]] base::Result<std::shared_ptr<const definition::Ruleset>> indexed(
        std::string_view name, const KnownAt& known_at = {}
    ) const;

    // Newest first, their definitions left out. Pages of 100, at most 1000.
    [[nodiscard]] base::Result<Page<v1::Ruleset>> list(
        const PageRequest& page, const KnownAt& known_at = {}
    ) const;

private:
    struct Kept;

    // The name of the version that get() gives.
    [[nodiscard]] base::Result<std::string> version_of(
        std::string_view name, const KnownAt& known_at
    ) const;

    Database& database_;
    std::shared_ptr<Kept> kept_;
};

}  // namespace ladder::db

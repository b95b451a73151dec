// People as they stand, or stood.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "db/database.hpp"
#include "db/known_at.hpp"
#include "db/page.hpp"
#include "engine/base/result.hpp"
#include "ladder/v1/access_service.pb.h"

namespace ladder::db {

// Reads people. All functions block and may be called from many threads; the database must outlive
// the reader. Errors of all: unavailable; data_loss.
class PeopleReader {
public:
    explicit PeopleReader(Database& database) : database_(database) {}

    // By name, "people/a.officer". Errors: not_found.
    [[nodiscard]] base::Result<v1::Person> get(std::string_view name, const KnownAt& known_at)
        const;

    // As they stand now, by identifier, by what an identity provider or a certificate says; nothing
    // if there is none.
    [[nodiscard]] base::Result<std::optional<v1::Person>> by_person(std::string_view person) const;
    [[nodiscard]] base::Result<std::optional<v1::Person>> by_identity(std::string_view identity
    ) const;
    [[nodiscard]] base::Result<std::optional<v1::Person>> by_certificate(
        std::string_view certificate
    ) const;

    // In order of name. Pages of 100, at most 1000. Errors: invalid_argument for the page.
    [[nodiscard]] base::Result<Page<v1::Person>> list(
        const PageRequest& page, const KnownAt& known_at
    ) const;

    // Whether anybody is registered.
    [[nodiscard]] base::Result<bool> any() const;

private:
    base::Result<std::optional<v1::Person>> find(
        const std::string& column, const std::string& value
    ) const;

    Database& database_;
};

}  // namespace ladder::db

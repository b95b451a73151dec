// SOCI's exceptions as our errors. What they say quotes bound values, so it goes no further.
#pragma once

#include <string>

#include <soci/soci.h>

#include "engine/base/result.hpp"

namespace ladder::db {

enum class FailureKind {
    connection_lost,  // the session is of no use; whether the last commit happened is not known
    conflict,         // busy or not serialisable: the same again may work
    not_unique,       // a row with this key is there
    refused,          // no right to do this, or a trigger forbids it
    other,
};

// What went wrong, without any value.
struct Failure {
    FailureKind kind{};
    std::string what;  // the database's own code and the kind, for logs and operators

    // unavailable, aborted or internal.
    base::Error error() const;
};

Failure to_failure(const soci::soci_error& error);

}  // namespace ladder::db

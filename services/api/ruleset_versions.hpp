// What publishing, proposing and approving a ruleset have in common.
#pragma once

#include <string>

#include "db/journal_writer.hpp"
#include "ladder/v1/ruleset_service.pb.h"

namespace ladder::api {

// SHA-256 of its deterministic serialisation.
std::string digest_of(const v1::RulesetDefinition& definition);

// The reasons and the definition as the check finds them. Errors: invalid_argument with a
// FieldViolation, or a TextIssue for each error of the check.
[[nodiscard]] base::Result<void> check_version(
    const std::string& reasons, const v1::RulesetDefinition& definition
);

std::string ruleset_stream(const v1::RulesetDefinition& definition);

// The name that the next published version of it has.
std::string next_version(db::Aggregates& aggregates, const v1::RulesetDefinition& definition);

// The version that says the same already and is the newest of its ruleset; empty: there is none.
std::string standing_version(
    db::Aggregates& aggregates, const v1::RulesetDefinition& definition, const std::string& digest
);

// Who published (or approved) the newest version of a version's ruleset; empty: nobody is known.
std::string publisher_of(db::Aggregates& aggregates, const std::string& version);

// Errors: aborted with StaleEtag if `etag` is given and another version is in force.
[[nodiscard]] base::Result<void> require_in_force(
    db::Aggregates& aggregates, const v1::RulesetDefinition& definition, const std::string& etag
);

// A version as it is answered: its definition is left out.
v1::Ruleset described(
    std::string name,
    const v1::RulesetPublished& published,
    const db::Stamp& stamp,
    const v1::Actor& actor
);

}  // namespace ladder::api

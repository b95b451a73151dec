// What stands around a case or procedure, and the procedures that its decisions have follow.
#pragma once

#include <string_view>

#include "engine/casework/surroundings.hpp"
#include "engine/procedures/procedure.hpp"
#include "engine/record/aggregates.hpp"

namespace ladder::record {

// Looked up where the work will be committed, and only when a condition asks. Borrows the
// aggregates. `case_name` may be empty: there is none.
casework::Surroundings surroundings_of(
    Aggregates& aggregates, std::string_view body, std::string_view case_name
);

// Every procedure, running or ended, that has had the peer deployed, by what is recorded in it.
std::vector<std::string> procedures_deploying(Aggregates& aggregates, std::string_view peer);

using Effects = google::protobuf::RepeatedPtrField<v1::EffectDefinition>;

// What the effects of an act follow from.
struct Starting {
    Aggregates& aggregates;
    command::Context context;  // the ruleset is that of the case or procedure
    std::string_view body;
    const v1::Case* of_case = nullptr;  // null: it stands alone
    procedures::Cause cause;
};

// Adds to the ruling the start of each procedure that the effects ask for: one that fits the body
// and subject, and of which none runs yet.
// Errors: those of procedures::start_by_effect().
[[nodiscard]] base::Result<void> add_started(
    Ruling& ruling, const Effects& effects, const Starting& starting
);

// The same for a decision of a case: what its transition has follow.
[[nodiscard]] base::Result<void> add_started(
    Ruling& ruling,
    const v1::Case& state,
    const v1::Decision& decision,
    const command::Context& context,
    Aggregates& aggregates
);

// The name of a body's next procedure of a definition, for the subject of its case:
// "procedures/gwent-public-letter-2".
std::string next_procedure_name(
    Aggregates& aggregates,
    std::string_view body,
    v1::Subject subject,
    const std::string& definition
);

}  // namespace ladder::record

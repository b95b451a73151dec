// What a procedure is to people, read from its definition: another ruleset's procedure stands where
// its like stands, whatever it is called.
#pragma once

#include <string>
#include <string_view>

#include "engine/definition/ruleset.hpp"
#include "ladder/v1/procedure_service.pb.h"
#include "services/console/visit.hpp"

namespace ladder::console {

enum class ProcedureKind {
    commission,  // tells of peers: support by a team
    referral,    // what a ladder takes in place of a commission
    plan,        // has criteria by which it ends
    letter,      // a letter is written in it, and no statute binds it
    direction,   // a case's way to statutory powers: bound by statute, or beside what is
    other,       // a review, an inspection
};

// `other` for a definition that the ruleset does not have.
ProcedureKind kind_of(const definition::Ruleset& ruleset, std::string_view definition);

// By the version of the rules that the procedure is pinned to.
ProcedureKind kind_of(const Visit& visit, const v1::ProcedureSummary& procedure);

// Where a procedure has its page: "/letters/kent-public-letter-1" of
// "procedures/kent-public-letter-1"; "/procedures/…" where no desk has pages of its own.
std::string procedure_path(ProcedureKind kind, std::string_view name);

// Whether a deadline is the last day of a span that the procedure agrees on: "first day, last day".
bool ends_span(
    const definition::Ruleset& ruleset, std::string_view procedure, std::string_view deadline
);

}  // namespace ladder::console

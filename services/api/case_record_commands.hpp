// Commands beside the decisions of a case: links, remarks, and moving to another ruleset version.
#pragma once

#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/common.pb.h"
#include "services/api/desk.hpp"
#include "services/api/submit.hpp"

namespace ladder::api {

// As the commands of case_commands.hpp.
void link_cases(
    const Desk& writer, const v1::Actor& actor, v1::LinkCasesRequest request, Done done
);
// Also on a procedure.
void add_note(const Desk& writer, const v1::Actor& actor, v1::AddNoteRequest request, Done done);
// Errors: also not_found for the ruleset version.
void migrate_case(
    const Desk& writer, const v1::Actor& actor, v1::MigrateCaseRequest request, Done done
);

}  // namespace ladder::api

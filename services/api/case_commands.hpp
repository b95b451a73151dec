// Commands on cases: each becomes one piece of work for the journal writer.
#pragma once

#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/common.pb.h"
#include "services/api/desk.hpp"
#include "services/api/submit.hpp"

namespace ladder::api {

// Each submits and returns at once; `done` gets the serialised response of the RPC of that name, or
// its error. Errors: those of casework::decide(); not_found for an unknown case or body;
// unauthenticated without an actor; those of JournalWriter::submit().
void open_case(const Desk& writer, const v1::Actor& actor, v1::OpenCaseRequest request, Done done);
void raise_concern(
    const Desk& writer, const v1::Actor& actor, v1::RaiseConcernRequest request, Done done
);
void close_concern(
    const Desk& writer, const v1::Actor& actor, v1::CloseConcernRequest request, Done done
);
void record_fact(
    const Desk& writer, const v1::Actor& actor, v1::RecordFactRequest request, Done done
);
void record_recommendation(
    const Desk& writer, const v1::Actor& actor, v1::RecordRecommendationRequest request, Done done
);
void record_decision(
    const Desk& writer, const v1::Actor& actor, v1::RecordDecisionRequest request, Done done
);
void correct_decision(
    const Desk& writer, const v1::Actor& actor, v1::CorrectDecisionRequest request, Done done
);

}  // namespace ladder::api

// Commands on the registers of peers, publications and assessments.
#pragma once

#include "ladder/v1/assessment_service.pb.h"
#include "ladder/v1/common.pb.h"
#include "ladder/v1/document_service.pb.h"
#include "ladder/v1/peer_service.pb.h"
#include "services/api/desk.hpp"
#include "services/api/submit.hpp"

namespace ladder::api {

// Each submits and returns at once; `done` gets the serialised response of the RPC of that name, or
// its error. Errors: those of registers::decide(); not_found for an unknown record;
// failed_precondition if no ruleset is published; those of JournalWriter::submit().
void register_peer(
    const Desk& writer, const v1::Actor& actor, v1::RegisterPeerRequest request, Done done
);
void update_peer(
    const Desk& writer, const v1::Actor& actor, v1::UpdatePeerRequest request, Done done
);
void publish(const Desk& writer, const v1::Actor& actor, v1::PublishRequest request, Done done);
void withdraw_publication(
    const Desk& writer, const v1::Actor& actor, v1::WithdrawPublicationRequest request, Done done
);
void record_assessments(
    const Desk& writer, const v1::Actor& actor, v1::RecordAssessmentsRequest request, Done done
);
void withdraw_assessment(
    const Desk& writer, const v1::Actor& actor, v1::WithdrawAssessmentRequest request, Done done
);

}  // namespace ladder::api

// The services of the registers.
#include "services/api/register_commands.hpp"
#include "services/api/register_reads.hpp"
#include "services/api/routes_parts.hpp"

namespace ladder::api {

namespace {

// A file of two thousand assessments with long findings.
constexpr std::size_t assessments_bytes_max = std::size_t{8} * 1024 * 1024;

void add_peers(http::ConnectService& service, Application& app, Threads& threads) {
    add_command<v1::RegisterPeerRequest, v1::RegisterPeerResponse>(
        service, "/ladder.v1.PeerService/RegisterPeer", app, threads.database, register_peer
    );
    add_command<v1::UpdatePeerRequest, v1::UpdatePeerResponse>(
        service, "/ladder.v1.PeerService/UpdatePeer", app, threads.database, update_peer
    );
    add_read(service, "/ladder.v1.PeerService/GetPeer", app, threads.database, get_peer);
    add_read(service, "/ladder.v1.PeerService/ListPeers", app, threads.database, list_peers);
    add_read(service, "/ladder.v1.PeerService/GetCapacity", app, threads.database, get_capacity);
}

void add_publications(http::ConnectService& service, Application& app, Threads& threads) {
    add_command<v1::PublishRequest, v1::PublishResponse>(
        service, "/ladder.v1.DocumentService/Publish", app, threads.database, publish
    );
    add_command<v1::WithdrawPublicationRequest, v1::WithdrawPublicationResponse>(
        service,
        "/ladder.v1.DocumentService/WithdrawPublication",
        app,
        threads.database,
        withdraw_publication
    );
    add_read(
        service,
        "/ladder.v1.DocumentService/ListPublications",
        app,
        threads.database,
        list_publications
    );
}

void add_assessments(http::ConnectService& service, Application& app, Threads& threads) {
    add_command<v1::RecordAssessmentsRequest, v1::RecordAssessmentsResponse>(
        service,
        "/ladder.v1.AssessmentService/RecordAssessments",
        app,
        threads.database,
        record_assessments,
        assessments_bytes_max
    );
    add_command<v1::WithdrawAssessmentRequest, v1::WithdrawAssessmentResponse>(
        service,
        "/ladder.v1.AssessmentService/WithdrawAssessment",
        app,
        threads.database,
        withdraw_assessment
    );
    add_read(
        service,
        "/ladder.v1.AssessmentService/ListAssessments",
        app,
        threads.database,
        list_assessments
    );
}

}  // namespace

void add_registers(http::ConnectService& service, Application& app, Threads& threads) {
    add_peers(service, app, threads);
    add_publications(service, app, threads);
    add_assessments(service, app, threads);
    add_read(
        service, "/ladder.v1.RulesetService/ListReferences", app, threads.database, list_references
    );
}

}  // namespace ladder::api

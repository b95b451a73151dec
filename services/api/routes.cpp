#include "services/api/routes.hpp"

#include "services/api/body_commands.hpp"
#include "services/api/case_commands.hpp"
#include "services/api/case_record_commands.hpp"
#include "services/api/evaluation.hpp"
#include "services/api/import.hpp"
#include "services/api/reads.hpp"
#include "services/api/revision_impact.hpp"
#include "services/api/routes_parts.hpp"
#include "services/api/ruleset_commands.hpp"

namespace ladder::api {

namespace {

// An import of 64 MiB in JSON is base64, a third longer.
constexpr std::size_t import_bytes_max = std::size_t{90} * 1024 * 1024;
constexpr std::size_t ruleset_bytes_max = std::size_t{8} * 1024 * 1024;

void add_bodies(http::ConnectService& service, Application& app, Threads& threads) {
    add_command<v1::RegisterBodiesRequest, v1::RegisterBodiesResponse>(
        service, "/ladder.v1.BodyService/RegisterBodies", app, threads.database, register_bodies
    );
    add_command<v1::RecordPeerGroupsRequest, v1::RecordPeerGroupsResponse>(
        service,
        "/ladder.v1.BodyService/RecordPeerGroups",
        app,
        threads.database,
        record_peer_groups
    );
    add_read(service, "/ladder.v1.BodyService/GetBody", app, threads.database, get_body);
    add_read(service, "/ladder.v1.BodyService/ListBodies", app, threads.database, list_bodies);
    add_read(
        service, "/ladder.v1.BodyService/ListPeerGroups", app, threads.database, list_peer_groups
    );
}

void add_cases(http::ConnectService& service, Application& app, Threads& threads) {
    add_command<v1::OpenCaseRequest, v1::OpenCaseResponse>(
        service, "/ladder.v1.CaseService/OpenCase", app, threads.database, open_case
    );
    add_command<v1::RaiseConcernRequest, v1::RaiseConcernResponse>(
        service, "/ladder.v1.CaseService/RaiseConcern", app, threads.database, raise_concern
    );
    add_command<v1::CloseConcernRequest, v1::CloseConcernResponse>(
        service, "/ladder.v1.CaseService/CloseConcern", app, threads.database, close_concern
    );
    add_command<v1::RecordFactRequest, v1::RecordFactResponse>(
        service, "/ladder.v1.CaseService/RecordFact", app, threads.database, record_fact
    );
    add_command<v1::RecordRecommendationRequest, v1::RecordRecommendationResponse>(
        service,
        "/ladder.v1.CaseService/RecordRecommendation",
        app,
        threads.database,
        record_recommendation
    );
    add_command<v1::RecordDecisionRequest, v1::RecordDecisionResponse>(
        service, "/ladder.v1.CaseService/RecordDecision", app, threads.database, record_decision
    );
    add_command<v1::CorrectDecisionRequest, v1::CorrectDecisionResponse>(
        service, "/ladder.v1.CaseService/CorrectDecision", app, threads.database, correct_decision
    );
    add_command<v1::LinkCasesRequest, v1::LinkCasesResponse>(
        service, "/ladder.v1.CaseService/LinkCases", app, threads.database, link_cases
    );
    add_command<v1::AddNoteRequest, v1::AddNoteResponse>(
        service, "/ladder.v1.CaseService/AddNote", app, threads.database, add_note
    );
    add_command<v1::MigrateCaseRequest, v1::MigrateCaseResponse>(
        service, "/ladder.v1.CaseService/MigrateCase", app, threads.database, migrate_case
    );
    add_read(service, "/ladder.v1.CaseService/GetCase", app, threads.database, get_case);
    add_read(service, "/ladder.v1.CaseService/ListCases", app, threads.database, list_cases);
    add_read(
        service, "/ladder.v1.CaseService/ListCaseEvents", app, threads.database, list_case_events
    );
    add_read(
        service, "/ladder.v1.CaseService/ListProposals", app, threads.database, list_proposals
    );
}

void add_import(http::ConnectService& service, Application& app, Threads& threads) {
    add_blocking_command<v1::ImportObservationsRequest, v1::ImportObservationsResponse>(
        service,
        "/ladder.v1.IndicatorService/ImportObservations",
        app,
        threads.imports,
        [](const View& view,
           const access::Caller& caller,
           const v1::ImportObservationsRequest& request,
           const http::Answer<v1::ImportObservationsResponse>& answer) {
            answer.send_bytes(import_observations(view, caller.actor(), request));
        },
        import_bytes_max
    );
}

void add_indicators(http::ConnectService& service, Application& app, Threads& threads) {
    add_read(
        service,
        "/ladder.v1.IndicatorService/ListIndicators",
        app,
        threads.database,
        list_indicators
    );
    add_read(
        service,
        "/ladder.v1.IndicatorService/ListObservations",
        app,
        threads.database,
        list_observations
    );
    add_read(
        service,
        "/ladder.v1.IndicatorService/ListQuarantinedRows",
        app,
        threads.database,
        list_quarantined_rows
    );
    add_read(
        service,
        "/ladder.v1.IndicatorService/GetControlChart",
        app,
        threads.database,
        get_control_chart
    );
    add_read(
        service, "/ladder.v1.IndicatorService/ComparePeers", app, threads.database, compare_peers
    );
    add_read(
        service, "/ladder.v1.IndicatorService/ListStandings", app, threads.database, list_standings
    );
    add_read(
        service, "/ladder.v1.IndicatorService/ListRevisions", app, threads.database, list_revisions
    );
    add_read(
        service, "/ladder.v1.IndicatorService/ListImports", app, threads.database, list_imports
    );
    add_import(service, app, threads);
}

void add_evaluations(http::ConnectService& service, Application& app, Threads& threads) {
    add_submitted_command<v1::EvaluateRequest, v1::EvaluateResponse>(
        service, "/ladder.v1.EvaluationService/Evaluate", app, threads.database, evaluate
    );
    add_read(service, "/ladder.v1.EvaluationService/Judge", app, threads.database, judge);
    add_read(
        service,
        "/ladder.v1.EvaluationService/ListRevisionImpacts",
        app,
        threads.database,
        list_revision_impacts
    );
}

void add_rulesets(http::ConnectService& service, Application& app, Threads& threads) {
    add_command<v1::PublishRulesetRequest, v1::PublishRulesetResponse>(
        service,
        "/ladder.v1.RulesetService/PublishRuleset",
        app,
        threads.database,
        publish_ruleset,
        ruleset_bytes_max
    );
    add_command<v1::ProposeRulesetRequest, v1::ProposeRulesetResponse>(
        service,
        "/ladder.v1.RulesetService/ProposeRuleset",
        app,
        threads.database,
        propose_ruleset,
        ruleset_bytes_max
    );
    add_command<v1::ApproveRulesetRequest, v1::ApproveRulesetResponse>(
        service, "/ladder.v1.RulesetService/ApproveRuleset", app, threads.database, approve_ruleset
    );
    add_command<v1::WithdrawRulesetProposalRequest, v1::WithdrawRulesetProposalResponse>(
        service,
        "/ladder.v1.RulesetService/WithdrawRulesetProposal",
        app,
        threads.database,
        withdraw_ruleset_proposal
    );
    add_read(
        service,
        "/ladder.v1.RulesetService/GetRulesetProposal",
        app,
        threads.database,
        get_ruleset_proposal
    );
    add_read(
        service,
        "/ladder.v1.RulesetService/ListRulesetProposals",
        app,
        threads.database,
        list_ruleset_proposals
    );
    add_read(service, "/ladder.v1.RulesetService/GetRuleset", app, threads.database, get_ruleset);
    add_read(
        service, "/ladder.v1.RulesetService/ListRulesets", app, threads.database, list_rulesets
    );
}

}  // namespace

void add_routes(http::Router& router, Application& app, Threads threads) {
    http::ConnectService service{router};
    add_bodies(service, app, threads);
    add_cases(service, app, threads);
    add_indicators(service, app, threads);
    add_evaluations(service, app, threads);
    add_rulesets(service, app, threads);
    add_procedures(service, app, threads);
    add_registers(service, app, threads);
    add_tasks(service, app, threads);
    add_documents(service, router, app, threads);
    add_meetings(service, app, threads);
    add_audit(service, app, threads);
    add_reports(service, app, threads);
    add_bundles(service, app, threads);
    add_access(service, app, threads);
}

}  // namespace ladder::api

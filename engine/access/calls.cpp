#include "engine/access/calls.hpp"

#include <algorithm>
#include <array>

namespace ladder::access {

namespace {

// clang-format off
constexpr std::array rules{
    CallRule{"/ladder.v1.AccessService/WhoAmI", CallKind::open},
    CallRule{"/ladder.v1.AccessService/RegisterPerson", CallKind::keep},
    CallRule{"/ladder.v1.AccessService/ChangePerson", CallKind::keep},
    CallRule{"/ladder.v1.AccessService/GetPerson", CallKind::keep},
    CallRule{"/ladder.v1.AccessService/ListPeople", CallKind::keep},
    CallRule{"/ladder.v1.AccessService/InvitePerson", CallKind::keep},
    CallRule{"/ladder.v1.AccessService/CreateToken", CallKind::change},
    CallRule{"/ladder.v1.AccessService/ListTokens", CallKind::open},
    CallRule{"/ladder.v1.AccessService/RevokeToken", CallKind::change},
    CallRule{"/ladder.v1.AccessService/SignOutEverywhere", CallKind::change},
    CallRule{"/ladder.v1.AccessService/WhoCouldSee", CallKind::audit, v1::RECORD_KIND_AUDIT},
    CallRule{"/ladder.v1.AccessService/ListAccessRecords", CallKind::audit, v1::RECORD_KIND_AUDIT},
    CallRule{"/ladder.v1.AssessmentService/RecordAssessments", CallKind::act, v1::RECORD_KIND_ASSESSMENT, v1::PERMISSION_RECORD_ASSESSMENT},
    CallRule{"/ladder.v1.AssessmentService/WithdrawAssessment", CallKind::act, v1::RECORD_KIND_ASSESSMENT, v1::PERMISSION_RECORD_ASSESSMENT},
    CallRule{"/ladder.v1.AssessmentService/ListAssessments", CallKind::read, v1::RECORD_KIND_ASSESSMENT},
    CallRule{"/ladder.v1.AuditService/GetCheckpoint", CallKind::open},
    CallRule{"/ladder.v1.AuditService/ListCheckpoints", CallKind::open},
    CallRule{"/ladder.v1.AuditService/AddCosignature", CallKind::change},
    CallRule{"/ladder.v1.AuditService/GetInclusionProof", CallKind::read},
    CallRule{"/ladder.v1.AuditService/GetConsistencyProof", CallKind::open},
    CallRule{"/ladder.v1.AuditService/ListJournal", CallKind::read},
    CallRule{"/ladder.v1.AuditService/DestroyContent", CallKind::act, v1::RECORD_KIND_UNSPECIFIED, v1::PERMISSION_DESTROY_CONTENT},
    CallRule{"/ladder.v1.AuditService/ListDestructions", CallKind::read},
    CallRule{"/ladder.v1.AuditService/GetVerification", CallKind::open},
    CallRule{"/ladder.v1.AuditService/ExportBundle", CallKind::take_away, v1::RECORD_KIND_UNSPECIFIED, v1::PERMISSION_EXPORT},
    CallRule{"/ladder.v1.BodyService/RegisterBodies", CallKind::act, v1::RECORD_KIND_REGISTER, v1::PERMISSION_REGISTER},
    CallRule{"/ladder.v1.BodyService/GetBody", CallKind::open, v1::RECORD_KIND_REGISTER},
    CallRule{"/ladder.v1.BodyService/ListBodies", CallKind::open, v1::RECORD_KIND_REGISTER},
    CallRule{"/ladder.v1.BodyService/RecordPeerGroups", CallKind::act, v1::RECORD_KIND_REGISTER, v1::PERMISSION_REGISTER},
    CallRule{"/ladder.v1.BodyService/ListPeerGroups", CallKind::open, v1::RECORD_KIND_REGISTER},
    CallRule{"/ladder.v1.CaseService/OpenCase", CallKind::act, v1::RECORD_KIND_CASE, v1::PERMISSION_OPEN_CASE},
    CallRule{"/ladder.v1.CaseService/GetCase", CallKind::read, v1::RECORD_KIND_CASE},
    CallRule{"/ladder.v1.CaseService/ListCases", CallKind::read, v1::RECORD_KIND_CASE},
    CallRule{"/ladder.v1.CaseService/ListCaseEvents", CallKind::read, v1::RECORD_KIND_CASE},
    CallRule{"/ladder.v1.CaseService/ListProposals", CallKind::read, v1::RECORD_KIND_DELIBERATION},
    CallRule{"/ladder.v1.CaseService/RaiseConcern", CallKind::act, v1::RECORD_KIND_CASE, v1::PERMISSION_RAISE_CONCERN},
    CallRule{"/ladder.v1.CaseService/CloseConcern", CallKind::act, v1::RECORD_KIND_CASE, v1::PERMISSION_RAISE_CONCERN},
    CallRule{"/ladder.v1.CaseService/RecordFact", CallKind::act, v1::RECORD_KIND_CASE, v1::PERMISSION_RECORD_FACT},
    CallRule{"/ladder.v1.CaseService/RecordRecommendation", CallKind::act, v1::RECORD_KIND_CASE, v1::PERMISSION_RECOMMEND},
    CallRule{"/ladder.v1.CaseService/RecordDecision", CallKind::act, v1::RECORD_KIND_CASE},
    CallRule{"/ladder.v1.CaseService/CorrectDecision", CallKind::act, v1::RECORD_KIND_CASE},
    CallRule{"/ladder.v1.CaseService/LinkCases", CallKind::act, v1::RECORD_KIND_CASE, v1::PERMISSION_OPEN_CASE},
    CallRule{"/ladder.v1.CaseService/AddNote", CallKind::act, v1::RECORD_KIND_CASE},
    CallRule{"/ladder.v1.CaseService/MigrateCase", CallKind::act, v1::RECORD_KIND_CASE, v1::PERMISSION_MIGRATE},
    CallRule{"/ladder.v1.DocumentService/AddDocument", CallKind::act, v1::RECORD_KIND_DOCUMENT, v1::PERMISSION_ADD_DOCUMENT},
    CallRule{"/ladder.v1.DocumentService/WriteLetter", CallKind::act, v1::RECORD_KIND_DOCUMENT, v1::PERMISSION_ADD_DOCUMENT},
    CallRule{"/ladder.v1.DocumentService/ChangeMarking", CallKind::act, v1::RECORD_KIND_DOCUMENT, v1::PERMISSION_ADD_DOCUMENT},
    CallRule{"/ladder.v1.DocumentService/GetDocument", CallKind::read, v1::RECORD_KIND_DOCUMENT},
    CallRule{"/ladder.v1.DocumentService/GetContent", CallKind::take_away, v1::RECORD_KIND_DOCUMENT},
    CallRule{"/ladder.v1.DocumentService/ListDocuments", CallKind::read, v1::RECORD_KIND_DOCUMENT},
    CallRule{"/ladder.v1.DocumentService/Publish", CallKind::act, v1::RECORD_KIND_PUBLICATION, v1::PERMISSION_PUBLISH},
    CallRule{"/ladder.v1.DocumentService/WithdrawPublication", CallKind::act, v1::RECORD_KIND_PUBLICATION, v1::PERMISSION_PUBLISH},
    CallRule{"/ladder.v1.DocumentService/ListPublications", CallKind::read, v1::RECORD_KIND_PUBLICATION},
    CallRule{"/ladder.v1.EvaluationService/Evaluate", CallKind::act, v1::RECORD_KIND_FIGURE, v1::PERMISSION_EVALUATE},
    CallRule{"/ladder.v1.EvaluationService/ListRevisionImpacts", CallKind::read, v1::RECORD_KIND_FIGURE},
    CallRule{"/ladder.v1.EvaluationService/Judge", CallKind::read, v1::RECORD_KIND_FIGURE},
    CallRule{"/ladder.v1.IndicatorService/ListIndicators", CallKind::open, v1::RECORD_KIND_REGISTER},
    CallRule{"/ladder.v1.IndicatorService/ImportObservations", CallKind::act, v1::RECORD_KIND_FIGURE, v1::PERMISSION_IMPORT},
    CallRule{"/ladder.v1.IndicatorService/ListObservations", CallKind::read, v1::RECORD_KIND_FIGURE},
    CallRule{"/ladder.v1.IndicatorService/GetControlChart", CallKind::read, v1::RECORD_KIND_FIGURE},
    CallRule{"/ladder.v1.IndicatorService/ComparePeers", CallKind::read, v1::RECORD_KIND_FIGURE},
    CallRule{"/ladder.v1.IndicatorService/ListStandings", CallKind::read, v1::RECORD_KIND_FIGURE},
    CallRule{"/ladder.v1.IndicatorService/ListRevisions", CallKind::read, v1::RECORD_KIND_FIGURE},
    CallRule{"/ladder.v1.IndicatorService/ListImports", CallKind::read, v1::RECORD_KIND_FIGURE},
    CallRule{"/ladder.v1.IndicatorService/ListQuarantinedRows", CallKind::read, v1::RECORD_KIND_FIGURE},
    CallRule{"/ladder.v1.MeetingService/PlanMeeting", CallKind::act, v1::RECORD_KIND_MEETING, v1::PERMISSION_RUN_MEETING},
    CallRule{"/ladder.v1.MeetingService/ProposeAgenda", CallKind::read, v1::RECORD_KIND_MEETING},
    CallRule{"/ladder.v1.MeetingService/SetAgenda", CallKind::act, v1::RECORD_KIND_MEETING, v1::PERMISSION_RUN_MEETING},
    CallRule{"/ladder.v1.MeetingService/FreezePack", CallKind::act, v1::RECORD_KIND_MEETING, v1::PERMISSION_RUN_MEETING},
    CallRule{"/ladder.v1.MeetingService/RecordAttendance", CallKind::act, v1::RECORD_KIND_MEETING, v1::PERMISSION_RUN_MEETING},
    CallRule{"/ladder.v1.MeetingService/RecordRecusal", CallKind::act, v1::RECORD_KIND_MEETING, v1::PERMISSION_RUN_MEETING},
    CallRule{"/ladder.v1.MeetingService/RecordOutcome", CallKind::act, v1::RECORD_KIND_MEETING, v1::PERMISSION_RUN_MEETING},
    CallRule{"/ladder.v1.MeetingService/CloseMeeting", CallKind::act, v1::RECORD_KIND_MEETING, v1::PERMISSION_RUN_MEETING},
    CallRule{"/ladder.v1.MeetingService/CancelMeeting", CallKind::act, v1::RECORD_KIND_MEETING, v1::PERMISSION_RUN_MEETING},
    CallRule{"/ladder.v1.MeetingService/CorrectMinutes", CallKind::act, v1::RECORD_KIND_MEETING, v1::PERMISSION_RUN_MEETING},
    CallRule{"/ladder.v1.MeetingService/GetMeeting", CallKind::read, v1::RECORD_KIND_MEETING},
    CallRule{"/ladder.v1.MeetingService/ListMeetings", CallKind::read, v1::RECORD_KIND_MEETING},
    CallRule{"/ladder.v1.PeerService/RegisterPeer", CallKind::act, v1::RECORD_KIND_PEER, v1::PERMISSION_KEEP_PEERS},
    CallRule{"/ladder.v1.PeerService/UpdatePeer", CallKind::act, v1::RECORD_KIND_PEER, v1::PERMISSION_KEEP_PEERS},
    CallRule{"/ladder.v1.PeerService/GetPeer", CallKind::read, v1::RECORD_KIND_PEER},
    CallRule{"/ladder.v1.PeerService/ListPeers", CallKind::read, v1::RECORD_KIND_PEER},
    CallRule{"/ladder.v1.PeerService/GetCapacity", CallKind::read, v1::RECORD_KIND_PEER},
    CallRule{"/ladder.v1.ProcedureService/StartProcedure", CallKind::act, v1::RECORD_KIND_PROCEDURE},
    CallRule{"/ladder.v1.ProcedureService/GetProcedure", CallKind::read, v1::RECORD_KIND_PROCEDURE},
    CallRule{"/ladder.v1.ProcedureService/ListProcedures", CallKind::read, v1::RECORD_KIND_PROCEDURE},
    CallRule{"/ladder.v1.ProcedureService/ListProcedureEvents", CallKind::read, v1::RECORD_KIND_PROCEDURE},
    CallRule{"/ladder.v1.ProcedureService/RecordEntry", CallKind::act, v1::RECORD_KIND_PROCEDURE},
    CallRule{"/ladder.v1.ProcedureService/WithdrawEntry", CallKind::act, v1::RECORD_KIND_PROCEDURE},
    CallRule{"/ladder.v1.ProcedureService/TakeStep", CallKind::act, v1::RECORD_KIND_PROCEDURE},
    CallRule{"/ladder.v1.ReportService/RunReport", CallKind::take_away},
    CallRule{"/ladder.v1.RulesetService/PublishRuleset", CallKind::act, v1::RECORD_KIND_REGISTER, v1::PERMISSION_PUBLISH_RULESET},
    CallRule{"/ladder.v1.RulesetService/ProposeRuleset", CallKind::act, v1::RECORD_KIND_DELIBERATION, v1::PERMISSION_PUBLISH_RULESET},
    CallRule{"/ladder.v1.RulesetService/ApproveRuleset", CallKind::act, v1::RECORD_KIND_DELIBERATION, v1::PERMISSION_PUBLISH_RULESET},
    CallRule{"/ladder.v1.RulesetService/WithdrawRulesetProposal", CallKind::act, v1::RECORD_KIND_DELIBERATION, v1::PERMISSION_PUBLISH_RULESET},
    CallRule{"/ladder.v1.RulesetService/GetRulesetProposal", CallKind::read, v1::RECORD_KIND_DELIBERATION},
    CallRule{"/ladder.v1.RulesetService/ListRulesetProposals", CallKind::read, v1::RECORD_KIND_DELIBERATION},
    CallRule{"/ladder.v1.RulesetService/GetRuleset", CallKind::open, v1::RECORD_KIND_REGISTER},
    CallRule{"/ladder.v1.RulesetService/ListReferences", CallKind::open, v1::RECORD_KIND_REGISTER},
    CallRule{"/ladder.v1.RulesetService/ListRulesets", CallKind::open, v1::RECORD_KIND_REGISTER},
    CallRule{"/ladder.v1.TaskService/ListDeadlines", CallKind::read, v1::RECORD_KIND_DIARY},
    CallRule{"/ladder.v1.TaskService/ListTasks", CallKind::read, v1::RECORD_KIND_DIARY},
    CallRule{"/ladder.v1.TaskService/SetDeadline", CallKind::act, v1::RECORD_KIND_DIARY, v1::PERMISSION_KEEP_DIARY},
    CallRule{"/ladder.v1.TaskService/ChangeDeadline", CallKind::act, v1::RECORD_KIND_DIARY, v1::PERMISSION_KEEP_DIARY},
    CallRule{"/ladder.v1.TaskService/OpenTask", CallKind::act, v1::RECORD_KIND_DIARY, v1::PERMISSION_KEEP_DIARY},
    CallRule{"/ladder.v1.TaskService/ChangeTask", CallKind::act, v1::RECORD_KIND_DIARY},
};
// clang-format on

}  // namespace

std::span<const CallRule> call_rules() {
    return rules;
}

const CallRule* find_call_rule(std::string_view procedure) {
    const auto found = std::find_if(rules.begin(), rules.end(), [&](const CallRule& rule) {
        return rule.procedure == procedure;
    });
    return found == rules.end() ? nullptr : &*found;
}

}  // namespace ladder::access

// Which procedures the matrix is tried with over HTTP, and on which record of a column.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace ladder::e2e::access_matrix_test {

// The records of a column.
struct Records {
    std::string case_name;
    std::string procedure;
    std::string meeting;
    std::string document;
    std::string assessment;
};

struct Named {
    const char* procedure;
    std::string Records::*of;
    const char* field = "name";
};

// Reads of one record, which answer not_found to whoever does not see it.
inline constexpr Named reads[]{
    {"CaseService/GetCase", &Records::case_name},
    {"CaseService/ListCaseEvents", &Records::case_name},
    {"ProcedureService/GetProcedure", &Records::procedure},
    {"ProcedureService/ListProcedureEvents", &Records::procedure},
    {"MeetingService/GetMeeting", &Records::meeting},
    {"MeetingService/ProposeAgenda", &Records::meeting},
    {"DocumentService/GetDocument", &Records::document},
    {"DocumentService/GetContent", &Records::document},
};

// Lists that hold the record where it is seen.
inline constexpr Named lists[]{
    {"CaseService/ListCases", &Records::case_name},
    {"ProcedureService/ListProcedures", &Records::procedure},
    {"MeetingService/ListMeetings", &Records::meeting},
    {"DocumentService/ListDocuments", &Records::document},
};

// Acts on one record: not_found to whoever does not see it, permission_denied to a role that may
// not. Of MigrateCase, which looks for the ruleset first, both say not_found.
inline constexpr Named acts[]{
    {"CaseService/RaiseConcern", &Records::case_name},
    {"CaseService/CloseConcern", &Records::case_name},
    {"CaseService/RecordFact", &Records::case_name},
    {"CaseService/RecordRecommendation", &Records::case_name},
    {"CaseService/RecordDecision", &Records::case_name},
    {"CaseService/CorrectDecision", &Records::case_name},
    {"CaseService/LinkCases", &Records::case_name},
    {"CaseService/AddNote", &Records::case_name},
    {"ProcedureService/RecordEntry", &Records::procedure},
    {"ProcedureService/WithdrawEntry", &Records::procedure},
    {"ProcedureService/TakeStep", &Records::procedure},
    {"MeetingService/SetAgenda", &Records::meeting},
    {"MeetingService/FreezePack", &Records::meeting},
    {"MeetingService/RecordAttendance", &Records::meeting},
    {"MeetingService/RecordRecusal", &Records::meeting},
    {"MeetingService/RecordOutcome", &Records::meeting},
    {"MeetingService/CloseMeeting", &Records::meeting},
    {"MeetingService/CancelMeeting", &Records::meeting},
    {"MeetingService/CorrectMinutes", &Records::meeting},
    {"DocumentService/ChangeMarking", &Records::document},
    {"TaskService/OpenTask", &Records::case_name, "parent"},
    {"TaskService/SetDeadline", &Records::case_name, "parent"},
};

// In the matrix as computed, and not called here: they are of people and rights, of figures, peers,
// judgements of others and the whole record, or they make a record or act within one.
inline const std::set<std::string_view> not_called{
    "AccessService/RegisterPerson",
    "AccessService/ChangePerson",
    "AccessService/GetPerson",
    "AccessService/ListPeople",
    "AccessService/InvitePerson",
    "AccessService/WhoCouldSee",
    "AccessService/ListAccessRecords",
    "AssessmentService/RecordAssessments",
    "AssessmentService/WithdrawAssessment",
    "AssessmentService/ListAssessments",
    "AuditService/GetInclusionProof",
    "AuditService/ListJournal",
    "AuditService/DestroyContent",
    "AuditService/ListDestructions",
    "AuditService/ExportBundle",
    "BodyService/RegisterBodies",
    "BodyService/RecordPeerGroups",
    "CaseService/OpenCase",
    "CaseService/ListProposals",
    "CaseService/MigrateCase",
    "DocumentService/AddDocument",
    "DocumentService/WriteLetter",
    "DocumentService/Publish",
    "DocumentService/WithdrawPublication",
    "DocumentService/ListPublications",
    "EvaluationService/Evaluate",
    "EvaluationService/ListRevisionImpacts",
    "EvaluationService/Judge",
    "IndicatorService/ImportObservations",
    "IndicatorService/ListObservations",
    "IndicatorService/GetControlChart",
    "IndicatorService/ComparePeers",
    "IndicatorService/ListStandings",
    "IndicatorService/ListRevisions",
    "IndicatorService/ListImports",
    "IndicatorService/ListQuarantinedRows",
    "MeetingService/PlanMeeting",
    "PeerService/RegisterPeer",
    "PeerService/UpdatePeer",
    "PeerService/GetPeer",
    "PeerService/ListPeers",
    "PeerService/GetCapacity",
    "ProcedureService/StartProcedure",
    "ReportService/RunReport",
    "RulesetService/PublishRuleset",
    "RulesetService/ProposeRuleset",
    "RulesetService/ApproveRuleset",
    "RulesetService/WithdrawRulesetProposal",
    "RulesetService/GetRulesetProposal",
    "RulesetService/ListRulesetProposals",
    "TaskService/ListDeadlines",
    "TaskService/ListTasks",
    "TaskService/ChangeDeadline",
    "TaskService/ChangeTask",
};

}  // namespace ladder::e2e::access_matrix_test

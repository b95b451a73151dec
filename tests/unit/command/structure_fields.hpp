// The text fields of events that are no free text: what folds, look-ups and gates go by, and what
// the rules themselves wrote. A new field of an event belongs here or into free_text.cpp: whoever
// adds it decides.
#pragma once

#include <set>
#include <string>

namespace ladder::command {

// clang-format off
inline const std::set<std::string> structure_fields{
    "Actor.capacity", "Actor.person", "AgendaItem.case_name", "AgendaItem.id", "AgendaItem.sources",
    "Assessment.area", "Assessment.assessed_on", "Assessment.body", "Assessment.definition",
    "Assessment.etag", "Assessment.grade", "Assessment.name", "Assessment.published_on",
    "Assessment.report", "Assessment.withdrawn_on", "AssessmentWithdrawn.effective_on",
    "Attendance.organisation", "Body.etag", "Body.monitored_by", "Body.name", "Body.ons_code",
    "Body.region", "Body.short_title", "Body.title", "Body.welsh_title", "BodyRelation.body",
    "BodyRelation.from", "BodyRelation.to", "CaseEvaluated.evaluation", "CaseEvaluated.period_end",
    "CaseLinked.other", "CaseMigrated.ruleset", "CaseOpened.body", "CaseOpened.effective_on",
    "CaseOpened.ladder", "CaseOpened.previous_case", "CaseOpened.ruleset", "CaseOpened.stage",
    "CaseUnlinked.other", "ChartPoint.rebase_reason", "ConcernClosed.effective_on",
    "ConcernClosed.id", "ConcernRaised.domain", "ConcernRaised.effective_on", "ConcernRaised.id",
    "ControlChart.body", "ControlChart.indicator", "ControlChart.method",
    "ControlChart.not_charted_reason", "ControlChart.unit", "ControlChart.warnings",
    "Counterfactual.clause", "Counterfactual.text", "DateRange.from", "DateRange.to",
    "Deadline.body", "Deadline.calendar", "Deadline.definition", "Deadline.due_on",
    "Deadline.due_soon_on", "Deadline.ended_on", "Deadline.from_on", "Deadline.id", "Deadline.key",
    "Deadline.legal_basis", "Deadline.parent", "Deadline.paused_on", "Deadline.set_by",
    "DeadlineChange.due_after", "DeadlineChange.due_before", "DeadlineChange.effective_on", "DeadlineChange.what",
    "DeadlineChanged.calendar", "DeadlineChanged.due_soon_on", "DeadlineChanged.id",
    "DeadlineEnded.effective_on", "DeadlineEnded.id", "DeadlineFired.due_on", "DeadlineFired.id",
    "Decision.basis", "Decision.effective_on", "Decision.from_stage", "Decision.id",
    "Decision.known_on", "Decision.next_review_on", "Decision.ruleset", "Decision.superseded_by",
    "Decision.supersedes", "Decision.to_stage", "Document.about", "Document.dated", "Document.etag",
    "Document.kind", "Document.letter", "Document.name", "Document.ruleset", "DocumentPart.digest",
    "DocumentPart.id", "DocumentPart.media_type", "Entry.at_stage", "Entry.effective_on",
    "Entry.expires_on", "Entry.id", "Entry.key", "Entry.record", "Entry.withdrawn_on",
    "EntryWithdrawn.effective_on", "EntryWithdrawn.id", "EvaluationRun.name",
    "EvaluationRun.period_end", "EvaluationRun.ruleset", "Explanation.clause", "Explanation.text",
    "FactRecorded.effective_on", "FactRecorded.fact", "FactRecorded.id", "FactWithdrawn.id",
    "FieldValue.field", "FunnelLimits.method", "GateOutcome.gate", "GateOverride.gate",
    "Input.body", "Input.indicator", "Input.period_end", "Input.published_on", "ItemAction.body",
    "ItemAction.due_on", "ItemAction.role", "ItemDecision.case_name", "ItemDecision.recorded",
    "Judgement.body", "Judgement.group", "Judgement.indicator", "Judgement.method",
    "Judgement.not_comparable_reason", "Judgement.peers", "Judgement.period_end", "Judgement.unit",
    "MarkingChange.part", "MeetingClosed.effective_on", "MeetingClosed.recorded",
    "MeetingPlanned.held_on", "MeetingPlanned.kind", "MeetingPlanned.ruleset", "Note.effective_on",
    "Note.id", "ObservationsImported.file_digest", "ObservationsImported.import",
    "ObservationsImported.layout", "ObservationsImported.observations_digest",
    "OutcomeRecorded.item", "Pack.digest", "Peer.accredited_by", "Peer.accredited_from",
    "Peer.accredited_to", "Peer.etag", "Peer.home_force", "Peer.left_on", "Peer.name",
    "PeerGroup.body", "PeerGroup.peers", "PeerGroupSet.effective_from", "PeerGroupSet.effective_to",
    "PeerGroupSet.etag", "PeerGroupSet.group", "PeerGroupSet.method", "PeerGroupSet.name",
    "ProcedureStarted.body", "ProcedureStarted.case_name", "ProcedureStarted.definition",
    "ProcedureStarted.effective_on", "ProcedureStarted.follows", "ProcedureStarted.ruleset",
    "ProcedureStarted.stage", "ProposalSettlement.proposal", "Publication.audience",
    "Publication.body", "Publication.etag", "Publication.name", "Publication.of",
    "Publication.published_on", "Publication.publisher", "Publication.withdrawn_on",
    "PublicationWithdrawn.effective_on", "RecommendationRecorded.effective_on",
    "RecommendationRecorded.id", "RecommendationRecorded.to_stage", "RecordDecisionRequest.basis",
    "RecordDecisionRequest.effective_on", "RecordDecisionRequest.etag",
    "RecordDecisionRequest.known_on", "RecordDecisionRequest.name",
    "RecordDecisionRequest.next_review_on", "RecordDecisionRequest.request_id",
    "RecordDecisionRequest.to_stage", "Recusal.person", "RecusalRecorded.item",
    "ResponsibleAuthority.from", "ResponsibleAuthority.id", "ResponsibleAuthority.kind",
    "ResponsibleAuthority.title", "ResponsibleAuthority.to", "RulesetMapping.from",
    "RulesetMapping.of", "RulesetMapping.to", "Step.basis", "Step.effective_on", "Step.from_stage",
    "Step.id", "Step.known_on", "Step.to_stage", "StepTaken.outcome", "Task.body", "Task.done_on",
    "Task.due_on", "Task.id", "Task.owner", "Task.parent", "Task.raised_by", "Task.role",
    "TaskChange.owner", "TaskChange.what", "TaskChanged.effective_on", "TaskChanged.id",
    "TaskChanged.owner", "TaskChanged.what", "TriggerCleared.evaluation", "TriggerCleared.id",
    "TriggerCleared.period_end", "TriggerRaised.evaluation", "TriggerRaised.id",
    "TriggerRaised.indicator", "TriggerRaised.period_end", "TriggerRaised.proposes",
    "TriggerRaised.ruleset", "TriggerRaised.trigger",
};
// clang-format on

}  // namespace ladder::command

// The list of free texts, and the walk that blanks them.
#include "engine/command/free_text.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <type_traits>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/base/dates.hpp"

namespace ladder::command {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// "Message.field" of ladder.v1.
constexpr std::array<std::string_view, 73> free_texts{
    "AgendaItem.title",
    "Assessment.finding",
    "Assessment.withdrawn_because",
    "AssessmentWithdrawn.reasons",
    "CaseLinked.reasons",
    "CaseOpened.reasons",
    "CaseUnlinked.reasons",
    "Clearance.vetted_by",
    "ConcernClosed.reasons",
    "ConcernRaised.evidence",
    "ConcernRaised.title",
    "Deadline.ended_because",
    "Deadline.title",
    "DeadlineChange.reason",
    "DeadlineEnded.reasons",
    "Decision.evidence",
    "Decision.exceptional_reason",
    "Decision.reasons",
    "Document.title",
    "DocumentPart.file_name",
    "DocumentPart.title",
    "Entry.evidence",
    "Entry.note",
    "Entry.withdrawn_because",
    "EntryWithdrawn.reasons",
    "FactRecorded.evidence",
    "FactRecorded.note",
    "FactWithdrawn.note",
    "FieldValue.value",
    "GateOutcome.override_reason",
    "GateOverride.reason",
    "ItemAction.title",
    "ItemOutcome.note",
    "MarkingChange.reason",
    "MeetingCancelled.reasons",
    "MeetingClosed.minutes",
    "MeetingPlanned.title",
    "MinutesCorrected.minutes",
    "MinutesCorrected.reasons",
    "Note.text",
    "ObservationsImported.file_name",
    "ObservationsImported.source",
    "Pack.content",
    "Peer.person",
    "Peer.reasons",
    "Peer.skills",
    "Peer.title",
    "PeerGroupSet.description",
    "Person.organisation",
    "Person.title",
    "PersonChange.title",
    "PersonChanged.reasons",
    "PersonRegistered.reasons",
    "ProcedureStarted.reasons",
    "Publication.title",
    "Publication.url",
    "Publication.withdrawn_because",
    "PublicationWithdrawn.reasons",
    "RecommendationRecorded.reasons",
    "RecordDecisionRequest.evidence",
    "RecordDecisionRequest.exceptional_reason",
    "RecordDecisionRequest.reasons",
    "Recusal.reason",
    "Redaction.reason",
    "Redaction.what",
    "RulesetProposalEnded.reasons",
    "Step.evidence",
    "Step.exceptional_reason",
    "Step.reasons",
    "Task.title",
    "TaskChange.reason",
    "TaskChanged.reasons",
    "TaskOpened.reasons",
};

// The value of an entry's field may be a day, which deadlines and gates go by.
bool is_kept(const FieldDescriptor& field, const std::string& value) {
    return field.containing_type()->name() == "FieldValue" && base::parse_date(value).has_value();
}

// Calls `found(message, field, path)` for each free text that is not empty, at any depth.
template <class M, class Found>
void walk(M& message, const std::string& prefix, const Found& found) {
    const auto& reflection = *message.GetReflection();
    std::vector<const FieldDescriptor*> fields;
    reflection.ListFields(message, &fields);
    for (const auto* field : fields) {
        const auto path = prefix + field->name();
        if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
            if (is_free_text(*field)) {
                found(message, *field, path);
            }
        } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
            const int count = field->is_repeated() ? reflection.FieldSize(message, field) : 1;
            for (int i = 0; i < count; ++i) {
                if constexpr (std::is_const_v<M>) {
                    walk(
                        field->is_repeated() ? reflection.GetRepeatedMessage(message, field, i)
                                             : reflection.GetMessage(message, field),
                        path + ".",
                        found
                    );
                } else {
                    walk(
                        field->is_repeated()
                            ? *reflection.MutableRepeatedMessage(&message, field, i)
                            : *reflection.MutableMessage(&message, field),
                        path + ".",
                        found
                    );
                }
            }
        }
    }
}

bool holds_text(const Message& message, const FieldDescriptor& field) {
    const auto& reflection = *message.GetReflection();
    if (!field.is_repeated()) {
        return !is_kept(field, reflection.GetString(message, &field));
    }
    for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
        if (!reflection.GetRepeatedString(message, &field, i).empty()) {
            return true;
        }
    }
    return false;
}

// Items of lists stay as empty texts, so that their number is still told.
void blank(Message& message, const FieldDescriptor& field) {
    const auto& reflection = *message.GetReflection();
    if (!field.is_repeated()) {
        if (holds_text(message, field)) {
            reflection.ClearField(&message, &field);
        }
        return;
    }
    for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
        reflection.SetRepeatedString(&message, &field, i, "");
    }
}

}  // namespace

bool is_free_text(const FieldDescriptor& field) {
    const auto name = field.containing_type()->name() + "." + field.name();
    return std::find(free_texts.begin(), free_texts.end(), name) != free_texts.end();
}

std::vector<std::string> free_texts_of(const v1::Event& event) {
    std::set<std::string> paths;
    const Message& whole = event;
    walk(whole, "", [&](const Message& message, const FieldDescriptor& field, const auto& path) {
        if (holds_text(message, field)) {
            paths.insert(path);
        }
    });
    return {paths.begin(), paths.end()};
}

base::Result<v1::Event> without_texts(
    const v1::Event& event, const std::vector<std::string>& fields
) {
    const auto held = free_texts_of(event);
    for (const auto& field : fields) {
        if (std::find(held.begin(), held.end(), field) == held.end()) {
            return base::field_error(
                "fields",
                fmt::format(
                    "'{}' is no free text of this event; it holds {}",
                    field.substr(0, 100),
                    held.empty() ? "none" : fmt::format("{}", fmt::join(held, ", "))
                )
            );
        }
    }
    auto left = event;
    Message& whole = left;
    walk(whole, "", [&](Message& message, const FieldDescriptor& field, const auto& path) {
        if (std::find(fields.begin(), fields.end(), path) != fields.end()) {
            blank(message, field);
        }
    });
    return left;
}

}  // namespace ladder::command

// Every kind of event as it was once written: it must still be read, and mean the same.
// To add a kind: set LADDER_WRITE_GOLDEN, run, and check in the new files. A .binpb file is never
// changed; a .txt file may gain what a new field of the state says, and lose nothing.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "db/journal.hpp"
#include "db/projection.hpp"
#include "tests/support/source_tree_path.hpp"
#include "tests/unit/casework/desk.hpp"

namespace ladder::db {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Sets every field to something of its own, nested messages one level less deep each time.
void fill(Message& message, int depth) {
    const auto& reflection = *message.GetReflection();
    const auto& descriptor = *message.GetDescriptor();
    for (int i = 0; i < descriptor.field_count(); ++i) {
        const auto* field = descriptor.field(i);
        const auto number = field->number();
        const bool list = field->is_repeated();
        if (field->real_containing_oneof() != nullptr &&
            reflection.HasOneof(message, field->real_containing_oneof())) {
            continue;
        }
        switch (field->cpp_type()) {
            case FieldDescriptor::CPPTYPE_STRING: {
                const auto text = field->name() + " " + std::to_string(number);
                list ? reflection.AddString(&message, field, text)
                     : reflection.SetString(&message, field, text);
                break;
            }
            case FieldDescriptor::CPPTYPE_INT32:
                list ? reflection.AddInt32(&message, field, number)
                     : reflection.SetInt32(&message, field, number);
                break;
            case FieldDescriptor::CPPTYPE_INT64:
                list ? reflection.AddInt64(&message, field, number)
                     : reflection.SetInt64(&message, field, number);
                break;
            case FieldDescriptor::CPPTYPE_DOUBLE:
                list ? reflection.AddDouble(&message, field, number + 0.5)
                     : reflection.SetDouble(&message, field, number + 0.5);
                break;
            case FieldDescriptor::CPPTYPE_BOOL:
                list ? reflection.AddBool(&message, field, true)
                     : reflection.SetBool(&message, field, true);
                break;
            case FieldDescriptor::CPPTYPE_ENUM:
                list ? reflection.AddEnumValue(&message, field, 1)
                     : reflection.SetEnumValue(&message, field, 1);
                break;
            case FieldDescriptor::CPPTYPE_MESSAGE:
                if (depth > 0) {
                    fill(
                        list ? *reflection.AddMessage(&message, field)
                             : *reflection.MutableMessage(&message, field),
                        depth - 1
                    );
                }
                break;
            default:
                throw std::logic_error("no example for " + field->full_name());
        }
    }
}

v1::Event example_of(const FieldDescriptor& kind) {
    v1::Event event;
    fill(*event.GetReflection()->MutableMessage(&event, &kind), 5);
    return event;
}

std::filesystem::path file_of(const FieldDescriptor& kind, const char* extension) {
    return std::filesystem::path(tests::in_source_tree("tests/integration/golden")) /
           (kind.name() + extension);
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

void write_if_missing(const std::filesystem::path& path, const std::string& bytes) {
    if (!std::filesystem::exists(path)) {
        std::ofstream(path, std::ios::binary) << bytes;
    }
}

std::string stream_for(const v1::Event& event) {
    switch (event.kind_case()) {
        case v1::Event::kBodyRegistered:
            return "bodies/golden";
        case v1::Event::kPeerGroupsRecorded:
            return "peerGroupSets/golden";
        case v1::Event::kRulesetPublished:
            return "rulesets/golden";
        case v1::Event::kRulesetProposed:
        case v1::Event::kRulesetProposalEnded:
            return "rulesetProposals/golden-1";
        case v1::Event::kObservationsImported:
            return "imports/1";
        case v1::Event::kEvaluationRun:
            return "evaluations/golden";
        case v1::Event::kProcedureStarted:
        case v1::Event::kEntryRecorded:
        case v1::Event::kEntryWithdrawn:
        case v1::Event::kStepTaken:
        case v1::Event::kDeadlineSet:
        case v1::Event::kDeadlineChanged:
        case v1::Event::kDeadlineEnded:
        case v1::Event::kDeadlineFired:
        case v1::Event::kTaskOpened:
        case v1::Event::kTaskChanged:
            return "procedures/golden";
        case v1::Event::kMeetingPlanned:
        case v1::Event::kAgendaSet:
        case v1::Event::kPackFrozen:
        case v1::Event::kAttendanceRecorded:
        case v1::Event::kRecusalRecorded:
        case v1::Event::kOutcomeRecorded:
        case v1::Event::kMeetingClosed:
        case v1::Event::kMeetingCancelled:
        case v1::Event::kMinutesCorrected:
            return "meetings/golden";
        case v1::Event::kContentDestroyed:
            return "destructions/1";
        case v1::Event::kPersonRegistered:
        case v1::Event::kPersonChanged:
            return "people/golden";
        case v1::Event::kAccessRecorded:
            return "access/2011-06-01";
        case v1::Event::kPeerRecorded:
            return "peers/golden";
        case v1::Event::kDocumentAdded:
        case v1::Event::kMarkingChanged:
            return "documents/golden";
        case v1::Event::kPublicationRecorded:
        case v1::Event::kPublicationWithdrawn:
            return "publications/golden";
        case v1::Event::kAssessmentRecorded:
        case v1::Event::kAssessmentWithdrawn:
            return "assessments/golden";
        default:
            return "cases/golden-general-1";
    }
}

v1::Case case_before() {
    v1::Case made;
    fill(made, 3);
    made.mutable_concerns(0)->set_id("id 1");
    made.mutable_facts(0)->set_id("id 1");
    made.mutable_proposals(0)->set_id("id 1");
    made.mutable_decisions(0)->set_id("supersedes 19");
    made.mutable_updated_at()->Clear();
    return made;
}

v1::Procedure procedure_before() {
    v1::Procedure made;
    fill(made, 3);
    made.mutable_deadlines(0)->set_due_on("due_on 2");
    return made;
}

v1::Meeting meeting_before() {
    v1::Meeting made;
    fill(made, 3);
    made.mutable_items(0)->set_id("item 1");
    return made;
}

v1::Document document_before() {
    v1::Document made;
    fill(made, 3);
    made.mutable_parts(0)->set_id("part 1");
    return made;
}

std::filesystem::path before_file(const char* name) {
    return std::filesystem::path(tests::in_source_tree("tests/integration/golden")) /
           (std::string(name) + "_before.binpb");
}

// A state in which all that the event may refer to exists.
Aggregate state_before(const std::string& stream) {
    Aggregate state;
    if (stream.starts_with("cases/")) {
        state.emplace<v1::Case>().ParseFromString(read_file(before_file("case")));
    } else if (stream.starts_with("procedures/")) {
        state.emplace<v1::Procedure>().ParseFromString(read_file(before_file("procedure")));
    } else if (stream.starts_with("meetings/")) {
        state.emplace<v1::Meeting>().ParseFromString(read_file(before_file("meeting")));
    } else if (stream.starts_with("documents/")) {
        state.emplace<v1::Document>().ParseFromString(read_file(before_file("document")));
    }
    return state;
}

// What the event makes of a stream, and of its lists, as text.
std::string meaning_of(const v1::Event& event) {
    casework::Recorded recorded;
    recorded.position = 41;
    recorded.version = 7;
    recorded.recorded_at = base::Instant(casework::sample::day("2011-06-01"));
    recorded.actor = casework::sample::secretariat();
    recorded.known_on = casework::sample::day("2011-03-01");
    recorded.entered_later = true;
    const auto stream = stream_for(event);
    auto state = state_before(stream);
    fold(state, stream, event, recorded);
    std::string text = casework::type_of(event) + "\n" + casework::describe(event) + "\n";
    std::visit(
        [&](const auto& folded) {
            if constexpr (!std::is_same_v<std::decay_t<decltype(folded)>, std::monostate>) {
                text += folded.DebugString();
            }
        },
        state
    );
    for (const auto& row : project(state, event, recorded)) {
        text += std::string(shape_of(row.model).table) + " " + row.name;
        for (const auto& filter : row.filters) {
            text += " | " + filter;
        }
        text += "\n";
    }
    return text;
}

class Golden : public testing::TestWithParam<const FieldDescriptor*> {};

std::vector<const FieldDescriptor*> kinds() {
    std::vector<const FieldDescriptor*> found;
    const auto* kind = v1::Event::descriptor()->FindOneofByName("kind");
    for (int i = 0; i < kind->field_count(); ++i) {
        found.push_back(kind->field(i));
    }
    return found;
}

TEST_P(Golden, IsStillReadAndMeansTheSame) {
    const auto& kind = *GetParam();
    if (std::getenv("LADDER_WRITE_GOLDEN") != nullptr) {
        const auto example = example_of(kind);
        write_if_missing(before_file("case"), serialise(case_before()));
        write_if_missing(before_file("procedure"), serialise(procedure_before()));
        write_if_missing(before_file("meeting"), serialise(meeting_before()));
        write_if_missing(before_file("document"), serialise(document_before()));
        write_if_missing(file_of(kind, ".binpb"), serialise(example));
        write_if_missing(file_of(kind, ".txt"), meaning_of(example));
    }
    const auto bytes = read_file(file_of(kind, ".binpb"));
    ASSERT_FALSE(bytes.empty()) << "no golden file for " << kind.name();
    v1::Event event;
    ASSERT_TRUE(event.ParseFromString(bytes));
    EXPECT_EQ(
        event.GetReflection()->GetOneofFieldDescriptor(event, kind.containing_oneof()), &kind
    );
    EXPECT_EQ(serialise(event), bytes);
    EXPECT_TRUE(event.GetReflection()->GetUnknownFields(event).empty());
    EXPECT_EQ(meaning_of(event), read_file(file_of(kind, ".txt")));
}

INSTANTIATE_TEST_SUITE_P(Events, Golden, testing::ValuesIn(kinds()), [](const auto& test) {
    return test.param->name();
});

}  // namespace
}  // namespace ladder::db

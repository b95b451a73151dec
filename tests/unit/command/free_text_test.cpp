// Every text of every event is either free, or structure that the record folds by.
#include "engine/command/free_text.hpp"

#include <algorithm>
#include <gmock/gmock.h>
#include <set>

#include <gtest/gtest.h>

#include "tests/unit/command/structure_fields.hpp"

namespace ladder::command {
namespace free_text_test {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Every field of an event that is text or bytes. Rulesets and destructions are never destroyed.
void collect(
    const Descriptor& type,
    std::set<const Descriptor*>& seen,
    std::set<const FieldDescriptor*>& texts
) {
    if (!seen.insert(&type).second || type.name() == "RulesetPublished" ||
        type.name() == "RulesetProposed" || type.name() == "ContentDestroyed") {
        return;
    }
    for (int i = 0; i < type.field_count(); ++i) {
        const auto* field = type.field(i);
        if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
            texts.insert(field);
        } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
            collect(*field->message_type(), seen, texts);
        }
    }
}

TEST(FreeTexts, AreToldFromStructureForEveryFieldOfEveryEvent) {
    std::set<const Descriptor*> seen;
    std::set<const FieldDescriptor*> texts;
    collect(*v1::Event::descriptor(), seen, texts);
    std::set<std::string> known;
    for (const auto* field : texts) {
        const auto name = field->containing_type()->name() + "." + field->name();
        known.insert(name);
        EXPECT_NE(is_free_text(*field), structure_fields.count(name) == 1) << name;
    }
    for (const auto& name : structure_fields) {
        EXPECT_EQ(known.count(name), 1U) << name << " is no field of an event";
    }
}

// Sets every field to something of its own, nested messages one level less deep each time.
void fill(Message& message, int depth) {
    const auto& reflection = *message.GetReflection();
    for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
        const auto* field = message.GetDescriptor()->field(i);
        if (field->real_containing_oneof() != nullptr &&
            reflection.HasOneof(message, field->real_containing_oneof())) {
            continue;
        }
        if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
            const auto text = "SECRET " + field->name();
            field->is_repeated() ? reflection.AddString(&message, field, text)
                                 : reflection.SetString(&message, field, text);
        } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && depth > 0) {
            fill(
                field->is_repeated() ? *reflection.AddMessage(&message, field)
                                     : *reflection.MutableMessage(&message, field),
                depth - 1
            );
        }
    }
}

TEST(WithoutTexts, LeavesEveryEventItsStructureAndNoFreeText) {
    const auto* kinds = v1::Event::descriptor()->FindOneofByName("kind");
    for (int i = 0; i < kinds->field_count(); ++i) {
        const auto* kind = kinds->field(i);
        v1::Event event;
        fill(*event.GetReflection()->MutableMessage(&event, kind), 5);
        const auto held = free_texts_of(event);
        const auto left = without_texts(event, held);
        ASSERT_TRUE(left) << kind->name();
        EXPECT_THAT(free_texts_of(*left), IsEmpty()) << kind->name();
        EXPECT_EQ(left->kind_case(), event.kind_case());
        // One text alone, and all others stay.
        for (const auto& path : held) {
            auto others = held;
            others.erase(std::find(others.begin(), others.end(), path));
            EXPECT_EQ(free_texts_of(*without_texts(event, {path})), others) << path;
        }
    }
}

v1::Event note(const std::string& text) {
    v1::Event event;
    event.mutable_note_added()->mutable_note()->set_id("n1");
    event.mutable_note_added()->mutable_note()->set_text(text);
    return event;
}

TEST(WithoutTexts, KeepsTheDayInAFieldOfAnEntry) {
    v1::Event event;
    auto& entry = *event.mutable_entry_recorded()->mutable_entry();
    entry.add_values()->set_field("sent_on");
    entry.mutable_values(0)->set_value("2011-03-31");
    entry.add_values()->set_value("a name");
    EXPECT_THAT(free_texts_of(event), ElementsAre("entry_recorded.entry.values.value"));
    const auto left = without_texts(event, free_texts_of(event)).value();
    EXPECT_EQ(left.entry_recorded().entry().values(0).value(), "2011-03-31");
    EXPECT_EQ(left.entry_recorded().entry().values(1).value(), "");
}

TEST(WithoutTexts, NamesTheTextsThatThereAre) {
    const auto error = without_texts(note("Mr X"), {"note_added.note.id"}).error();
    EXPECT_EQ(error.code, base::Code::invalid_argument);
    EXPECT_THAT(
        std::get<v1::FieldViolation>(error.details.at(0)).description(),
        HasSubstr("it holds note_added.note.text")
    );
}

}  // namespace free_text_test
}  // namespace ladder::command

// Adding documents and changing markings.
#include <functional>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/registers/desk.hpp"

namespace ladder::registers {
namespace decide_document_test {

using sample::World;
using testing::ElementsAre;
using testing::ElementsAreArray;

struct Sent {
    v1::AddDocumentRequest command;
    std::vector<ReceivedPart> received;
    DocumentLimits limits;
    std::string capacity = "keeper";
};

Sent lawful() {
    Sent sent;
    sent.command.set_kind("note");
    sent.command.set_title("Report of the visit");
    sent.command.set_about("cases/a");
    sent.command.set_dated("2010-05-01");
    for (const auto* name : {"report.pdf", "annex.txt"}) {
        auto& part = *sent.command.add_parts();
        part.set_file_name(name);
        part.set_media_type("application/pdf");
    }
    sent.command.mutable_parts(1)->set_media_type("text/plain; charset=utf-8");
    sent.command.mutable_parts(1)->set_marking(v1::MARKING_RESTRICTED);
    sent.received = {
        {100, std::string(32, '\x01'), "application/pdf"}, {50, std::string(32, '\x02'), "text"}};
    sent.limits.bytes_max = 150;
    return sent;
}

base::Result<NewRecord> decide_on(const Sent& sent) {
    World world;
    return decide(
        sent.command, sent.received, sent.limits, sample::context(sent.capacity), world.known()
    );
}

TEST(AddDocument, TakesTheHighestMarkingOfItsParts) {
    const auto made = decide_on(lawful());
    ASSERT_TRUE(made) << made.error().message;
    EXPECT_EQ(made->name, "documents/note-010101020202");
    const auto document = sample::after(v1::Document{}, made->name, {made->event});
    EXPECT_EQ(document.marking(), v1::MARKING_RESTRICTED);
    EXPECT_EQ(document.parts(0).id(), "1");
    EXPECT_EQ(document.parts(0).marking(), v1::MARKING_PROTECT);
    EXPECT_EQ(document.parts(1).marking(), v1::MARKING_RESTRICTED);
    EXPECT_EQ(document.parts(1).size(), 50);
    EXPECT_EQ(document.parts(1).digest(), std::string(32, '\x02'));
    EXPECT_EQ(document.dated(), "2010-05-01");
    EXPECT_EQ(document.recorded_by().person(), "ann");
}

struct Row {
    std::string name;
    std::function<void(Sent&)> change;
    std::vector<std::string> names;
};

class AddDocumentRefuses : public testing::TestWithParam<Row> {};

TEST_P(AddDocumentRefuses, AndNamesWhatIsWrong) {
    auto sent = lawful();
    GetParam().change(sent);
    const auto refused = decide_on(sent);
    ASSERT_FALSE(refused) << "it was accepted";
    EXPECT_EQ(refused.error().code, base::Code::invalid_argument);
    EXPECT_THAT(sample::named(refused.error()), ElementsAreArray(GetParam().names))
        << refused.error().message;
}

// clang-format off
const Row rows[]{
    {"unknown_kind", [](Sent& s) { s.command.set_kind("noet"); }, {"kind"}},
    {"about_nothing", [](Sent& s) { s.command.set_about("cases/b"); }, {"about"}},
    {"dated_tomorrow", [](Sent& s) { s.command.set_dated("2010-06-02"); }, {"dated"}},
    {"dated_after_it_was_known", [](Sent& s) { s.command.set_known_on("2010-04-30"); }, {"dated"}},
    {"no_parts", [](Sent& s) { s.command.clear_parts(); s.received.clear(); }, {"parts"}},
    {"one_byte_too_many", [](Sent& s) { s.limits.bytes_max = 149; }, {"parts"}},
    {"empty_content", [](Sent& s) { s.received[0].size = 0; }, {"parts[0].content"}},
    {"type_not_allowed", [](Sent& s) { s.command.mutable_parts(0)->set_media_type("text/html"); }, {"parts[0].media_type"}},
    {"type_not_true", [](Sent& s) { s.received[0].looks_like = "application/zip"; }, {"parts[0].media_type"}},
    {"marking_below_its_kind", [](Sent& s) { s.command.mutable_parts(0)->set_marking(v1::MARKING_NOT_PROTECTIVELY_MARKED); }, {"parts[0].marking"}},
    {"a_folder_in_the_name", [](Sent& s) { s.command.mutable_parts(0)->set_file_name("../report.pdf"); }, {"parts[0].file_name"}},
    {"a_bad_id", [](Sent& s) { s.command.set_document_id("A b"); }, {"document_id"}},
    {"everything_at_once", [](Sent& s) { s.command.clear_title(); s.command.clear_kind(); s.received[1].size = 0; },
        {"kind", "title", "parts[1].content"}},
};
// clang-format on

INSTANTIATE_TEST_SUITE_P(Table, AddDocumentRefuses, testing::ValuesIn(rows), [](const auto& test) {
    return test.param.name;
});

TEST(AddDocument, RefusesANameThatIsTaken) {
    auto sent = lawful();
    sent.command.set_document_id("letter");
    const auto refused = decide_on(sent);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::already_exists);
}

class ChangeMarking : public testing::Test {
protected:
    ChangeMarking() {
        document =
            sample::after(v1::Document{}, "documents/report", {decide_on(lawful()).value().event});
        command.set_etag(document.etag());
        command.set_part("2");
        command.set_marking(v1::MARKING_PROTECT);
        command.set_reasons("The names were taken out.");
    }

    v1::Document document;
    v1::ChangeMarkingRequest command;
};

TEST_F(ChangeMarking, LowersThePartAndTheWhole) {
    const auto events = decide(document, command, sample::context());
    ASSERT_TRUE(events) << events.error().message;
    const auto changed = sample::after(document, document.name(), *events);
    EXPECT_EQ(changed.parts(1).marking(), v1::MARKING_PROTECT);
    EXPECT_EQ(changed.marking(), v1::MARKING_PROTECT);
    ASSERT_EQ(changed.marking_changes_size(), 1);
    EXPECT_EQ(changed.marking_changes(0).before(), v1::MARKING_RESTRICTED);
    EXPECT_EQ(changed.marking_changes(0).authority().person(), "ann");
    EXPECT_EQ(changed.marking_changes(0).reason(), command.reasons());
}

TEST_F(ChangeMarking, LowersOnlyForThoseWhoPublish) {
    const auto refused = decide(document, command, sample::context("adder"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::permission_denied);
    command.set_marking(v1::MARKING_SECRET);
    const auto raised = decide(document, command, sample::context("adder"));
    ASSERT_TRUE(raised) << raised.error().message;
    EXPECT_EQ(sample::after(document, document.name(), *raised).marking(), v1::MARKING_SECRET);
}

TEST_F(ChangeMarking, NamesAllThatIsWrong) {
    command.set_part("3");
    command.clear_reasons();
    command.set_marking(v1::MARKING_UNSPECIFIED);
    command.set_known_on("2099-01-01");
    const auto refused = decide(document, command, sample::context());
    ASSERT_FALSE(refused);
    EXPECT_THAT(
        sample::named(refused.error()), ElementsAre("part", "marking", "reasons", "known_on")
    );
    command.set_etag("v7");
    EXPECT_EQ(decide(document, command, sample::context()).error().code, base::Code::aborted);
}

}  // namespace decide_document_test
}  // namespace ladder::registers

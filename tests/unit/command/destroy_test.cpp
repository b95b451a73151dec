// What may be destroyed, and what is recorded of it.
#include "engine/command/destroy.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

namespace ladder::command {
namespace destroy_test {

using testing::ElementsAre;

v1::Event remark(const std::string& text) {
    v1::Event event;
    event.mutable_note_added()->mutable_note()->set_id("n1");
    event.mutable_note_added()->mutable_note()->set_text(text);
    return event;
}

v1::DestroyContentRequest order() {
    v1::DestroyContentRequest request;
    request.set_position(17);
    request.set_authority("Information Commissioner");
    request.set_legal_basis("Data Protection Act 1998 s.14");
    request.set_reasons("Inaccurate personal data");
    return request;
}

TEST(Destroy, RecordsAuthorityFieldsAndResidue) {
    const auto destroyed = destroy({"cases/x-general-1", remark("Mr X"), {}}, order());
    ASSERT_TRUE(destroyed);
    EXPECT_EQ(destroyed->stream(), "cases/x-general-1");
    EXPECT_EQ(destroyed->position(), 17);
    EXPECT_EQ(destroyed->authority(), "Information Commissioner");
    EXPECT_THAT(destroyed->fields(), ElementsAre("note_added.note.text"));
    EXPECT_EQ(destroyed->residue().note_added().note().id(), "n1");
    EXPECT_EQ(destroyed->residue().note_added().note().text(), "");
    EXPECT_EQ(destruction_stream(17), "destructions/17");
}

TEST(Destroy, RefusesWhatProvesTheRecordAndWhatHoldsNothing) {
    v1::Event ruleset;
    ruleset.mutable_ruleset_published()->set_reasons("text");
    v1::Event destruction;
    destruction.mutable_content_destroyed()->set_reasons("text");
    v1::Event evaluated;
    evaluated.mutable_case_evaluated()->set_period_end("2011-03-31");
    for (const auto& event : {ruleset, destruction, evaluated}) {
        const auto refused = destroy({"x/1", event, {}}, order());
        ASSERT_TRUE(refused.has_error());
        EXPECT_EQ(refused.error().code, base::Code::failed_precondition);
    }
}

TEST(Destroy, NamesAllThatIsMissing) {
    const auto refused = destroy({"x/1", remark("text"), {}}, {});
    ASSERT_TRUE(refused.has_error());
    EXPECT_EQ(refused.error().code, base::Code::invalid_argument);
    EXPECT_EQ(refused.error().details.size(), 3U);
}

}  // namespace destroy_test
}  // namespace ladder::command

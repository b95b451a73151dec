// How answers are kept.
#include "db/stored_answer.hpp"

#include <gtest/gtest.h>

#include "db/journal.hpp"
#include "ladder/v1/case_service.pb.h"

namespace ladder::db {
namespace stored_answer_test {

v1::RecordDecisionResponse response_with(int concerns) {
    v1::RecordDecisionResponse response;
    response.mutable_case_()->set_name("cases/a-general-1");
    response.mutable_case_()->set_version(17);
    for (int i = 0; i < concerns; ++i) {
        response.mutable_case_()->add_concerns()->set_title(std::string(100, 'x'));
    }
    response.mutable_decision()->set_reasons("Because\nof \x1f this");
    return response;
}

std::string stored(const google::protobuf::Message& response, std::int64_t version) {
    return to_stored(response, serialise(response), [&](const std::string&) { return version; });
}

TEST(StoredAnswer, LeavesTheCaseOutAndGivesTheSameBytesBack) {
    for (const int concerns : {0, 1, 2, 500}) {
        const auto response = response_with(concerns);
        const auto kept = stored(response, 17);
        EXPECT_LT(kept.size(), 60U);
        const auto answer = parse_stored(kept);
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->stream, "cases/a-general-1");
        EXPECT_EQ(answer->version, 17);
        EXPECT_EQ(whole_response(*answer, response.case_()), serialise(response));
    }
}

TEST(StoredAnswer, KeepsACaseThatTheJournalDoesNotHoldLikeThat) {
    const auto response = response_with(1);
    const auto kept = stored(response, 16);
    const auto answer = parse_stored(kept);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->stream, "");
    EXPECT_EQ(answer->rest, serialise(response));
}

TEST(StoredAnswer, KeepsOtherResponsesWhole) {
    v1::ListCasesResponse list;
    list.add_cases()->set_name("cases/a-general-1");
    for (const std::string& bytes : {serialise(list), std::string(), std::string("\n\n")}) {
        const auto kept = to_stored(list, bytes, [](const std::string&) { return 0; });
        const auto answer = parse_stored(kept);
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->stream, "");
        EXPECT_EQ(answer->rest, bytes);
    }
    v1::RecordDecisionResponse without;
    without.mutable_decision()->set_id("d1");
    const auto kept = stored(without, 0);
    EXPECT_EQ(parse_stored(kept)->rest, serialise(without));
}

TEST(StoredAnswer, RefusesWhatWasNeverStored) {
    for (const auto* bytes : {"", "no line", "cases/a\n", "cases/a x\n", "cases/a 1x\n"}) {
        const auto answer = parse_stored(bytes);
        ASSERT_FALSE(answer) << bytes;
        EXPECT_EQ(answer.error().code, base::Code::data_loss);
    }
}

}  // namespace stored_answer_test
}  // namespace ladder::db

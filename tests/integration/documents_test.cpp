// Contents of documents: kept once, given back whole, and found out when they were touched.
#include <gmock/gmock.h>

#include "db/document_store.hpp"
#include "db/verify.hpp"
#include "tests/integration/ground.hpp"

namespace ladder::db {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;

class Documents : public OnBoth {
protected:
    Documents() : store_{ground_.database()} {}

    // As the API does it: the content first, then the event that names it.
    void add_document(const std::string& content, const std::string& name) {
        v1::Event event;
        auto& document = *event.mutable_document_added()->mutable_document();
        document.set_kind("note");
        auto& part = *document.add_parts();
        part.set_id("1");
        part.set_size(static_cast<std::int64_t>(content.size()));
        part.set_digest(must(store_.put(content)));
        must(Ground::submit(
            ground_.writer(),
            Ground::recording(
                {{name, event, {}}}, ground_.new_request_id(), casework::sample::secretariat()
            )
        ));
    }

    Ground ground_{GetParam()};
    DocumentStore store_;
};
LADDER_ON_BOTH(Documents);

// Every byte, over more than two rows, ending within one.
std::string long_content() {
    std::string content;
    for (std::size_t i = 0; i < 2 * document_chunk_bytes + 1234; ++i) {
        content += static_cast<char>((i * 7 + i / 256) % 256);
    }
    return content;
}

TEST_P(Documents, AreGivenBackByteForByte) {
    for (const auto& content :
         {std::string("x"), std::string(document_chunk_bytes, '\0'), long_content()}) {
        const auto digest = must(store_.put(content));
        EXPECT_EQ(digest, content_digest(content));
        EXPECT_TRUE(must(store_.get(digest)) == content) << content.size();
    }
    EXPECT_EQ(ground_.count("SELECT count(*) FROM document_chunk"), 1 + 1 + 3);
}

TEST_P(Documents, AreReadInRowsOfBoundedSize) {
    const auto digest = must(store_.put(long_content()));
    std::vector<std::size_t> sizes;
    must(store_.read(digest, [&](std::string_view chunk) { sizes.push_back(chunk.size()); }));
    EXPECT_THAT(sizes, ElementsAre(document_chunk_bytes, document_chunk_bytes, 1234));
}

TEST_P(Documents, AreKeptOnce) {
    const auto first = must(store_.put("the same"));
    EXPECT_EQ(must(store_.put("the same")), first);
    EXPECT_EQ(ground_.count("SELECT count(*) FROM document_content"), 1);
    EXPECT_EQ(ground_.count("SELECT count(*) FROM document_chunk"), 1);
}

TEST_P(Documents, LeaveNothingBehindWhenTheyArriveChanged) {
    bool given = false;
    const auto refused = store_.put(content_digest("what was meant"), [&]() -> std::string_view {
        return std::exchange(given, true) ? "" : "what came";
    });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::data_loss);
    EXPECT_EQ(ground_.count("SELECT count(*) FROM document_chunk"), 0);
}

TEST_P(Documents, ThatAreNotThereAreNotFound) {
    const auto missing = store_.get(content_digest("never stored"));
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, base::Code::not_found);
}

TEST_P(Documents, AreCheckedWheneverTheyAreRead) {
    const auto digest = must(store_.put("untouched"));
    ground_.tamper("UPDATE document_chunk SET bytes = (SELECT frontier FROM log_head WHERE id = 1)"
    );
    const auto read = store_.get(digest);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, base::Code::data_loss);
}

TEST_P(Documents, CannotBeChangedOrRemoved) {
    must(store_.put("kept"));
    const auto session = ground_.database().connect();
    for (const auto* sql :
         {"UPDATE document_chunk SET number = 1",
          "DELETE FROM document_chunk",
          "UPDATE document_content SET size = 1",
          "DELETE FROM document_content"}) {
        EXPECT_THROW(*session << sql, soci::soci_error) << sql;
    }
    EXPECT_EQ(must(store_.get(content_digest("kept"))), "kept");
}

TEST_P(Documents, AreVerifiedAgainstTheirEvents) {
    add_document("one", "documents/one");
    add_document(long_content(), "documents/two");
    must(store_.put("named by nothing"));
    const auto whole = must(verify(ground_.database()));
    EXPECT_TRUE(whole.clean()) << whole.findings.at(0).what;
    EXPECT_EQ(whole.document_parts, 2);
    EXPECT_EQ(whole.orphan_contents, 1);
    ground_.tamper("DELETE FROM document_chunk WHERE number = 2");
    const auto shorter = must(verify(ground_.database()));
    EXPECT_THAT(
        shorter.findings,
        ElementsAre(AllOf(
            Field(&VerifyFinding::where, "documents/two, part 1"),
            Field(&VerifyFinding::what, HasSubstr("bytes in 2 rows"))
        ))
    );
    ground_.tamper("DELETE FROM document_content WHERE size = 3");
    EXPECT_EQ(
        must(verify(ground_.database())).findings.at(0).what, "its content is not in the store"
    );
}

}  // namespace
}  // namespace ladder::db

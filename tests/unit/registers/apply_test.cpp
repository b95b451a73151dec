// What the register's events mean.
#include <gtest/gtest.h>

#include "tests/unit/registers/desk.hpp"

namespace ladder::registers {
namespace apply_test {

TEST(Apply, KeepsTheNameOfTheStream) {
    v1::Event event;
    event.mutable_peer_recorded()->mutable_peer()->set_name("peers/another");
    EXPECT_EQ(sample::after(v1::Peer{}, "peers/one", {event}).name(), "peers/one");
}

TEST(Apply, RaisesTheWholeByOnePartAndLowersItToTheHighest) {
    v1::Event added;
    auto& document = *added.mutable_document_added()->mutable_document();
    for (const auto* id : {"1", "2"}) {
        auto& part = *document.add_parts();
        part.set_id(id);
        part.set_marking(v1::MARKING_PROTECT);
    }
    v1::Event raised;
    auto& change = *raised.mutable_marking_changed()->mutable_change();
    change.set_part("1");
    change.set_after(v1::MARKING_SECRET);
    const auto secret = sample::after(v1::Document{}, "documents/x", {added, raised});
    EXPECT_EQ(secret.marking(), v1::MARKING_SECRET);
    EXPECT_EQ(secret.etag(), "v2");
    change.set_after(v1::MARKING_NOT_PROTECTIVELY_MARKED);
    const auto lowered = sample::after(secret, "documents/x", {raised});
    EXPECT_EQ(lowered.marking(), v1::MARKING_PROTECT);
    EXPECT_EQ(lowered.marking_changes_size(), 2);
}

TEST(Apply, LeavesOthersEventsAlone) {
    v1::Event event;
    event.mutable_note_added();
    const auto publication = sample::after(v1::Publication{}, "publications/x", {event});
    EXPECT_EQ(publication.etag(), "v1");
    EXPECT_TRUE(publication.withdrawn_on().empty());
}

}  // namespace apply_test
}  // namespace ladder::registers

// Which records a bundle takes for those of destructions.
#include "engine/bundle/destroyed.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/command/destroy.hpp"

namespace ladder::bundle {

namespace destroyed_test {

// The part of an event in a stream.
std::string part(const std::string& stream, const v1::Event& event) {
    v1::BundlePart part;
    part.mutable_event()->mutable_envelope()->set_stream(stream);
    part.mutable_event()->set_payload(event.SerializeAsString());
    return part.SerializeAsString();
}

v1::Event destruction_of(std::int64_t position) {
    v1::Event event;
    event.mutable_content_destroyed()->set_position(position);
    event.mutable_content_destroyed()->set_authority("High Court");
    return event;
}

std::map<std::int64_t, Destroyed> found_in(const std::vector<std::string>& parts) {
    Layout layout;
    layout.events.assign(parts.begin(), parts.end());
    return destroyed_in(layout);
}

TEST(Destroyed, IsTakenFromTheStreamThatIsForItsPosition) {
    v1::Event another;
    another.mutable_fact_recorded()->set_fact("x");
    const auto found = found_in(
        {part("cases/kent-general-1", another),
         part(command::destruction_stream(17), destruction_of(17)),
         part(command::destruction_stream(4), destruction_of(4))}
    );
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found.at(17).position, 17);
    EXPECT_EQ(found.at(17).what.authority(), "High Court");
    EXPECT_EQ(found.at(17).record.stream(), command::destruction_stream(17));
    EXPECT_TRUE(found.contains(4));
}

TEST(Destroyed, IsNothingThatStandsElsewhereOrSaysSomethingElse) {
    v1::Event another;
    another.mutable_fact_recorded()->set_fact("x");
    EXPECT_TRUE(found_in({}).empty());
    EXPECT_TRUE(found_in({part("cases/kent-general-1", destruction_of(17))}).empty());
    EXPECT_TRUE(found_in({part(command::destruction_stream(18), destruction_of(17))}).empty());
    EXPECT_TRUE(found_in({part(command::destruction_stream(17), another)}).empty());
}

}  // namespace destroyed_test

}  // namespace ladder::bundle

// A body as typed on the command line, and what of it can't be read.
#include "services/cli/body_options.hpp"

#include <gmock/gmock.h>

#include <gtest/gtest.h>

namespace ladder::cli {
namespace body_options_test {

BodyOptions leeds() {
    BodyOptions options;
    options.name = "leeds-cdrp";
    options.kind = "cdrp";
    options.title = "Safer Leeds";
    options.country = "england";
    return options;
}

TEST(BodyOptions, AreTheBodyTheyDescribe) {
    auto options = leeds();
    options.monitored_by = "government_office";
    const auto body = body_of(options);
    ASSERT_TRUE(body);
    EXPECT_EQ(body->name(), "bodies/leeds-cdrp");
    EXPECT_EQ(body->kind(), v1::BODY_KIND_CDRP);
    EXPECT_EQ(body->country(), v1::COUNTRY_ENGLAND);
    EXPECT_EQ(body->short_title(), "Safer Leeds");
    EXPECT_EQ(body->monitored_by(), "government_office");
    EXPECT_FALSE(body->wider_duty());
}

TEST(BodyOptions, RelateItToOthersByDays) {
    auto options = leeds();
    options.lies_in = {"west-yorkshire"};
    options.member_of = {"yorkshire-committee@2008-03-15..2012-11-21"};
    options.authorities = {"west-yorkshire@..2012-11-21"};
    const auto body = body_of(options);
    ASSERT_TRUE(body);
    ASSERT_EQ(body->relations_size(), 3);
    EXPECT_EQ(body->relations(0).kind(), v1::BODY_RELATION_KIND_LIES_IN);
    EXPECT_EQ(body->relations(0).body(), "bodies/west-yorkshire");
    EXPECT_EQ(body->relations(0).from() + body->relations(0).to(), "");
    EXPECT_EQ(body->relations(1).kind(), v1::BODY_RELATION_KIND_MEMBER_OF);
    EXPECT_EQ(body->relations(1).from(), "2008-03-15");
    EXPECT_EQ(body->relations(1).to(), "2012-11-21");
    EXPECT_EQ(body->relations(2).kind(), v1::BODY_RELATION_KIND_RESPONSIBLE_AUTHORITY);
    EXPECT_EQ(body->relations(2).from(), "");
    EXPECT_EQ(body->relations(2).to(), "2012-11-21");
}

TEST(BodyOptions, DescribeAnAuthorityThatIsNoBody) {
    auto options = leeds();
    options.authorities = {"wy-fire=fire and rescue:West Yorkshire Fire: the service@2009-04-01.."};
    const auto body = body_of(options);
    ASSERT_TRUE(body);
    ASSERT_EQ(body->responsible_authorities_size(), 1);
    const auto& authority = body->responsible_authorities(0);
    EXPECT_EQ(authority.id(), "wy-fire");
    EXPECT_EQ(authority.kind(), "fire and rescue");
    EXPECT_EQ(authority.title(), "West Yorkshire Fire: the service");
    EXPECT_EQ(authority.from(), "2009-04-01");
    EXPECT_EQ(authority.to(), "");
}

struct Unreadable {
    const char* option;
    void (*spoil)(BodyOptions&);
    const char* says;
};

class UnreadableBody : public testing::TestWithParam<Unreadable> {};

TEST_P(UnreadableBody, IsRefusedByItsOption) {
    auto options = leeds();
    GetParam().spoil(options);
    const auto body = body_of(options);
    ASSERT_FALSE(body);
    EXPECT_THAT(body.error().message, testing::HasSubstr(GetParam().option));
    EXPECT_THAT(body.error().message, testing::HasSubstr(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(
    BodyOptions,
    UnreadableBody,
    testing::Values(
        Unreadable{"--kind", [](BodyOptions& o) { o.kind = "cdrpp"; }, "did you mean 'cdrp'"},
        Unreadable{"--country", [](BodyOptions& o) { o.country = "englnd"; }, "'england'"},
        Unreadable{
            "--lies-in", [](BodyOptions& o) { o.lies_in = {"kent@2009-04-01"}; }, "FROM..TO"},
        Unreadable{
            "--authority", [](BodyOptions& o) { o.authorities = {"fire=West"}; }, "ID=KIND:TITLE"},
        Unreadable{
            "--authority", [](BodyOptions& o) { o.authorities = {"=council:X"}; }, "ID=KIND:TITLE"}
    )
);

}  // namespace body_options_test
}  // namespace ladder::cli

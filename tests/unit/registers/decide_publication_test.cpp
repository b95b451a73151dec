// Recording what was published, and taking it back.
#include <functional>
#include <gmock/gmock.h>

#include <gtest/gtest.h>

#include "tests/unit/registers/desk.hpp"

namespace ladder::registers {
namespace decide_publication_test {

using sample::World;
using testing::ElementsAre;
using testing::ElementsAreArray;

v1::PublishRequest lawful() {
    v1::PublishRequest command;
    auto& publication = *command.mutable_publication();
    publication.set_title("PPSG: note of August");
    publication.set_of("documents/letter");
    publication.set_body("bodies/north");
    publication.set_audience("public");
    publication.set_published_on("2010-05-31");
    publication.set_publisher("HMIC");
    publication.set_url("https://example.org/letter");
    auto& redaction = *publication.add_redactions();
    redaction.set_what("paragraph 12");
    redaction.set_ground(v1::WITHHOLDING_GROUND_SAFETY_OF_PERSON);
    redaction.set_reason("It names a witness.");
    return command;
}

base::Result<NewRecord> decide_on(
    const v1::PublishRequest& command, const std::string& capacity = "keeper"
) {
    World world;
    return decide(command, sample::context(capacity), world.known());
}

TEST(Publish, IsNamedByDayAndTitle) {
    const auto made = decide_on(lawful());
    ASSERT_TRUE(made) << made.error().message;
    EXPECT_EQ(made->name, "publications/2010-05-31-ppsg-note-of-august");
    const auto publication = sample::after(v1::Publication{}, made->name, {made->event});
    EXPECT_EQ(publication.redactions(0).ground(), v1::WITHHOLDING_GROUND_SAFETY_OF_PERSON);
    EXPECT_EQ(publication.recorded_by().person(), "ann");
    World world;
    world.names.push_back(made->name);
    EXPECT_EQ(decide(lawful(), sample::context(), world.known()).value().name, made->name + "-2");
}

struct Row {
    std::string name;
    std::function<void(v1::PublishRequest&)> change;
    std::vector<std::string> names;
};

class PublishRefuses : public testing::TestWithParam<Row> {};

TEST_P(PublishRefuses, AndNamesWhatIsWrong) {
    auto command = lawful();
    GetParam().change(command);
    const auto refused = decide_on(command);
    ASSERT_FALSE(refused) << "it was accepted";
    EXPECT_EQ(refused.error().code, base::Code::invalid_argument);
    EXPECT_THAT(sample::named(refused.error()), ElementsAreArray(GetParam().names))
        << refused.error().message;
}

// clang-format off
const Row rows[]{
    {"what_is_not_there", [](auto& c) { c.mutable_publication()->set_of("documents/none"); }, {"publication.of"}},
    {"no_such_body", [](auto& c) { c.mutable_publication()->set_body("bodies/x"); }, {"publication.body"}},
    {"published_tomorrow", [](auto& c) { c.mutable_publication()->set_published_on("2010-06-02"); }, {"publication.published_on"}},
    {"no_day", [](auto& c) { c.mutable_publication()->clear_published_on(); }, {"publication.published_on"}},
    {"no_ground", [](auto& c) { c.mutable_publication()->mutable_redactions(0)->clear_ground(); }, {"publication.redactions[0].ground"}},
    {"no_reason", [](auto& c) { c.mutable_publication()->mutable_redactions(0)->clear_reason(); }, {"publication.redactions[0].reason"}},
    {"no_address", [](auto& c) { c.mutable_publication()->set_url("javascript:alert(1)"); }, {"publication.url"}},
    {"nobody", [](auto& c) { c.mutable_publication()->clear_audience(); c.mutable_publication()->clear_publisher(); },
        {"publication.audience", "publication.publisher"}},
};
// clang-format on

INSTANTIATE_TEST_SUITE_P(Table, PublishRefuses, testing::ValuesIn(rows), [](const auto& test) {
    return test.param.name;
});

TEST(Publish, IsForThoseWhoMayPublish) {
    EXPECT_EQ(decide_on(lawful(), "adder").error().code, base::Code::permission_denied);
}

TEST(WithdrawPublication, StaysInTheRecordAndHappensOnce) {
    auto publication =
        sample::after(v1::Publication{}, "publications/x", {decide_on(lawful()).value().event});
    v1::WithdrawPublicationRequest command;
    command.set_etag("v1");
    command.set_reasons("The wrong annex.");
    command.set_effective_on("2010-05-30");
    const auto early = decide(publication, command, sample::context());
    ASSERT_FALSE(early);
    EXPECT_THAT(sample::named(early.error()), ElementsAre("effective_on"));
    command.set_effective_on("2010-05-31");
    command.set_known_on("2010-05-30");
    const auto unknown = decide(publication, command, sample::context());
    ASSERT_FALSE(unknown);
    EXPECT_THAT(sample::named(unknown.error()), ElementsAre("known_on"));
    command.set_known_on("2010-06-01");
    const auto events = decide(publication, command, sample::context());
    ASSERT_TRUE(events) << events.error().message;
    publication = sample::after(publication, publication.name(), *events);
    EXPECT_EQ(publication.withdrawn_on(), "2010-05-31");
    EXPECT_EQ(publication.withdrawn_because(), "The wrong annex.");
    EXPECT_EQ(publication.title(), "PPSG: note of August");
    command.set_etag("v2");
    EXPECT_EQ(
        decide(publication, command, sample::context()).error().code,
        base::Code::failed_precondition
    );
}

}  // namespace decide_publication_test
}  // namespace ladder::registers

// Reads as known at a moment: the two times.
#include "db/body_reader.hpp"
#include "db/journal.hpp"
#include "db/records_reader.hpp"
#include "tests/integration/ground.hpp"

namespace ladder::db {
namespace {

using casework::sample::day;

KnownAt as_known(std::string_view iso) {
    return {base::Instant(day(iso)), false};
}

KnownAt strict(std::string_view iso) {
    return {base::Instant(day(iso)), true};
}

class AsKnownAt : public OnBoth {
protected:
    AsKnownAt() { ground_.publish_and_register(); }

    std::vector<std::string> listed(const KnownAt& known_at) {
        std::vector<std::string> names;
        for (const auto& summary : must(ground_.cases().list({}, {}, known_at)).items) {
            names.push_back(summary.name() + " " + summary.etag());
        }
        return names;
    }

    int concerns(const std::string& name, const KnownAt& known_at) {
        return ground_.read_case(name, known_at).concerns_size();
    }

    Ground ground_{GetParam()};
};

LADDER_ON_BOTH(AsKnownAt);

TEST_P(AsKnownAt, ShowsHistoryEnteredLaterFromTheDayItWasKnown) {
    const auto opened = ground_.open_case(1);
    ground_.on("2011-06-01");
    ground_.raise_concern(opened, "Known in March", day("2011-03-01"));
    const auto& name = opened.name();
    EXPECT_EQ(concerns(name, as_known("2011-02-28")), 0);
    EXPECT_EQ(concerns(name, as_known("2011-03-01")), 1);
    EXPECT_EQ(concerns(name, strict("2011-03-15")), 0);
    EXPECT_EQ(concerns(name, strict("2011-06-02")), 1);
    EXPECT_EQ(concerns(name, {}), 1);
    EXPECT_EQ(listed(as_known("2011-02-28")), std::vector<std::string>{name + " v1"});
    EXPECT_EQ(listed(as_known("2011-03-01")), std::vector<std::string>{name + " v2"});
    EXPECT_EQ(listed(strict("2011-03-15")), std::vector<std::string>{name + " v1"});
    EXPECT_EQ(listed(strict("2011-06-02")), std::vector<std::string>{name + " v2"});
}

TEST_P(AsKnownAt, MarksWhatWasEnteredLater) {
    const auto opened = ground_.open_case(1);
    ground_.on("2011-06-01");
    ground_.raise_concern(opened, "Known in March", day("2011-03-01"));
    const auto events = must(ground_.cases().events(opened.name(), {}, {})).items;
    ASSERT_EQ(events.size(), 2U);
    EXPECT_FALSE(events[0].entered_later());
    EXPECT_EQ(events[0].known_on(), "2011-01-10");
    EXPECT_TRUE(events[1].entered_later());
    EXPECT_EQ(events[1].known_on(), "2011-03-01");
    EXPECT_EQ(
        base::to_string(must(base::from_timestamp(events[1].recorded_at()))),
        "2011-06-01T12:00:00.000000Z"
    );
    EXPECT_EQ(events[1].type(), "concern_raised");
    EXPECT_FALSE(events[1].text().empty());
}

TEST_P(AsKnownAt, FindsNoCaseBeforeItWasKnown) {
    const auto opened = ground_.open_case(1);
    const auto before = ground_.cases().get(opened.name(), as_known("2011-01-10"));
    ASSERT_FALSE(before);
    EXPECT_EQ(before.error().code, base::Code::not_found);
    EXPECT_TRUE(listed(as_known("2011-01-10")).empty());
    EXPECT_FALSE(ground_.cases().events(opened.name(), {}, as_known("2011-01-10")));
    EXPECT_EQ(listed(as_known("2011-01-11")).size(), 1U);
}

TEST_P(AsKnownAt, ShowsACaseThatWasEnteredLaterAmongThoseOfItsTime) {
    ground_.open_case(2);
    ground_.on("2011-06-01");
    ground_.open_case(1, day("2010-05-01"));
    ground_.open_case(3, day("2011-02-01"));
    EXPECT_EQ(
        listed(as_known("2010-06-01")), std::vector<std::string>{"cases/force-1-general-1 v1"}
    );
    EXPECT_EQ(
        listed(as_known("2011-01-15")),
        (std::vector<std::string>{"cases/force-1-general-1 v1", "cases/force-2-general-1 v1"})
    );
    EXPECT_EQ(listed(strict("2011-01-15")), std::vector<std::string>{"cases/force-2-general-1 v1"});
    EXPECT_EQ(listed({}).size(), 3U);
}

TEST_P(AsKnownAt, KnowsNothingOfACaseWhoseOpeningWasNotKnown) {
    const auto opened = ground_.open_case(1);
    ground_.on("2011-06-01");
    NewEvent early{opened.name(), {}, {}};
    early.event.mutable_concern_raised()->set_id("c1");
    auto work = Ground::recording({early}, "early", casework::sample::secretariat());
    work.known_on = day("2010-01-01");
    must(ground_.submit(work));
    EXPECT_FALSE(ground_.cases().get(opened.name(), as_known("2010-06-01")));
    EXPECT_TRUE(listed(as_known("2010-06-01")).empty());
    const auto records = must(read_records(
        ground_.database(), Reader::everything(), {{"cases/"}, as_known("2010-06-01"), {}}
    ));
    EXPECT_TRUE(records.then.empty());
}

// What the rules open is only a folder for what they propose: history entered into it was known
// before, and shows with the folder and without the proposals.
TEST_P(AsKnownAt, KnowsACaseOpenedByTheRulesFromTheFirstThatWasKnownInIt) {
    const std::string name = "cases/force-1-general-1";
    ground_.on("2011-06-01");
    NewEvent opening{name, {}, "evaluations/2010-12-31-1"};
    auto& opened = *opening.event.mutable_case_opened();
    opened.set_body("bodies/force-1");
    opened.set_subject(v1::SUBJECT_GENERAL);
    opened.set_ladder("force");
    opened.set_stage("self_improvement");
    opened.set_ruleset("rulesets/sample@1");
    NewEvent raising{name, {}, "evaluations/2010-12-31-1"};
    raising.event.mutable_trigger_raised()->set_id("p1");
    must(ground_.submit(
        Ground::recording({opening, raising}, "rules", casework::sample::secretariat())
    ));
    EXPECT_FALSE(ground_.cases().get(name, as_known("2010-06-01")));
    EXPECT_TRUE(listed(as_known("2010-06-01")).empty());
    NewEvent early{name, {}, {}};
    early.event.mutable_concern_raised()->set_id("c1");
    auto work = Ground::recording({early}, "early", casework::sample::secretariat());
    work.known_on = day("2010-01-01");
    must(ground_.submit(work));
    const auto known = must(ground_.cases().get(name, as_known("2010-06-01")));
    EXPECT_EQ(known.stage(), "self_improvement");
    EXPECT_EQ(known.concerns_size(), 1);
    EXPECT_EQ(known.proposals_size(), 0);
    EXPECT_EQ(listed(as_known("2010-06-01")), std::vector<std::string>{name + " v3"});
    const auto events = must(ground_.cases().events(name, {}, as_known("2010-06-01"))).items;
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0].type(), "case_opened");
    EXPECT_EQ(events[1].type(), "concern_raised");
    EXPECT_FALSE(ground_.cases().get(name, as_known("2009-12-31")));
    EXPECT_FALSE(ground_.cases().get(name, strict("2010-06-01")));
    EXPECT_FALSE(ground_.cases().events(name, {}, strict("2010-06-01")));
}

TEST_P(AsKnownAt, ReadsBodiesAndPeerGroupsAsKnown) {
    ground_.on("2011-06-01");
    NewEvent recorded{"peerGroupSets/nearest", {}, {}};
    recorded.event.mutable_peer_groups_recorded()->mutable_peer_group_set()->set_effective_from(
        "2009-04-01"
    );
    auto work = Ground::recording({recorded}, "groups", casework::sample::secretariat());
    work.known_on = day("2009-04-01");
    must(ground_.submit(work));
    const BodyReader reader(ground_.database());
    EXPECT_EQ(must(reader.all_peer_group_sets(as_known("2009-05-01"))).size(), 1U);
    EXPECT_EQ(must(reader.all_peer_group_sets(strict("2009-05-01"))).size(), 0U);
    EXPECT_EQ(must(reader.all(as_known("2009-05-01"))).size(), 0U);
    EXPECT_EQ(must(reader.all({})).size(), 3U);
    EXPECT_EQ(must(reader.get("bodies/force-2", {})).etag(), "v1");
    EXPECT_FALSE(reader.get("bodies/force-2", as_known("2009-05-01")));
    EXPECT_EQ(must(reader.list(v1::BODY_KIND_CDRP, {}, {})).items.size(), 0U);
    const auto first = must(reader.list(v1::BODY_KIND_POLICE_FORCE, {2, ""}, {}));
    EXPECT_EQ(first.items.size(), 2U);
    const auto second = must(reader.list(v1::BODY_KIND_POLICE_FORCE, {2, first.next_token}, {}));
    ASSERT_EQ(second.items.size(), 1U);
    EXPECT_EQ(second.items[0].name(), "bodies/force-3");
    EXPECT_TRUE(second.next_token.empty());
}

TEST_P(AsKnownAt, CountsTheEventsRecordedByAnInstant) {
    ground_.on("2011-02-01");
    ground_.open_case(1);
    const auto size_at = [&](base::Instant instant) {
        return must(
            ground_.database().read([&](soci::session& session) -> base::Result<std::int64_t> {
                return size_known_by(session, instant);
            })
        );
    };
    const auto second_batch = ground_.now();
    EXPECT_EQ(size_at(base::Instant(day("2011-01-01"))), 0);
    EXPECT_EQ(size_at(second_batch - std::chrono::microseconds(1)), 4);
    EXPECT_EQ(size_at(second_batch), 5);
}

TEST_P(AsKnownAt, KeepsTheRestOfAListWhileThingsHappen) {
    for (int force = 1; force <= 3; ++force) {
        ground_.open_case(force);
    }
    const auto first = must(ground_.cases().list({}, {1, ""}, {}));
    const auto second = must(ground_.cases().list({}, {1, first.next_token}, {}));
    ground_.raise_concern(ground_.read_case("cases/force-3-general-1"), "Meanwhile");
    const auto third = must(ground_.cases().list({}, {1, second.next_token}, {}));
    ASSERT_EQ(third.items.size(), 1U);
    EXPECT_EQ(third.items[0].etag(), "v1");
    EXPECT_TRUE(third.next_token.empty());
    CaseFilter other;
    other.include_closed = true;
    const auto refused = ground_.cases().list(other, {1, first.next_token}, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::invalid_argument);
}

TEST_P(AsKnownAt, PagesTheRecordOfACase) {
    auto state = ground_.open_case(1);
    for (int i = 0; i < 4; ++i) {
        state = ground_.raise_concern(state, "Concern " + std::to_string(i));
    }
    std::vector<std::int64_t> versions;
    std::string token;
    do {
        const auto page = must(ground_.cases().events(state.name(), {2, token}, {}));
        for (const auto& event : page.items) {
            versions.push_back(event.version());
        }
        token = page.next_token;
    } while (!token.empty());
    EXPECT_EQ(versions, (std::vector<std::int64_t>{1, 2, 3, 4, 5}));
}

}  // namespace
}  // namespace ladder::db

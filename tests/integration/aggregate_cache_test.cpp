// What the writer holds of streams in memory, and what it lets go of.
#include "db/aggregate_cache.hpp"

#include <future>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/integration/ground.hpp"

namespace ladder::db {
namespace {

class Cached : public OnBoth {
protected:
    Cached() {
        ground_.publish_and_register(forces_there);
        first_ = ground_.open_case(1).name();
        second_ = ground_.raise_concern(ground_.open_case(2), "Detections").name();
        session_ = ground_.database().connect();
    }

    // Whether the cache holds the stream, or asks the database, where its events are gone.
    static bool holds(AggregateCache& cache, const std::string& stream) {
        return std::holds_alternative<v1::Case>(cache.find(stream));
    }

    void remove_events() {
        ground_.tamper("DELETE FROM journal WHERE stream LIKE 'cases/%' OR stream LIKE 'bodies/%'");
    }

    static constexpr int forces_there = 60;

    Ground ground_{GetParam()};
    std::string first_;
    std::string second_;
    std::unique_ptr<soci::session> session_;
};

LADDER_ON_BOTH(Cached);

TEST_P(Cached, StreamsStayWhileTheyAreFewAndSmall) {
    AggregateCache cache{*session_, GetParam()};
    EXPECT_TRUE(holds(cache, first_));
    EXPECT_TRUE(holds(cache, second_));
    remove_events();
    cache.trim(2, 1U << 20U);
    EXPECT_TRUE(holds(cache, first_));
    EXPECT_TRUE(holds(cache, second_));
}

TEST_P(Cached, WhatWasUsedLastStaysWhenThereAreTooManyOrTooLarge) {
    constexpr std::size_t many = 100, large = 1U << 20U;
    AggregateCache by_number{*session_, GetParam()};
    AggregateCache by_size{*session_, GetParam()};
    for (auto* cache : {&by_number, &by_size}) {
        EXPECT_TRUE(holds(*cache, first_));
        EXPECT_TRUE(holds(*cache, second_));
    }
    remove_events();
    by_number.trim(1, large);
    by_size.trim(many, 1);
    for (auto* cache : {&by_number, &by_size}) {
        EXPECT_TRUE(holds(*cache, second_));
        EXPECT_FALSE(holds(*cache, first_));
    }
}

// Whoever goes through all of them, again and again, finds most each time.
TEST_P(Cached, ThoseThatGoAreFewAndNotTheOldest) {
    constexpr std::size_t room = 48;
    std::vector<std::string> names;
    for (int force = 3; force <= forces_there; ++force) {
        names.push_back(ground_.open_case(force).name());
    }
    AggregateCache cache{*session_, GetParam()};
    for (const auto& name : names) {
        EXPECT_TRUE(holds(cache, name));
    }
    cache.trim(room, 1U << 20U);
    remove_events();
    const auto held = [&](std::size_t from, std::size_t to) {
        return std::count_if(
            names.begin() + static_cast<std::ptrdiff_t>(from),
            names.begin() + static_cast<std::ptrdiff_t>(to),
            [&](const auto& name) { return holds(cache, name); }
        );
    };
    EXPECT_EQ(held(0, names.size()), static_cast<std::ptrdiff_t>(room - room / 8));
    EXPECT_GT(held(0, names.size() / 4), 0) << "of those used longest ago some stay";
    EXPECT_LT(held(names.size() / 2, names.size()), static_cast<std::ptrdiff_t>(names.size() / 2))
        << "of those used last some go";
}

TEST_P(Cached, ThoseOfABatchAreReadAtOnceAsEachWouldBe) {
    AggregateCache one_by_one{*session_, GetParam()};
    AggregateCache at_once{*session_, GetParam()};
    std::set<std::string> streams{first_, second_, "cases/nobodys"};
    for (int i = 0; i < 100; ++i) {  // more than one statement's, before them and after
        streams.insert(fmt::format("cases/{}{}", i % 2 == 0 ? '-' : '~', i));
    }
    at_once.load_all(streams);
    for (const auto& stream : {first_, second_}) {
        EXPECT_EQ(at_once.version_of(stream), one_by_one.version_of(stream));
        EXPECT_EQ(
            at_once.find_case(stream)->SerializeAsString(),
            one_by_one.find_case(stream)->SerializeAsString()
        );
    }
    EXPECT_EQ(at_once.version_of("cases/nobodys"), 0);
    remove_events();
    at_once.load_all({first_, second_});  // no change: both are held
    for (const auto& stream : {first_, second_}) {
        ASSERT_TRUE(holds(at_once, stream));
        EXPECT_NE(at_once.find_body(at_once.find_case(stream)->body()), nullptr);
    }
}

TEST_P(Cached, OneThatCantBeReadKeepsTheOthersOfItsBatchFromNothing) {
    ground_.tamper(fmt::format("UPDATE journal SET payload = 'x' WHERE stream = '{}'", first_));
    AggregateCache cache{*session_, GetParam()};
    cache.load_all({first_, second_});
    EXPECT_THROW((void)cache.find(first_), UnreadableState);
    remove_events();
    EXPECT_TRUE(holds(cache, second_));
}

TEST_P(Cached, WhatWasReadAgainCountsOnce) {
    AggregateCache cache{*session_, GetParam()};
    for (int i = 0; i < 100; ++i) {
        EXPECT_TRUE(holds(cache, first_));
        EXPECT_TRUE(holds(cache, second_));
        cache.trim(2, 1);  // the other one goes
    }
    EXPECT_TRUE(holds(cache, first_));
    EXPECT_TRUE(holds(cache, second_));
    remove_events();
    cache.trim(2, 1U << 12U);  // the two are smaller than that
    EXPECT_TRUE(holds(cache, first_));
    EXPECT_TRUE(holds(cache, second_));
}

TEST_P(Cached, AreTheCasesOfABodyWithWhatTheBatchDidToThem) {
    v1::Event closed;
    auto& decision = *closed.mutable_decision_recorded()->mutable_decision();
    decision.set_id("d1");
    decision.set_outcome(v1::DECISION_OUTCOME_CLOSE);
    decision.set_effective_on("2008-06-02");
    v1::OpenCaseRequest request;
    request.set_body("bodies/force-1");
    request.set_subject(v1::SUBJECT_GENERAL);
    request.set_reasons("Again");
    // Another writer, which has not looked at the body's cases yet, gets both at once.
    const auto writer = ground_.another_writer(ground_.database());
    std::promise<void> release;
    auto busy = Ground::recording({}, "busy", casework::sample::secretariat());
    busy.done = [&](const base::Result<std::string>&) { release.get_future().wait(); };
    writer->submit(busy);
    std::promise<base::Result<std::string>> closing, opening;
    auto work =
        Ground::recording({{first_, closed, {}}}, "closing", casework::sample::secretariat());
    work.done = [&](base::Result<std::string> result) { closing.set_value(std::move(result)); };
    writer->submit(work);
    work = ground_.opening(
        "cases/force-1-general-2", request, casework::sample::secretariat(), "opening"
    );
    work.done = [&](base::Result<std::string> result) { opening.set_value(std::move(result)); };
    writer->submit(work);
    release.set_value();
    must(closing.get_future().get());
    must(opening.get_future().get());
    EXPECT_EQ(ground_.read_case("cases/force-1-general-2").previous_case(), first_);
}

}  // namespace
}  // namespace ladder::db

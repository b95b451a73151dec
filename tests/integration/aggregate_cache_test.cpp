// What the writer holds of streams in memory, and what it lets go of.
#include "db/aggregate_cache.hpp"

#include <gtest/gtest.h>

#include "tests/integration/ground.hpp"

namespace ladder::db {
namespace {

class Cached : public OnBoth {
protected:
    Cached() {
        ground_.publish_and_register();
        first_ = ground_.open_case(1).name();
        second_ = ground_.raise_concern(ground_.open_case(2), "Detections").name();
        session_ = ground_.database().connect();
    }

    // Whether the cache holds the stream, or asks the database, where its events are gone.
    static bool holds(AggregateCache& cache, const std::string& stream) {
        return std::holds_alternative<v1::Case>(cache.find(stream));
    }

    void remove_events() { ground_.tamper("DELETE FROM journal WHERE stream LIKE 'cases/%'"); }

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

TEST_P(Cached, ThoseUsedLongestAgoGoWhenThereAreTooManyOrTooLarge) {
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

}  // namespace
}  // namespace ladder::db

// Room for contents on their way: never more at once than there is, and given back.
#include "services/api/content_room.hpp"

#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace ladder::api {
namespace content_room_test {

TEST(ContentRoom, GivesNoMoreThanThereIsAndTakesItBack) {
    ContentRoom room{10};
    auto six = room.take(6);
    ASSERT_TRUE(six);
    EXPECT_EQ(room.take(5).error().code, base::Code::unavailable);
    const auto four = room.take(4);
    EXPECT_TRUE(four);
    six->reset();
    EXPECT_TRUE(room.take(6));
}

TEST(ContentRoom, GivesTheWholeToWhatIsLarger) {
    ContentRoom room{10};
    const auto whole = room.take(11);
    ASSERT_TRUE(whole);
    EXPECT_FALSE(room.take(1));
}

TEST(ContentRoom, KeepsCountFromManyThreads) {
    ContentRoom room{8};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&room] {
            for (int take = 0; take < 2000; ++take) {
                (void)room.take(3);
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    EXPECT_TRUE(room.take(8));
}

}  // namespace content_room_test
}  // namespace ladder::api

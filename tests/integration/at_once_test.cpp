// Many threads at one door and at one cache, while what they ask about changes.
#include <atomic>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "tests/integration/doors.hpp"
#include "tests/integration/readers.hpp"

namespace ladder::db {
namespace at_once_test {

constexpr int threads = 4;
constexpr int times = 25;

// Runs `ask(thread)` again and again in each of some threads, and `change` as often meanwhile.
template <class Ask, class Change>
void at_once(const Ask& ask, const Change& change) {
    std::vector<std::thread> asking;
    for (int i = 0; i < threads; ++i) {
        asking.emplace_back([&ask, i] {
            for (int j = 0; j < times; ++j) {
                ask(i);
            }
        });
    }
    for (int j = 0; j < times; ++j) {
        change(j);
    }
    for (auto& one : asking) {
        one.join();
    }
}

class AtOnce : public OnBoth {};

LADDER_ON_BOTH(AtOnce);

TEST_P(AtOnce, CallersAreProvedWhileRightsChange) {
    Doors doors{GetParam()};
    doors.add("ben", {"chief"});
    doors.add("eve", {"chief"});
    std::vector<std::string> tokens;
    for (int i = 0; i < threads; ++i) {
        tokens.push_back(doors.token("ben"));
    }
    std::atomic<int> let_in = 0;
    at_once(
        [&](int thread) { let_in += doors.call(tokens[static_cast<std::size_t>(thread)]) ? 1 : 0; },
        [&](int turn) {
            v1::PersonChange change;
            change.set_suspended(turn % 2 == 0);
            doors.change("eve", change);
            doors.access().doorkeeper.forget();
        }
    );
    EXPECT_EQ(let_in, threads * times);
}

TEST_P(AtOnce, ReadersShareLabelsWhileRecordsChange) {
    Ground ground{GetParam()};
    ground.publish_and_register();
    const auto state = ground.open_case(1);
    const auto labels = std::make_shared<LabelCache>();
    const auto reader = reader_with(ground, {sight(v1::RECORD_KIND_CASE)}, labels);
    std::atomic<int> seen = 0;
    at_once(
        [&](int) {
            const CaseReader cases{ground.database(), reader};
            seen += cases.get(state.name(), {}) ? 1 : 0;
        },
        [&](int) {
            NewEvent note{state.name(), {}, {}};
            note.event.mutable_note_added()->mutable_note()->set_text("A remark");
            must(ground.submit(
                Ground::recording({note}, ground.new_request_id(), casework::sample::secretariat())
            ));
        }
    );
    EXPECT_EQ(seen, threads * times);
}

}  // namespace at_once_test
}  // namespace ladder::db

// What of a record's events changes it for whoever decides on it.
#include "engine/diary/last_change.hpp"

#include <gtest/gtest.h>

namespace ladder::diary {
namespace last_change_test {

struct HousekeepingRow {
    const char* name;
    void (*fill)(v1::Event&);
    bool is;
};

// clang-format off
const HousekeepingRow housekeeping_rows[]{
    {"a_deadline_fired", [](v1::Event& e) { e.mutable_deadline_fired(); }, true},
    {"a_task_opened", [](v1::Event& e) { e.mutable_task_opened(); }, true},
    {"a_task_changed", [](v1::Event& e) { e.mutable_task_changed(); }, true},
    {"a_deadline_set", [](v1::Event& e) { e.mutable_deadline_set(); }, false},
    {"a_deadline_changed", [](v1::Event& e) { e.mutable_deadline_changed(); }, false},
    {"a_deadline_ended", [](v1::Event& e) { e.mutable_deadline_ended(); }, false},
    {"a_concern_raised", [](v1::Event& e) { e.mutable_concern_raised(); }, false},
    {"a_trigger_raised", [](v1::Event& e) { e.mutable_trigger_raised(); }, false},
    {"nothing", [](v1::Event&) {}, false},
};
// clang-format on

class Housekeeping : public testing::TestWithParam<HousekeepingRow> {};

TEST_P(Housekeeping, IsWhatTellsOfDaysAndTurnsOnly) {
    v1::Event event;
    GetParam().fill(event);
    EXPECT_EQ(is_housekeeping(event), GetParam().is);
}

INSTANTIATE_TEST_SUITE_P(
    Table,
    Housekeeping,
    testing::ValuesIn(housekeeping_rows),
    [](const auto& test) { return test.param.name; }
);

TEST(LastChange, IsThatBeforeTheHousekeeping) {
    LastChange last;
    v1::Event event;
    command::Recorded recorded;
    recorded.version = 3;
    recorded.actor.set_person("anne@hmic.example");
    event.mutable_fact_recorded();
    last.note(event, recorded);
    recorded.version = 4;
    recorded.actor.set_person("ladder");
    event.mutable_deadline_fired();
    last.note(event, recorded);
    EXPECT_EQ(last.version, 3);
    EXPECT_EQ(last.by.person(), "anne@hmic.example");
}

}  // namespace last_change_test
}  // namespace ladder::diary

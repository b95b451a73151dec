// Deadlines fire exactly once, whatever nodes, restarts and clocks do.
#include "services/worker/worker.hpp"

#include <future>

#include "db/verify.hpp"
#include "services/worker/fire_passed.hpp"
#include "tests/integration/ground.hpp"

namespace ladder::worker {
namespace {

using casework::sample::secretariat;
using db::Ground;
using db::must;

// One node: its own database handle, writer and application.
struct Node {
    explicit Node(Ground& ground)
        : database{ground.another_database()},
          writer{ground.another_writer(*database)},
          app{*database, *writer, [&ground] { return ground.now(); }} {}

    base::Result<int> round() { return fire_passed(app, base::day_of(app.clock())); }

    std::unique_ptr<db::Database> database;
    std::unique_ptr<db::JournalWriter> writer;
    api::Application app;
};

class Firing : public db::OnBoth {
protected:
    Firing() {
        ground_.publish_and_register(1);
        db::NewEvent published{"rulesets/sample", {}, {}};
        auto& definition = *published.event.mutable_ruleset_published()->mutable_definition();
        definition = casework::sample::definition();
        auto& deadline = *definition.add_deadlines();
        deadline.set_id("plan");
        deadline.set_title("The plan");
        deadline.set_raises_task_for("analyst");
        record({published});
        name_ = ground_.open_case(1).name();
    }

    void record(std::vector<db::NewEvent> events) {
        must(ground_.submit(Ground::recording(events, ground_.new_request_id(), secretariat())));
    }

    void set_deadline(std::string_view id, std::string_view due_on) {
        db::NewEvent set{name_, {}, {}};
        auto& deadline = *set.event.mutable_deadline_set()->mutable_deadline();
        deadline.set_id(std::string{id});
        deadline.set_definition("plan");
        deadline.set_title("The plan");
        deadline.set_due_on(std::string{due_on});
        record({set});
    }

    void change_deadline(std::string_view what, std::string_view due_after) {
        db::NewEvent changed{name_, {}, {}};
        auto& event = *changed.event.mutable_deadline_changed();
        event.set_id("l1");
        event.mutable_change()->set_what(std::string{what});
        event.mutable_change()->set_due_after(std::string{due_after});
        record({changed});
    }

    v1::Case state() { return ground_.read_case(name_); }

    Ground ground_{GetParam()};
    std::string name_;
};

LADDER_ON_BOTH(Firing);

TEST_P(Firing, RaisesOneTaskTheDayAfterItWasDue) {
    set_deadline("l1", "2011-02-01");
    Node node{ground_};
    ground_.on("2011-02-01");
    EXPECT_EQ(must(node.round()), 0);
    ground_.on("2011-02-02");
    EXPECT_EQ(must(node.round()), 1);
    EXPECT_EQ(must(node.round()), 0);
    const auto after = state();
    EXPECT_TRUE(after.deadlines(0).fired());
    ASSERT_EQ(after.tasks_size(), 1);
    EXPECT_EQ(after.tasks(0).role(), "analyst");
    EXPECT_EQ(after.tasks(0).changes(0).by().capacity(), "worker");
    EXPECT_EQ(after.version(), 4);  // opened, set, fired, task opened
    EXPECT_TRUE(must(db::verify(ground_.database())).clean());
}

TEST_P(Firing, HappensOnceWhenNodesRaceForIt) {
    constexpr int deadlines = 12;
    for (int i = 1; i <= deadlines; ++i) {
        set_deadline("l" + std::to_string(i), "2011-02-01");
    }
    Node first{ground_};
    Node second{ground_};
    ground_.on("2011-02-05");
    auto other = std::async(std::launch::async, [&] { return second.round(); });
    must(first.round());
    must(other.get());
    must(first.round());
    const auto after = state();
    EXPECT_EQ(after.tasks_size(), deadlines);
    EXPECT_EQ(after.version(), 1 + deadlines + 2 * deadlines);
    EXPECT_TRUE(must(db::verify(ground_.database())).clean());
}

TEST_P(Firing, HappensOnceAcrossRestartsAndJumpsOfTheClock) {
    set_deadline("l1", "2011-02-01");
    for (const auto* day :
         {"2011-02-02", "2011-01-20", "2011-02-01", "2012-06-01", "2011-02-02", "2013-01-01"}) {
        ground_.on(day);
        Node restarted{ground_};
        must(restarted.round());
    }
    EXPECT_EQ(state().tasks_size(), 1);
    EXPECT_EQ(state().version(), 4);
}

TEST_P(Firing, ARoundThatCameTooSoonByTheJournalsDaySpoilsNothing) {
    set_deadline("l1", "2011-02-01");
    Node node{ground_};
    ground_.on("2011-01-20");
    EXPECT_EQ(must(fire_passed(node.app, must(base::parse_date("2011-03-01")))), 0);
    EXPECT_EQ(state().tasks_size(), 0);
    ground_.on("2011-02-02");
    EXPECT_EQ(must(node.round()), 1);
}

TEST_P(Firing, PausedDeadlinesWaitAndMovedOnesPassAgain) {
    set_deadline("l1", "2011-02-01");
    change_deadline("paused", "2011-02-01");
    Node node{ground_};
    ground_.on("2011-02-10");
    EXPECT_EQ(must(node.round()), 0);
    change_deadline("resumed", "2011-02-03");
    EXPECT_EQ(must(node.round()), 1);
    change_deadline("moved", "2011-02-08");
    EXPECT_EQ(must(node.round()), 1);
    // Back on a day for which it fired: that day fires no more.
    change_deadline("moved", "2011-02-03");
    EXPECT_EQ(must(node.round()), 0) << "the journal is not even asked";
    EXPECT_EQ(state().tasks_size(), 2);
}

TEST_P(Firing, TheWorkerBeginsWithARoundAndStopsWhenTold) {
    set_deadline("l1", "2011-02-01");
    ground_.on("2011-02-02");
    Node node{ground_};
    std::promise<int> told;
    Worker::Options options;
    options.period = std::chrono::hours{1};
    options.told = [&](const base::Result<int>& fired) { told.set_value(fired ? *fired : -1); };
    Worker worker{node.app, std::move(options)};
    worker.start();
    EXPECT_EQ(told.get_future().get(), 1);
    worker.stop();
    worker.stop();
    EXPECT_EQ(state().tasks_size(), 1);
}

}  // namespace
}  // namespace ladder::worker

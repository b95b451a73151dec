// Whatever people and the worker do with a diary, day after day: what must hold of its deadlines.
#include <algorithm>
#include <iterator>
#include <ostream>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/diary/clock.hpp"
#include "engine/diary/due.hpp"
#include "engine/diary/fire.hpp"
#include "tests/property/commands.hpp"
#include "tests/unit/diary/desk.hpp"

namespace ladder::diary {
namespace {

using namespace sample;

enum class Deed { set, worker, move, move_back, pause, resume, recompute, meet, cancel };
constexpr const char* deed_names[]{
    "set", "worker", "move", "move back", "pause", "resume", "recompute", "meet", "cancel"};
constexpr int deeds = 9;
static_assert(std::size(deed_names) == deeds);

// What somebody does after some days; what its number chooses depends on the diary.
struct Step {
    Deed deed{};
    int which = 0;  // 0 to 99
    int days = 0;   // that pass before it
};

std::ostream& operator<<(std::ostream& out, const Step& step) {
    return out << fmt::format(
               "{{{}, which {}, after {} days}}",
               deed_names[static_cast<int>(step.deed)],
               step.which,
               step.days
           );
}

std::vector<Step> any_steps() {
    // At its full size, or short lives would know only the first deeds.
    const auto below = [](int end) {
        return rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, end));
    };
    const auto deed =
        rc::gen::map(below(deeds), [](int number) { return static_cast<Deed>(number); });
    return *rc::gen::container<std::vector<Step>>(rc::gen::build<Step>(
        rc::gen::set(&Step::deed, deed),
        rc::gen::set(&Step::which, below(100)),
        rc::gen::set(&Step::days, below(12))
    ));
}

// A desk, with a worker that comes by.
class Life {
public:
    void take(const std::vector<Step>& steps) {
        for (const auto& step : steps) {
            const auto before = desk_.state;
            take(step);
            check_due_days(before);
        }
    }

    const v1::Procedure& state() const { return desk_.state; }
    int firings() const { return static_cast<int>(fired_.size()); }

private:
    void take(const Step& step) {
        // The sample's calendar ends with 2010.
        desk_.now =
            std::min(desk_.now + std::chrono::days{step.days}, base::Instant{day("2010-06-30")});
        switch (step.deed) {
            case Deed::set:
                return set(step);
            case Deed::worker:
                return round();
            case Deed::move:
            case Deed::move_back:
                return change(step, v1::DEADLINE_ACT_MOVE);
            case Deed::pause:
                return change(step, v1::DEADLINE_ACT_PAUSE);
            case Deed::resume:
                return change(step, v1::DEADLINE_ACT_RESUME);
            case Deed::recompute:
                return change(step, v1::DEADLINE_ACT_RECOMPUTE);
            case Deed::meet:
                return change(step, v1::DEADLINE_ACT_MEET);
            case Deed::cancel:
                return change(step, v1::DEADLINE_ACT_CANCEL);
        }
    }

    void set(const Step& step) {
        constexpr const char* definitions[]{"response", "report", "duty", "quiet"};
        auto command = desk_.set(definitions[step.which % 4]);
        command.set_key(std::to_string(desk_.state.deadlines_size()));
        try_out(command);
    }

    void change(const Step& step, v1::DeadlineAct act) {
        if (desk_.state.deadlines().empty()) {
            return;
        }
        const auto& deadline = desk_.deadline(step.which % desk_.state.deadlines_size());
        auto command = desk_.change(act, deadline.id());
        if (act == v1::DEADLINE_ACT_MOVE) {
            const auto today = base::day_of(desk_.now);
            command.set_due_on(base::to_string(today + std::chrono::days{step.which - 10}));
        }
        if (step.deed == Deed::move_back && !deadline.changes().empty()) {
            command.set_due_on(deadline.changes(0).due_after());
        }
        try_out(command);
    }

    // A refusal changes nothing; what is accepted is applied.
    template <class Command>
    void try_out(const Command& command) {
        property::count_command();
        const auto before = desk_.state.SerializeAsString();
        const auto decided = desk_.decide(command);
        RC_ASSERT(desk_.state.SerializeAsString() == before);
        if (decided) {
            desk_.apply(*decided);
        }
    }

    // Asks for what has passed, and for nothing else: each day due of a deadline once in its life.
    void round() {
        const auto today = base::day_of(desk_.now);
        for (int i = 0; i < desk_.state.deadlines_size(); ++i) {
            const auto deadline = desk_.deadline(i);
            property::count_command();
            const auto events =
                fire(diary_of(desk_.state), deadline.id(), deadline.due_on(), today, ruleset());
            RC_ASSERT(events.empty() == !has_passed(deadline, today));
            if (events.empty()) {
                continue;
            }
            RC_ASSERT(deadline.state() == v1::DEADLINE_STATE_PENDING);
            RC_ASSERT(deadline.due_on() < base::to_string(today));
            RC_ASSERT(fired_.emplace(deadline.id(), deadline.due_on()).second);
            desk_.apply(events);
            RC_ASSERT(desk_.deadline(i).due_on() == deadline.due_on());
            RC_ASSERT(desk_.deadline(i).state() == v1::DEADLINE_STATE_PENDING);
            RC_ASSERT(!has_passed(desk_.deadline(i), today));
        }
    }

    // Every other day due than before is told by a change, what has ended stays as it ended, and a
    // deadline has fired if it fired for the day on which it is due.
    void check_due_days(const v1::Procedure& before) const {
        for (int i = 0; i < before.deadlines_size(); ++i) {
            const auto& was = before.deadlines(i);
            const auto& is = desk_.state.deadlines(i);
            if (was.due_on() != is.due_on()) {
                RC_ASSERT(is.changes_size() == was.changes_size() + 1);
                RC_ASSERT(is.changes().rbegin()->due_before() == was.due_on());
                RC_ASSERT(is.changes().rbegin()->due_after() == is.due_on());
            }
            RC_ASSERT(is.fired() == fired_.contains({is.id(), is.due_on()}));
            if (!is_running(was)) {
                RC_ASSERT(is.SerializeAsString() == was.SerializeAsString());
            }
        }
    }

    Desk desk_;
    std::set<std::pair<std::string, std::string>> fired_;  // deadlines with days due
};

WALKS_HOLD(Diary, FiresOnceForEachDueDayAndMovesOnlyByWhatIsRecorded) {
    Life life;
    life.take(any_steps());
    // As many tasks as firings that raise one, each for another deadline and day.
    std::set<std::pair<std::string, std::string>> raised;
    for (const auto& task : life.state().tasks()) {
        RC_ASSERT(raised.emplace(task.raised_by(), task.due_on()).second);
    }
}

// A claim that is false: the life that shows it is told in words, and is short.
TEST(DiaryWalks, ShrinkWhatShowsAFaultToAFewSteps) {
    const auto told = property::counterexample_of([] {
        Life life;
        life.take(any_steps());
        RC_ASSERT(life.firings() == 0);
    });
    EXPECT_LE(std::count(told.begin(), told.end(), '{'), 3) << told;
    EXPECT_NE(told.find("{worker, which 0, after "), std::string::npos) << told;
}

RC_GTEST_PROP(Diary, ADeadlineThatStoodStillIsDueAsManyWorkingDaysLater, ()) {
    const auto& calendar = calendar_of(*ruleset().deadline("response"), ruleset()).value();
    Desk desk;
    desk.act(desk.set("response"));
    const auto due_before = day(desk.deadline().due_on());
    desk.now += std::chrono::days{*rc::gen::inRange(0, 29)};
    desk.act(desk.change(v1::DEADLINE_ACT_PAUSE));
    const auto paused_on = base::day_of(desk.now);
    desk.now += std::chrono::days{*rc::gen::inRange(0, 200)};
    desk.act(desk.change(v1::DEADLINE_ACT_RESUME));
    const auto stood = calendar.working_days_between(paused_on, base::day_of(desk.now)).value();
    const auto due_after = day(desk.deadline().due_on());
    RC_ASSERT(calendar.working_days_between(due_before, due_after).value() == stood);
    // Computing it anew by the same calendar gives the same day.
    RC_ASSERT(computed_anew(desk.deadline(), ruleset()).value() == due_after);
}

}  // namespace
}  // namespace ladder::diary

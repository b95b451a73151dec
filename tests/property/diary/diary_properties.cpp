// Whatever people and the worker do with a diary, day after day: what must hold of its deadlines.
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/diary/clock.hpp"
#include "engine/diary/due.hpp"
#include "engine/diary/fire.hpp"
#include "tests/unit/diary/desk.hpp"

namespace ladder::diary {
namespace {

using namespace sample;

// A desk at which each step is drawn, and the worker comes by as it does in life: asked for what
// passed, once for each deadline and due day.
class Life {
public:
    void step() {
        const auto before = desk_.state;
        switch (*rc::gen::inRange(0, 5)) {
            case 0:
                return pass_days();
            case 1:
                return set();
            case 2:
                return round();
            default:
                change();
        }
        check_due_days(before);
    }

    const v1::Procedure& state() const { return desk_.state; }

private:
    void pass_days() {
        desk_.now += std::chrono::days{*rc::gen::inRange(0, 12)};
        // The sample's calendar ends with 2010.
        desk_.now = std::min(desk_.now, base::Instant{day("2010-06-30")});
    }

    void set() {
        const auto definition =
            *rc::gen::element<std::string>("response", "report", "duty", "quiet");
        auto command = desk_.set(definition);
        command.set_key(std::to_string(desk_.state.deadlines_size()));
        try_out(command);
    }

    void change() {
        if (desk_.state.deadlines().empty()) {
            return;
        }
        const auto id = *rc::gen::inRange(1, desk_.state.deadlines_size() + 1);
        const auto act = static_cast<v1::DeadlineAct>(*rc::gen::inRange(1, 7));
        auto command = desk_.change(act, "l" + std::to_string(id));
        if (act == v1::DEADLINE_ACT_MOVE) {
            const auto today = base::day_of(desk_.now);
            command.set_due_on(
                base::to_string(today + std::chrono::days{*rc::gen::inRange(-5, 100)})
            );
        }
        try_out(command);
    }

    // A refusal changes nothing; what is accepted is applied.
    template <class Command>
    void try_out(const Command& command) {
        const auto before = desk_.state.SerializeAsString();
        const auto decided = desk_.decide(command);
        RC_ASSERT(desk_.state.SerializeAsString() == before);
        if (decided) {
            desk_.apply(*decided);
        }
    }

    void round() {
        const auto today = base::day_of(desk_.now);
        for (int i = 0; i < desk_.state.deadlines_size(); ++i) {
            const auto deadline = desk_.state.deadlines(i);
            // The journal takes a request id once.
            const auto first = asked_.emplace(deadline.id(), deadline.due_on()).second;
            const auto events =
                fire(diary_of(desk_.state), deadline.id(), deadline.due_on(), today, ruleset());
            if (events.empty() && first) {
                asked_.erase({deadline.id(), deadline.due_on()});
            }
            if (events.empty() || !first) {
                continue;
            }
            RC_ASSERT(deadline.state() == v1::DEADLINE_STATE_PENDING);
            RC_ASSERT(deadline.due_on() < base::to_string(today));
            const auto due_before = desk_.state.deadlines(i).due_on();
            desk_.apply(events);
            RC_ASSERT(desk_.state.deadlines(i).due_on() == due_before);
            RC_ASSERT(desk_.state.deadlines(i).state() == v1::DEADLINE_STATE_PENDING);
            // Once fired, asking again gives nothing.
            RC_ASSERT(
                fire(diary_of(desk_.state), deadline.id(), due_before, today, ruleset()).empty()
            );
        }
    }

    // Every other day due than before is told by a change, and what has ended stays as it ended.
    void check_due_days(const v1::Procedure& before) const {
        for (int i = 0; i < before.deadlines_size(); ++i) {
            const auto& was = before.deadlines(i);
            const auto& is = desk_.state.deadlines(i);
            if (was.due_on() != is.due_on()) {
                RC_ASSERT(is.changes_size() == was.changes_size() + 1);
                RC_ASSERT(is.changes().rbegin()->due_before() == was.due_on());
                RC_ASSERT(is.changes().rbegin()->due_after() == is.due_on());
                RC_ASSERT(!is.fired());
            }
            if (!is_running(was)) {
                RC_ASSERT(is.SerializeAsString() == was.SerializeAsString());
            }
        }
    }

    Desk desk_;
    std::set<std::pair<std::string, std::string>> asked_;
};

RC_GTEST_PROP(Diary, FiresAtMostOnceForEachDueDayAndMovesOnlyByWhatIsRecorded, ()) {
    Life life;
    const auto steps = *rc::gen::inRange(1, 60);
    for (int i = 0; i < steps; ++i) {
        life.step();
    }
    // As many tasks as firings that raise one, each for another deadline and day.
    std::set<std::pair<std::string, std::string>> raised;
    for (const auto& task : life.state().tasks()) {
        RC_ASSERT(raised.emplace(task.raised_by(), task.due_on()).second);
    }
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

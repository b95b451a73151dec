// Random meetings: closing is all or nothing, what was decided is what was prepared, and no minutes
// are lost.
#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "tests/unit/meetings/board.hpp"

namespace ladder::meetings {
namespace {

using sample::Board;

enum class Deed {
    attend,
    recuse,
    note,
    move,
    remain,
    back,
    action,
    concern,
    recommend,
    close,
    correct,
    count
};

// One thing that somebody does, or tries to do.
struct Step {
    Deed deed{};
    int item = 0;  // 0 to 2
    int which = 0;
};

std::ostream& operator<<(std::ostream& out, const Step& step) {
    constexpr const char* names[]{
        "attend",
        "recuse",
        "note",
        "move",
        "remain",
        "back",
        "action",
        "concern",
        "recommend",
        "close",
        "correct"};
    return out << fmt::format(
               "{} i{} ({})", names[static_cast<int>(step.deed)], step.item + 1, step.which
           );
}

rc::Gen<std::vector<Step>> any_steps() {
    return rc::gen::container<std::vector<Step>>(rc::gen::build<Step>(
        rc::gen::set(
            &Step::deed,
            rc::gen::map(
                rc::gen::inRange(0, static_cast<int>(Deed::count)),
                [](int deed) { return static_cast<Deed>(deed); }
            )
        ),
        rc::gen::set(&Step::item, rc::gen::inRange(0, 3)),
        rc::gen::set(&Step::which, rc::gen::inRange(0, 4))
    ));
}

// A walk through one meeting that is ready to begin.
class Walk {
public:
    Board board;
    std::vector<std::string> minutes;  // every text that the minutes ever had
    int closings = 0;

    Walk() { board.ready(); }

    void take(const std::vector<Step>& steps) {
        for (const auto& step : steps) {
            take(step);
        }
    }

private:
    std::string item_of(const Step& step) const { return fmt::format("i{}", step.item + 1); }

    casework::sample::Desk& desk_of(const Step& step) {
        return step.which % 2 == 0 ? board.first : board.second;
    }

    // Applies what is decided; what is refused changes nothing.
    template <class Command>
    bool attempt(Command command) {
        command.set_etag(board.state.etag());
        const auto decided = board.decide(command);
        if (decided) {
            board.apply_all(*decided);
        }
        return decided.has_value();
    }

    v1::RecordOutcomeRequest outcome(const Step& step, v1::RecordDecisionRequest decision) {
        auto command = board.note(item_of(step));
        auto& prepared = *command.mutable_outcome()->add_decisions();
        prepared.set_case_name(desk_of(step).state.name());
        decision.clear_name();
        decision.clear_etag();
        decision.set_reasons(fmt::format("Reasons {} of {}.", step.which, item_of(step)));
        *decision.mutable_decider() =
            step.which < 3 ? casework::sample::hmcic() : casework::sample::chair();
        *prepared.mutable_decision() = std::move(decision);
        return command;
    }

    void take(const Step& step) {
        switch (step.deed) {
            case Deed::attend:
                attend(step);
                return;
            case Deed::recuse: {
                v1::RecordRecusalRequest command;
                command.set_item(item_of(step));
                command.mutable_recusal()->set_person(
                    step.which < 2 ? "anne@hmic.example" : "dev@hmic.example"
                );
                command.mutable_recusal()->set_reason("Served there.");
                attempt(command);
                return;
            }
            case Deed::note:
                attempt(board.note(item_of(step)));
                return;
            case Deed::move:
                attempt(outcome(step, desk_of(step).move("peer_support")));
                return;
            case Deed::back:
                attempt(outcome(step, desk_of(step).move("self_improvement")));
                return;
            case Deed::remain:
                attempt(outcome(step, desk_of(step).remain()));
                return;
            case Deed::action: {
                auto command = board.note(item_of(step));
                auto& action = *command.mutable_outcome()->add_actions();
                action.set_title("Write");
                action.set_role("analyst");
                attempt(command);
                return;
            }
            case Deed::concern:
                desk_of(step).raise_concern();
                return;
            case Deed::recommend:
                desk_of(step).recommend("peer_support", casework::sample::chair());
                desk_of(step).record_fact("chief_notified");
                return;
            case Deed::close:
                close(step);
                return;
            case Deed::correct: {
                v1::CorrectMinutesRequest command;
                command.set_minutes(fmt::format("Text {}.", step.which));
                command.set_reasons("A slip.");
                if (attempt(command)) {
                    minutes.push_back(command.minutes());
                }
                return;
            }
            case Deed::count:
                return;
        }
    }

    void attend(const Step& step) {
        v1::RecordAttendanceRequest command;
        *command.mutable_attendance() = board.state.attendance();
        if (!command.attendance().empty()) {
            command.mutable_attendance(0)->set_kind(
                step.which == 0 ? v1::ATTENDANCE_KIND_APOLOGIES : v1::ATTENDANCE_KIND_CHAIR
            );
        }
        attempt(command);
    }

    void close(const Step& step) {
        auto command = board.close();
        command.set_minutes(fmt::format("Minutes {}.", step.which));
        const auto decided = board.decide(command);
        if (!decided) {
            return;
        }
        const auto prepared = board.state;
        check_lawful(prepared);
        check_acts(*decided, prepared);
        board.apply_all(*decided);
        minutes.push_back(command.minutes());
        ++closings;
        check_recorded();
    }

    // Nothing that forbids a closing held.
    void check_lawful(const v1::Meeting& prepared) {
        RC_ASSERT(prepared.state() == v1::MEETING_STATE_FROZEN);
        RC_ASSERT(std::any_of(
            prepared.attendance().begin(),
            prepared.attendance().end(),
            [](const auto& one) { return one.kind() == v1::ATTENDANCE_KIND_CHAIR; }
        ));
        for (const auto& item : prepared.items()) {
            RC_ASSERT(item.has_outcome());
            for (const auto& decision : item.outcome().decisions()) {
                for (const auto& recusal : item.recusals()) {
                    RC_ASSERT(recusal.person() != decision.decision().decider().person());
                }
            }
        }
    }

    // Everything that was prepared is written, and the closing once.
    static void check_acts(const Acts& acts, const v1::Meeting& prepared) {
        int decisions = 0;
        int actions = 0;
        for (const auto& item : prepared.items()) {
            decisions += item.outcome().decisions_size();
            actions += item.outcome().actions_size();
        }
        const auto count = [&](auto has) {
            return static_cast<int>(std::count_if(acts.begin(), acts.end(), has));
        };
        RC_ASSERT(count([](const Act& act) {
                      return act.event.has_decision_recorded();
                  }) == decisions);
        RC_ASSERT(count([](const Act& act) { return act.event.has_task_opened(); }) == actions);
        RC_ASSERT(count([](const Act& act) { return act.event.has_meeting_closed(); }) == 1);
    }

    // The case says of each decision what the outcome says.
    void check_recorded() {
        for (const auto& item : board.state.items()) {
            for (const auto& prepared : item.outcome().decisions()) {
                const auto& state = board.first.state.name() == prepared.case_name()
                                        ? board.first.state
                                        : board.second.state;
                const auto found = std::find_if(
                    state.decisions().begin(),
                    state.decisions().end(),
                    [&](const auto& decision) { return decision.id() == prepared.recorded(); }
                );
                RC_ASSERT(found != state.decisions().end());
                RC_ASSERT(found->outcome() == prepared.decision().outcome());
                RC_ASSERT(found->reasons() == prepared.decision().reasons());
                RC_ASSERT(found->decider().person() == prepared.decision().decider().person());
                RC_ASSERT(
                    prepared.decision().to_stage().empty() ||
                    found->to_stage() == prepared.decision().to_stage()
                );
            }
        }
    }
};

RC_GTEST_PROP(Meetings, CloseAllOrNothingAndAsPrepared, ()) {
    Walk walk;
    walk.take(*any_steps());
    RC_ASSERT(walk.closings <= 1);
    // Outside a closing a meeting changes no case.
    if (walk.closings == 0) {
        RC_ASSERT(walk.board.first.state.decisions().empty());
        RC_ASSERT(walk.board.second.state.decisions().empty());
    }
    RC_CLASSIFY(walk.closings == 1, "closed");
}

RC_GTEST_PROP(Meetings, LoseNoMinutes, ()) {
    Walk walk;
    // One that can be closed, so that most of the steps are corrections.
    walk.board.settle_all();
    walk.take(*any_steps());
    const auto& state = walk.board.state;
    std::vector<std::string> kept;
    for (const auto& correction : state.corrections()) {
        kept.push_back(correction.superseded_text());
    }
    if (!state.minutes().empty()) {
        kept.push_back(state.minutes());
    }
    RC_ASSERT(kept == walk.minutes);
}

RC_GTEST_PROP(Meetings, AreTheFoldOfTheirRecord, ()) {
    Walk walk;
    walk.take(*any_steps());
    v1::Meeting replayed;
    replayed.set_name(walk.board.state.name());
    for (const auto& act : walk.board.record) {
        if (act.stream == replayed.name()) {
            apply(
                replayed,
                act.event,
                {0,
                 replayed.version() + 1,
                 walk.board.first.now,
                 walk.board.caller,
                 base::day_of(walk.board.first.now),
                 false}
            );
        }
    }
    RC_ASSERT(replayed.SerializeAsString() == walk.board.state.SerializeAsString());
}

}  // namespace
}  // namespace ladder::meetings

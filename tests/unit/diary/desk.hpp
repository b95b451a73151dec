// A procedure with a diary, worked on as people do.
#pragma once

#include <string>
#include <string_view>

#include "engine/diary/decide.hpp"
#include "tests/unit/diary/sample.hpp"

namespace ladder::diary::sample {

class Desk {
public:
    Desk() { state.set_name("procedures/letter-1"), stamp(); }

    v1::Procedure state;
    v1::Actor caller = secretary();
    base::Instant now = day("2009-08-25") + std::chrono::hours{12};

    void on(std::string_view iso) { now = day(iso) + std::chrono::hours{12}; }

    Holder holder() const { return Holder{state}; }

    template <class Command>
    base::Result<command::Events> decide(const Command& command) const {
        const command::Context context{ruleset(), caller, now};
        if constexpr (std::is_same_v<Command, v1::ChangeDeadlineRequest>) {
            return diary::decide(holder(), command, context, ruleset());
        } else {
            return diary::decide(holder(), command, context);
        }
    }

    void apply(const command::Events& events) {
        for (const auto& event : events) {
            state.set_version(state.version() + 1);
            diary::apply(
                *state.mutable_deadlines(),
                *state.mutable_tasks(),
                event,
                {state.version(), state.version(), now, caller, base::day_of(now), false}
            );
        }
        stamp();
    }

    // Throws on a refusal.
    template <class Command>
    void act(const Command& command) {
        apply(decide(command).value());
    }

    v1::SetDeadlineRequest set(std::string_view definition) const {
        v1::SetDeadlineRequest command;
        command.set_parent(state.name());
        command.set_etag(state.etag());
        command.set_definition(std::string{definition});
        command.set_reasons("agreed by telephone");
        return command;
    }

    v1::ChangeDeadlineRequest change(v1::DeadlineAct act, std::string_view id = "l1") const {
        v1::ChangeDeadlineRequest command;
        command.set_name(state.name() + "/deadlines/" + std::string{id});
        command.set_etag(state.etag());
        command.set_act(act);
        command.set_reasons("the force asked");
        return command;
    }

    v1::OpenTaskRequest open() const {
        v1::OpenTaskRequest command;
        command.set_parent(state.name());
        command.set_title("Read the response");
        command.set_role("analyst");
        command.set_reasons("nobody has");
        return command;
    }

    v1::ChangeTaskRequest change_task(v1::TaskAct act) const {
        v1::ChangeTaskRequest command;
        command.set_name(state.name() + "/tasks/t1");
        command.set_version(state.tasks(0).version());
        command.set_act(act);
        command.set_reasons("on leave");
        return command;
    }

    const v1::Deadline& deadline(int index = 0) const { return state.deadlines(index); }
    const v1::Task& task() const { return state.tasks(0); }

private:
    void stamp() {
        state.set_etag("v" + std::to_string(state.version()));
        *state.mutable_updated_by() = caller;
    }
};

}  // namespace ladder::diary::sample

// A desk at which tests work on one case: it keeps the clock, the caller and the record.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/casework/case.hpp"
#include "tests/unit/casework/sample_ruleset.hpp"

namespace ladder::casework::sample {

v1::Actor actor(std::string_view person, std::string_view capacity);
v1::Actor hmcic();           // anne@hmic.example
v1::Actor chair();           // bola@hmic.example
v1::Actor secretariat();     // carys@hmic.example
v1::Actor analyst();         // dev@hmic.example
v1::Actor home_secretary();  // elin@homeoffice.example

// A police force of Wales.
v1::Body gwent();

base::Date day(std::string_view iso);

// What an error says in its details, as "gate:id" and "field:path", in order.
std::vector<std::string> named(const base::Error& error);

struct Row {
    v1::Event event;
    Recorded recorded;
};

class Desk {
public:
    // Opens a case for gwent() on 2011-01-10, at noon UTC of that day.
    explicit Desk(
        v1::Subject subject = v1::SUBJECT_GENERAL, const definition::Ruleset& rules = ruleset()
    );

    v1::Case state;
    std::vector<Row> record;  // all that was applied, in order
    v1::Actor caller = secretariat();
    base::Instant now;

    // Noon UTC of a day.
    void on(std::string_view iso);

    template <class Command>
    base::Result<Events> decide(const Command& command) const {
        return casework::decide(state, command, Context{*ruleset_, caller, now, &body_});
    }

    // Decides at the current etag as `by`, and applies. Throws on a refusal.
    template <class Command>
    void act(Command command, const v1::Actor& by) {
        command.set_etag(state.etag());
        caller = by;
        apply_all(decide(command).value());
        caller = secretariat();
    }

    void apply_all(const Events& events);

    void raise_concern();
    void record_fact(std::string_view fact);
    void recommend(std::string_view to_stage, const v1::Actor& by);
    void raise_trigger(std::string_view trigger, std::string_view period_end);

    // Each brings the case, step by lawful step, to where the name says.
    void ready_for_peer_support();
    void move_to_peer_support();
    void move_to_watching_brief();
    void ready_for_direction();

    // A decision that lacks nothing but what the case lacks.
    v1::RecordDecisionRequest move(std::string_view to_stage) const;
    v1::RecordDecisionRequest remain() const;
    v1::RecordDecisionRequest close() const;

private:
    const definition::Ruleset* ruleset_;
    v1::Body body_ = gwent();
};

}  // namespace ladder::casework::sample

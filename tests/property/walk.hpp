// Random work at a desk: commands lawful and unlawful, and evaluations, one after the other.
#pragma once

#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "tests/unit/casework/desk.hpp"

namespace ladder::casework::walk {

// What a step tries. Most of what it tries is lawful, so that walks get somewhere.
enum class Act {
    raise_concern,
    close_concern,
    record_fact,
    withdraw_fact,
    recommend,
    move,
    prepared_move,  // first records what the move asks for
    bold_move,      // first recommends it, and then overrides gates at will
    remain,
    close,
    correct,
    evaluate,
};
inline constexpr int acts = 12;

// One step; what its numbers choose depends on where the case stands.
struct Step {
    Act act{};
    int which = 0;  // 0 to 99
    int who = 0;    // 0 to 99: mostly one who may
    int slip = 0;   // 0 to 99: now and then something is wrong or missing
    int days = 0;   // that pass before it
};

std::ostream& operator<<(std::ostream& out, const Step& step);

// To draw walks of any length; shrinks towards few and simple steps.
std::vector<Step> any_steps();

// The sample ruleset, with override roles on every gate, and excused subjects even on statutory
// ones, which check() refuses: the core must not rely on it.
const definition::Ruleset& careless_ruleset();

// A desk under careless_ruleset() whose every event and refusal can be watched.
class Walk {
public:
    Walk();

    sample::Desk desk;

    // Called for each event applied, with the case before and after.
    std::function<void(const v1::Case&, const sample::Row&, const v1::Case&)> on_event;
    // Called for each refusal, with the case, which must be as before.
    std::function<void(const base::Error&)> on_refusal;

    void take(const Step& step);
    void take(const std::vector<Step>& steps);

private:
    template <class Command>
    void attempt(Command command, const v1::Actor& by, const Step& step);
    void apply(const Events& events);

    void raise_concern(const Step& step);
    void close_concern(const Step& step);
    void record_fact(const Step& step);
    void withdraw_fact(const Step& step);
    void recommend(const Step& step);
    void move(const Step& step);
    void record_what_gates_ask();
    void recommend_as_asked(const v1::TransitionDefinition& transition);
    void remain_or_close(const Step& step);
    void correct(const Step& step);
    void evaluate(const Step& step);
};

// Deterministic bytes of a case, to compare by.
std::string bytes_of(const v1::Case& state);

}  // namespace ladder::casework::walk

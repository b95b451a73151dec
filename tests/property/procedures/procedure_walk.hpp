// Random work in a procedure: commands lawful and unlawful, one after the other.
#pragma once

#include <functional>
#include <iosfwd>
#include <vector>

#include "tests/unit/procedures/procedure_desk.hpp"

namespace ladder::procedures::walk {

enum class Act {
    terms,
    member,
    consent,
    representation,
    considered,
    requirement,
    answer,
    withdraw,
    forward,   // the next step, as it is
    prepared,  // first records what the step asks for
    bold,      // the same but for what policy asks, which it overrides
    end,
};
inline constexpr int acts = 12;

// One piece of work; what its numbers choose depends on where the procedure stands.
struct Piece {
    Act act{};
    int which = 0;  // 0 to 99
    int slip = 0;   // 0 to 99: now and then something is wrong
    int days = 0;   // that pass before it
};

std::ostream& operator<<(std::ostream& out, const Piece& piece);

// To draw work of any length; shrinks towards few and simple pieces.
std::vector<Piece> any_work();

// The sample ruleset with an override role on every gate, and excused subjects even on statutory
// ones, which check() refuses: the core must not rely on it.
const definition::Ruleset& careless_ruleset();

// A desk whose every event and refusal can be watched.
class Walk {
public:
    Walk() : desk{v1::SUBJECT_GENERAL, careless_ruleset()} {}

    sample::ProcedureDesk desk;

    // Called for each event applied, with the procedure before and after.
    std::function<void(const v1::Procedure&, const sample::Row&, const v1::Procedure&)> on_event;
    std::function<void(const base::Error&)> on_refusal;

    void take(const std::vector<Piece>& work);

private:
    void take(const Piece& piece);
    void step(const Piece& piece);
    void prepare(const Piece& piece);
    template <class Command>
    void attempt(const Piece& piece, Command command, const v1::Actor& by);
};

}  // namespace ladder::procedures::walk

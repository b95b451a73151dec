// Random work at a meeting and on the cases that it talks about, lawful and unlawful.
#pragma once

#include <functional>
#include <iosfwd>
#include <map>
#include <string>
#include <vector>

#include "tests/unit/meetings/board.hpp"

namespace ladder::meetings::walk {

enum class Deed {
    attend,     // the chair is taken, or sends apologies
    recuse,     // somebody takes no part in the item
    note,       // the outcome of the item: words
    move,       // the outcome of the item: a case moves to peer support
    back,       // the outcome of the item: a case moves back
    remain,     // the outcome of the item: a case remains
    act,        // the outcome of the item: an action
    settle,     // words for each item that has no outcome
    concern,    // in a case: a concern is raised
    recommend,  // in a case: what a move asks for is recorded
    fire,       // in a case: a deadline fires overnight, and a task is raised
    close,
    correct,  // the minutes
};
inline constexpr int deeds = 13;

// One thing that somebody does, or tries to do.
struct Step {
    Deed deed{};
    int item = 0;   // 0 to 2: of the agenda
    int which = 0;  // 0 to 3: even for the first case, odd for the second, and whatever else varies
};

std::ostream& operator<<(std::ostream& out, const Step& step);

// To draw walks of any length; shrinks towards few and simple steps.
std::vector<Step> any_steps();

// A meeting whose pack is frozen and whose chair is taken, with two cases.
class Walk {
public:
    Walk() { board.ready(); }

    sample::Board board;
    std::vector<std::string> minutes;  // every text that the minutes ever had
    int closings = 0;

    // Called for each attempt to close, with the meeting before it.
    std::function<void(const v1::Meeting&, const base::Result<Acts>&)> on_closing;

    void take(const std::vector<Step>& steps);

    // Whether a case of the item's outcome changed since it was recorded, but for fired deadlines
    // and tasks: told by counting the case's own record.
    bool changed_since(const v1::AgendaItem& item) const;

private:
    casework::sample::Desk& desk_of(const Step& step);
    void take(const Step& step);
    void attend(const Step& step);
    void recuse(const Step& step);
    void decide(const Step& step, v1::RecordDecisionRequest decision);
    void settle();
    void recommend(casework::sample::Desk& desk);
    void close(const Step& step);
    void correct(const Step& step);
    void record(v1::RecordOutcomeRequest command);
    template <class Command>
    bool attempt(Command command);

    std::map<std::string, std::map<std::string, int>> seen_;  // by item and case
};

}  // namespace ladder::meetings::walk

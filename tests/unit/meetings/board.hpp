// A meeting and the two cases that it talks about, for tests to work on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/meetings/meeting.hpp"
#include "tests/unit/casework/desk.hpp"

namespace ladder::meetings::sample {

using casework::sample::named;

// The sample ruleset of casework with the meeting kinds "ppsg" (chair "chair", members "hmcic" and
// "analyst", the next one due in six weeks) and "panel" (with the Official Secrets reminder, about
// authorities only). The secretariat runs meetings.
const definition::Ruleset& ruleset();

class Board {
public:
    // On 2011-02-01: cases/gwent-general-1, ready to move to peer support, and
    // cases/gwent-confidence-1, at the first stage; in each a plan was due the day before. No
    // meeting yet.
    Board();

    casework::sample::Desk first;
    casework::sample::Desk second;
    v1::Meeting state;
    std::vector<Act> record;  // all that was applied, in order
    v1::Actor caller = casework::sample::secretariat();

    // Noon UTC of a day, everywhere.
    void on(std::string_view iso);
    Context context() const;

    template <class Command>
    auto decide(const Command& command) const {
        return meetings::decide(state, command, context());
    }
    base::Result<Events> decide(const v1::FreezePackRequest& command) const;
    base::Result<Acts> decide(const v1::PlanMeetingRequest& command) const;

    // Decides at the current etag, and applies. Throws on a refusal.
    template <class Command>
    void act(Command command) {
        command.set_etag(state.etag());
        apply_all(decide(command).value());
    }
    void apply_all(const Acts& acts);
    void apply_all(const Events& events);

    // The plan of a case is found to be overdue, and a task is raised: nobody decided on that.
    void fire(casework::sample::Desk& desk);

    // Each does, in its lawful way, what its name says. The meeting is held on 2011-02-01.
    void plan(const std::string& kind = "ppsg");
    void set_agenda();  // i1 on the first case, i2 on the second, i3 on none
    void freeze();
    void attend();  // bola in the chair; anne and dev as members; elin sent apologies
    void ready();   // all of these
    void settle_all();

    v1::RecordOutcomeRequest note(const std::string& item) const;
    // The move of the first case to peer support, decided by anne as hmcic.
    v1::RecordOutcomeRequest move() const;
    // The second case remains, decided by anne as hmcic.
    v1::RecordOutcomeRequest remain() const;
    v1::CloseMeetingRequest close() const;

private:
    casework::sample::Desk* desk_of(std::string_view name);
};

v1::AgendaItem item(
    v1::AgendaReason reason, const std::string& title, const std::string& case_name
);
v1::Attendance attendance(const v1::Actor& person, v1::AttendanceKind kind);

}  // namespace ladder::meetings::sample

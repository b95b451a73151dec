// A meeting as its pages see it, and the forms by which it is acted on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ladder/v1/meeting_service.pb.h"
#include "services/console/desks.hpp"
#include "services/console/fields.hpp"
#include "services/console/secretariat/names.hpp"
#include "services/console/titles.hpp"

namespace ladder::secretariat {

struct MeetingSeen {
    v1::Meeting meeting;
    Names names;
    console::Titles titles;  // of bodies and open cases, for what the API says in names
    std::string path;        // "/meetings/ppsg-2009-08-25"
    bool runs = false;       // whoever looks may run meetings, and looks at the present

    bool is(v1::MeetingState state) const { return meeting.state() == state; }
};

// The meeting that the path names, as known at the page's moment. Errors: those of GetMeeting.
[[nodiscard]] base::Result<MeetingSeen> see_meeting(const console::Visit& visit);

// The item that the path names in its part 3; null if the agenda has none.
const v1::AgendaItem* find_item(const console::Visit& visit, const MeetingSeen& seen);

// Its place on the agenda, from 1; 0 if it is not on it.
int number_of_item(const v1::Meeting& meeting, std::string_view id);

// "Frozen": in people's words; and the colour of its tag.
std::string state_in_words(const console::Visit& visit, v1::MeetingState state);
std::string state_colour(v1::MeetingState state);

// "PPSG": the title of the meeting's kind.
std::string kind_in_words(const MeetingSeen& seen);

// Heading, state, day and links between a meeting's pages, for the part `meeting_head`. `here`:
// which of "agenda", "pack", "record", "minutes" the page is.
void put_meeting_head(
    console::Data& data, const console::Visit& visit, const MeetingSeen& seen, std::string_view here
);
std::vector<console::Crumb> above_meeting(const console::Visit& visit);
std::vector<console::Crumb> below_meeting(const console::Visit& visit, const MeetingSeen& seen);

// A form that does something with a meeting.
struct MeetingAct {
    std::string texts;  // the page whose texts it has: heading, intro, submit, done
    std::vector<console::Field> fields;
    std::string back;                 // where it leads, done or not
    std::string about{};              // {{about}} in its texts, such as an item's title
    std::string page{"meeting_act"};  // the template
};

// The form with what was typed. `error`: why the API refused it; null: nothing was sent yet.
console::Page act_page(
    const console::Visit& visit,
    const MeetingSeen& seen,
    const MeetingAct& act,
    const console::Form& typed,
    const base::Error* error = nullptr
);

// What to show after the API refused an act: the form again with what is wrong, or with what
// changed meanwhile; or the error's page.
console::Answer refused_act(
    const console::Visit& visit, const MeetingAct& act, const base::Error& error
);

// Says that the act is done, and leads back.
console::Answer done_act(console::Visit& visit, const MeetingSeen& seen, const MeetingAct& act);

// Sets what every form of a meeting carries: etag, seen_at, request_id.
void put_stamp(console::Data& data, const MeetingSeen& seen);

// Sets the part `stale`: by whom and how the meeting was changed since the form was made.
void put_stale(console::Data& data, const console::Visit& visit, const MeetingSeen& seen);

// What is different between two states of a meeting, in words.
std::vector<std::string> meeting_differences(
    const console::Visit& visit, const v1::Meeting& before, const v1::Meeting& after
);

// Fills in what every command about a meeting carries.
template <class Request>
void stamp_request(Request& request, const console::Visit& visit, const MeetingSeen& seen) {
    request.set_name(seen.meeting.name());
    request.set_etag(visit.form.value("etag"));
    request.set_request_id(visit.form.value("request_id"));
}

// Runs an act: asks the API, and leads back or shows the form again.
template <class Response, class Request>
console::Answer run_act(
    console::Visit& visit,
    const MeetingSeen& seen,
    const MeetingAct& act,
    std::string_view procedure,
    const Request& request
) {
    const auto done = visit.call<Response>(procedure, request);
    return done ? done_act(visit, seen, act) : refused_act(visit, act, done.error());
}

}  // namespace ladder::secretariat

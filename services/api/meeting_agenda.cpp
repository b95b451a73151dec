// What could be on the agenda of a meeting, gathered from cases, procedures and deadlines.
#include <algorithm>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "engine/base/names.hpp"
#include "engine/command/words.hpp"
#include "engine/meetings/propose.hpp"
#include "services/api/paging.hpp"
#include "services/api/reads.hpp"

namespace ladder::api {

namespace {

// Records by which a body answers. A procedure that calls them otherwise brings no item.
const std::set<std::string_view>& reply_records() {
    static const std::set<std::string_view> records{
        "response", "plan", "reply", "action_plan", "plan_received", "report", "joint_report"};
    return records;
}

// Every row of a list.
template <class Message>
base::Result<std::vector<Message>> every_row(
    const View& app, const db::Listing& listing, const db::KnownAt& known_at
) {
    std::vector<Message> all;
    db::PageRequest page{db::page_most, {}};
    do {
        auto next = app.streams.list<Message>(listing, page, known_at);
        if (!next) {
            return next.error();
        }
        std::move(next->items.begin(), next->items.end(), std::back_inserter(all));
        page.token = next->next_token;
    } while (!page.token.empty());
    return all;
}

// When the last meeting of the kind was closed: replies that it could talk about are old.
base::Result<base::Instant> last_closed(
    const View& app, const v1::Meeting& meeting, const db::KnownAt& known_at
) {
    const auto closed = every_row<v1::MeetingSummary>(
        app,
        {"closed-meetings",
         db::Model::meetings,
         "meetings/",
         {{"kind", meeting.kind()}, {"state", v1::MeetingState_Name(v1::MEETING_STATE_CLOSED)}},
         {"held_on", true},
         {}},
        known_at
    );
    if (!closed) {
        return closed.error();
    }
    base::Instant last{};
    for (const auto& head : *closed) {
        if (head.held_on() > meeting.held_on()) {
            continue;
        }
        const auto event = app.streams.last_event(head.name(), "meeting_closed");
        if (!event) {
            return event.error();
        }
        if (*event) {
            last = std::max(last, (*event)->recorded.recorded_at);
        }
    }
    return last;
}

// What was recorded, as the procedure's definition calls it.
std::string record_words(
    const definition::Ruleset& ruleset, const v1::Procedure& procedure, const v1::Entry& entry
) {
    const auto* definition = ruleset.procedure(procedure.definition());
    const auto* record =
        definition == nullptr ? nullptr : definition::find_record(*definition, entry.record());
    return fmt::format(
        "{}, {}",
        record == nullptr ? entry.record() : record->title(),
        command::date_words(entry.effective_on())
    );
}

void add_replies(
    std::vector<meetings::Reply>& replies,
    const v1::Procedure& procedure,
    const definition::Ruleset& ruleset,
    base::Instant since
) {
    for (const auto& entry : procedure.entries()) {
        const auto recorded_at = base::from_timestamp(entry.recorded_at());
        if (reply_records().contains(entry.record()) && entry.withdrawn_on().empty() &&
            recorded_at && *recorded_at > since) {
            replies.push_back(
                {procedure.name() + "/entries/" + entry.id(),
                 procedure.body(),
                 procedure.case_name(),
                 record_words(ruleset, procedure, entry)}
            );
        }
    }
}

// Procedures: which case each belongs to, and what came in by them.
base::Result<void> gather_procedures(
    const View& app,
    meetings::AgendaMatter& matter,
    base::Instant since,
    const db::KnownAt& known_at
) {
    const auto heads = every_row<v1::ProcedureSummary>(
        app, {"procedures", db::Model::procedures, "procedures/", {}, {}, {}}, known_at
    );
    if (!heads) {
        return heads.error();
    }
    for (const auto& head : *heads) {
        const auto procedure = app.streams.get_as<v1::Procedure>(head.name(), known_at);
        if (!procedure) {
            return procedure.error();
        }
        matter.cases_of_procedures[head.name()] = procedure->case_name();
        add_replies(matter.replies, *procedure, *matter.ruleset, since);
    }
    return {};
}

base::Result<meetings::AgendaMatter> gather(
    const View& app,
    const v1::Meeting& meeting,
    const definition::Ruleset& ruleset,
    const db::KnownAt& known_at
) {
    auto cases = every_row<v1::CaseSummary>(
        app, {"open-cases", db::Model::cases, "cases/", {{"closed_on", ""}}, {}, {}}, known_at
    );
    if (!cases) {
        return cases.error();
    }
    auto proposals = every_row<v1::Proposal>(
        app,
        {"open-proposals",
         db::Model::proposals,
         "cases/",
         {{"state", v1::ProposalState_Name(v1::PROPOSAL_STATE_OPEN)}},
         {},
         {}},
        known_at
    );
    if (!proposals) {
        return proposals.error();
    }
    auto deadlines = every_row<v1::Deadline>(
        app,
        {"open-deadlines",
         db::Model::deadlines,
         "",
         {{"openness", "open"}},
         {},
         {{"due_on", meeting.held_on()}}},
        known_at
    );
    if (!deadlines) {
        return deadlines.error();
    }
    const auto bodies =
        every_row<v1::Body>(app, {"bodies", db::Model::bodies, "bodies/", {}, {}, {}}, known_at);
    if (!bodies) {
        return bodies.error();
    }
    meetings::AgendaMatter matter{
        std::move(*cases), std::move(*proposals), std::move(*deadlines), {}, {}, {}, &ruleset};
    for (const auto& body : *bodies) {
        matter.bodies[body.name()] = body;
    }
    const auto since = last_closed(app, meeting, known_at);
    if (!since) {
        return since.error();
    }
    if (const auto gathered = gather_procedures(app, matter, *since, known_at); !gathered) {
        return gathered.error();
    }
    return matter;
}

}  // namespace

base::Result<v1::ProposeAgendaResponse> propose_agenda(
    const View& app, const v1::ProposeAgendaRequest& request
) {
    if (const auto id = base::id_of(request.name(), "meetings", "name"); !id) {
        return id.error();
    }
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    const auto meeting = app.streams.get_as<v1::Meeting>(request.name(), *known_at);
    if (!meeting) {
        return meeting.error();
    }
    const auto ruleset = app.rulesets.indexed(meeting->ruleset());
    if (!ruleset) {
        return ruleset.error();
    }
    const auto* kind = (*ruleset)->meeting_kind(meeting->kind());
    const auto matter = gather(app, *meeting, **ruleset, *known_at);
    if (!matter) {
        return matter.error();
    }
    v1::ProposeAgendaResponse response;
    const v1::MeetingKindDefinition unknown;
    for (auto& item : meetings::propose(*meeting, kind == nullptr ? unknown : *kind, *matter)) {
        *response.add_items() = std::move(item);
    }
    return response;
}

}  // namespace ladder::api

// The rows that states make; used alike by the writer, by rebuild, by verify and by lists.
#include "engine/record/projection.hpp"

#include <algorithm>
#include <type_traits>

#include <fmt/format.h>

#include "engine/access/person.hpp"
#include "engine/base/serialise.hpp"
#include "engine/diary/diary.hpp"
#include "engine/meetings/meeting.hpp"
#include "engine/procedures/procedure.hpp"

namespace ladder::record {
namespace {

using base::serialise;

// The part of a case, procedure or meeting that an event is about, by its id; empty: another part.
std::string touched_proposal(const v1::Event& event) {
    return event.has_trigger_raised() ? event.trigger_raised().id() : event.trigger_cleared().id();
}

std::string touched_deadline(const v1::Event& event) {
    switch (event.kind_case()) {
        case v1::Event::kDeadlineSet:
            return event.deadline_set().deadline().id();
        case v1::Event::kDeadlineChanged:
            return event.deadline_changed().id();
        case v1::Event::kDeadlineEnded:
            return event.deadline_ended().id();
        case v1::Event::kDeadlineFired:
            return event.deadline_fired().id();
        default:
            return {};
    }
}

std::string touched_task(const v1::Event& event) {
    return event.has_task_opened() ? event.task_opened().task().id() : event.task_changed().id();
}

bool settles(const v1::Event& event, const std::string& proposal) {
    const auto& settlements = event.decision_recorded().decision().settlements();
    return std::any_of(settlements.begin(), settlements.end(), [&](const auto& settlement) {
        return settlement.proposal() == proposal;
    });
}

std::string_view openness(bool open) {
    return open ? "open" : "ended";
}

bool is_open(const v1::Deadline& deadline) {
    return deadline.state() == v1::DEADLINE_STATE_PENDING ||
           deadline.state() == v1::DEADLINE_STATE_PAUSED;
}

bool is_open(const v1::Task& task) {
    return task.state() == v1::TASK_STATE_QUEUED || task.state() == v1::TASK_STATE_CLAIMED;
}

// The body of a record that has a diary; a meeting has none.
template <class State>
std::string body_of(const State& state) {
    if constexpr (requires { state.body(); }) {
        return state.body();
    } else {
        return {};
    }
}

template <class State>
ModelRow row_of(const State& parent, const v1::Deadline& deadline, std::int64_t position) {
    auto shown = deadline;
    shown.set_parent(parent.name());
    shown.set_body(body_of(parent));
    return {
        Model::deadlines,
        parent.name() + "/deadlines/" + deadline.id(),
        position,
        {shown.parent(), shown.body(), std::string{openness(is_open(deadline))}, shown.due_on()},
        serialise(shown)};
}

template <class State>
ModelRow row_of(const State& parent, const v1::Task& task, std::int64_t position) {
    auto shown = task;
    shown.set_parent(parent.name());
    return {
        Model::tasks,
        parent.name() + "/tasks/" + task.id(),
        position,
        {shown.parent(),
         shown.role(),
         shown.owner(),
         shown.body(),
         std::string{openness(is_open(task))},
         // Those without a day come last.
         shown.due_on().empty() ? "9999-12-31" : shown.due_on()},
        serialise(shown)};
}

ModelRow row_of(const v1::Case& state, std::int64_t position) {
    return {
        Model::cases,
        state.name(),
        position,
        {state.body(),
         v1::Subject_Name(state.subject()),
         state.ladder(),
         state.stage(),
         state.closed_on()},
        serialise(casework::summary_of(state))};
}

ModelRow row_of(const v1::Case& state, const v1::Proposal& proposal, std::int64_t position) {
    auto shown = proposal;
    shown.set_case_name(state.name());
    shown.set_body(state.body());
    return {
        Model::proposals,
        state.name() + "/proposals/" + proposal.id(),
        position,
        {state.name(),
         state.body(),
         v1::ProposalState_Name(proposal.state()),
         proposal.raised_on()},
        serialise(shown)};
}

ModelRow row_of(const v1::Body& body, std::int64_t position) {
    return {
        Model::bodies, body.name(), position, {v1::BodyKind_Name(body.kind())}, serialise(body)};
}

ModelRow row_of(const v1::PeerGroupSet& set, std::int64_t position) {
    return {Model::peer_group_sets, set.name(), position, {set.effective_from()}, serialise(set)};
}

ModelRow row_of(const v1::Ruleset& ruleset, std::int64_t position) {
    const auto& name = ruleset.name();
    return {Model::rulesets, name, position, {name.substr(0, name.find('@'))}, serialise(ruleset)};
}

ModelRow row_of(const v1::RulesetProposal& proposal, std::int64_t position) {
    const auto at = base::from_timestamp(proposal.proposed_at());
    return {
        Model::ruleset_proposals,
        proposal.name(),
        position,
        {proposal.definition().id(),
         v1::RulesetProposalState_Name(proposal.state()),
         at ? base::to_string(base::day_of(*at)) : std::string{}},
        serialise(proposal)};
}

ModelRow row_of(const v1::ObservationsImported& import, std::int64_t position) {
    return {Model::imports, import.import(), position, {import.layout()}, serialise(import)};
}

ModelRow row_of(const v1::EvaluationRun& run, std::int64_t position) {
    return {Model::evaluations, run.name(), position, {run.period_end()}, serialise(run)};
}

ModelRow row_of(const v1::Procedure& state, std::int64_t position) {
    return {
        Model::procedures,
        state.name(),
        position,
        {state.definition(), state.case_name(), state.body(), state.stage(), state.ended_on()},
        serialise(procedures::summary_of(state))};
}

ModelRow row_of(const v1::Meeting& state, std::int64_t position) {
    return {
        Model::meetings,
        state.name(),
        position,
        {state.kind(), v1::MeetingState_Name(state.state()), state.held_on()},
        serialise(meetings::summary_of(state))};
}

ModelRow row_of(const v1::Peer& peer, std::int64_t position) {
    return {
        Model::peers, peer.name(), position, {peer.home_force(), peer.left_on()}, serialise(peer)};
}

ModelRow row_of(const v1::Document& document, std::int64_t position) {
    return {
        Model::documents,
        document.name(),
        position,
        {document.about(), document.kind()},
        serialise(document)};
}

ModelRow row_of(const v1::Publication& publication, std::int64_t position) {
    return {
        Model::publications,
        publication.name(),
        position,
        {publication.body(), publication.of(), publication.published_on()},
        serialise(publication)};
}

ModelRow row_of(const v1::Assessment& assessment, std::int64_t position) {
    return {
        Model::assessments,
        assessment.name(),
        position,
        {assessment.body(),
         assessment.definition(),
         assessment.withdrawn_on(),
         assessment.assessed_on()},
        serialise(assessment)};
}

ModelRow row_of(const v1::Person& person, std::int64_t position) {
    return {
        Model::people,
        person.name(),
        position,
        {access::key_of(person.person()),
         person.identity(),
         person.certificate(),
         person.administrator() ? "yes" : ""},
        serialise(person)};
}

// Rows of a day's records stand in their order, each for itself.
ModelRow row_of(const v1::AccessRecorded& recorded, const casework::Recorded& by) {
    const auto& record = recorded.record();
    const auto day = base::to_string(base::day_of(by.recorded_at));
    return {
        Model::access_records,
        fmt::format("access/{}/{:08}", day, by.version),
        by.position,
        {v1::AccessKind_Name(record.kind()), access::key_of(record.actor().person()), day},
        serialise(record)};
}

template <class State>
void add_diary_rows(std::vector<ModelRow>& rows, const State& state, std::int64_t position) {
    for (const auto& deadline : state.deadlines()) {
        rows.push_back(row_of(state, deadline, position));
    }
    for (const auto& task : state.tasks()) {
        rows.push_back(row_of(state, task, position));
    }
}

template <class State>
void add_touched_diary_rows(
    std::vector<ModelRow>& rows, const State& state, const v1::Event& event, std::int64_t position
) {
    const auto diary = diary::diary_of(state);
    if (const auto* deadline = diary::find_deadline(diary, touched_deadline(event))) {
        rows.push_back(row_of(state, *deadline, position));
    }
    if (const auto* task = diary::find_task(diary, touched_task(event))) {
        rows.push_back(row_of(state, *task, position));
    }
}

// A destruction is in no list: it is read from the journal itself. What was looked at has no state.
template <class State>
inline constexpr bool has_row =
    !std::is_same_v<State, std::monostate> && !std::is_same_v<State, v1::ContentDestroyed> &&
    !std::is_same_v<State, v1::AccessRecorded>;

template <class State>
concept HasDiary = requires(const State& state) {
    state.deadlines();
    state.tasks();
};

}  // namespace

const ModelShape& shape_of(Model model) {
    static const std::array<ModelShape, all_models.size()> shapes{{
        {"case_row", {"body", "subject", "ladder", "stage", "closed_on"}},
        {"proposal_row", {"case_name", "body", "state", "raised_on"}},
        {"body_row", {"kind"}},
        {"peer_group_set_row", {"effective_from"}},
        {"ruleset_row", {"ruleset"}},
        {"import_row", {"layout"}},
        {"evaluation_row", {"period_end"}},
        {"procedure_row", {"definition", "case_name", "body", "stage", "ended_on"}},
        {"deadline_row", {"parent", "body", "openness", "due_on"}},
        {"task_row", {"parent", "role", "owner", "body", "openness", "due_on"}},
        {"meeting_row", {"kind", "state", "held_on"}},
        {"peer_row", {"home_force", "left_on"}},
        {"document_row", {"about", "kind"}},
        {"publication_row", {"body", "of_what", "published_on"}},
        {"assessment_row", {"body", "definition", "withdrawn_on", "assessed_on"}},
        {"people_row", {"person", "identity", "certificate", "administrator"}},
        {"access_row", {"kind", "person", "day"}},
        {"ruleset_proposal_row", {"ruleset", "state", "proposed_on"}},
    }};
    return shapes[static_cast<std::size_t>(model)];
}

const google::protobuf::Message* message_of(const Aggregate& state) {
    return std::visit(
        base::Overload{
            [](const std::monostate&) -> const google::protobuf::Message* { return nullptr; },
            [](const auto& folded) -> const google::protobuf::Message* { return &folded; }},
        state
    );
}

std::vector<ModelRow> rows_of(const Aggregate& state, std::int64_t from_position) {
    std::vector<ModelRow> rows;
    std::visit(
        [&]<class State>(const State& folded) {
            if constexpr (has_row<State>) {
                rows.push_back(row_of(folded, from_position));
            }
            if constexpr (std::is_same_v<State, v1::Case>) {
                for (const auto& proposal : folded.proposals()) {
                    rows.push_back(row_of(folded, proposal, from_position));
                }
            }
            if constexpr (HasDiary<State>) {
                add_diary_rows(rows, folded, from_position);
            }
        },
        state
    );
    return rows;
}

std::vector<ModelRow> project(
    const Aggregate& after, const v1::Event& event, const casework::Recorded& recorded
) {
    std::vector<ModelRow> rows;
    std::visit(
        [&]<class State>(const State& folded) {
            if constexpr (has_row<State>) {
                rows.push_back(row_of(folded, recorded.position));
            }
            if constexpr (std::is_same_v<State, v1::Case>) {
                const auto touched = touched_proposal(event);
                for (const auto& proposal : folded.proposals()) {
                    if (proposal.id() == touched || settles(event, proposal.id())) {
                        rows.push_back(row_of(folded, proposal, recorded.position));
                    }
                }
            }
            if constexpr (HasDiary<State>) {
                add_touched_diary_rows(rows, folded, event, recorded.position);
            }
            if constexpr (std::is_same_v<State, v1::AccessRecorded>) {
                rows.push_back(row_of(folded, recorded));
            }
        },
        after
    );
    return rows;
}

}  // namespace ladder::record

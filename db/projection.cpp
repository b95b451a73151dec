// Folds streams and makes their rows; used alike by the writer, by rebuild, by verify and by lists.
#include "db/projection.hpp"

#include <algorithm>

#include "db/journal.hpp"

namespace ladder::db {
namespace {

bool touches(const v1::Event& event, const std::string& proposal) {
    if (event.has_trigger_raised()) {
        return event.trigger_raised().id() == proposal;
    }
    if (event.has_trigger_cleared()) {
        return event.trigger_cleared().id() == proposal;
    }
    const auto& settlements = event.decision_recorded().decision().settlements();
    return std::any_of(settlements.begin(), settlements.end(), [&](const auto& settlement) {
        return settlement.proposal() == proposal;
    });
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

ModelRow row_of(const v1::ObservationsImported& import, std::int64_t position) {
    return {Model::imports, import.import(), position, {import.layout()}, serialise(import)};
}

ModelRow row_of(const v1::EvaluationRun& run, std::int64_t position) {
    return {Model::evaluations, run.name(), position, {run.period_end()}, serialise(run)};
}

template <class State>
State& made(Aggregate& state) {
    if (!std::holds_alternative<State>(state)) {
        state.emplace<State>();
    }
    return std::get<State>(state);
}

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
    }};
    return shapes[static_cast<std::size_t>(model)];
}

void fold(
    Aggregate& state,
    const std::string& stream,
    const v1::Event& event,
    const casework::Recorded& recorded
) {
    if (stream.starts_with("cases/")) {
        auto& folded = made<v1::Case>(state);
        folded.set_name(stream);
        casework::apply(folded, event, recorded);
    } else if (stream.starts_with("bodies/") && event.has_body_registered()) {
        auto& body = made<v1::Body>(state);
        body = event.body_registered().body();
        body.set_name(stream);
        body.set_etag(casework::etag_of(recorded.version));
    } else if (stream.starts_with("peerGroupSets/") && event.has_peer_groups_recorded()) {
        auto& set = made<v1::PeerGroupSet>(state);
        set = event.peer_groups_recorded().peer_group_set();
        set.set_name(stream);
        set.set_etag(casework::etag_of(recorded.version));
    } else if (stream.starts_with("rulesets/") && event.has_ruleset_published()) {
        auto& ruleset = made<v1::Ruleset>(state);
        ruleset.set_name(stream + "@" + std::to_string(recorded.version));
        *ruleset.mutable_definition() = event.ruleset_published().definition();
        ruleset.set_digest(event.ruleset_published().digest());
        ruleset.set_reasons(event.ruleset_published().reasons());
        *ruleset.mutable_published_at() = base::to_timestamp(recorded.recorded_at);
        *ruleset.mutable_published_by() = recorded.actor;
    } else if (stream.starts_with("imports/") && event.has_observations_imported()) {
        auto& import = made<v1::ObservationsImported>(state);
        import = event.observations_imported();
        import.set_import(stream);
    } else if (stream.starts_with("evaluations/") && event.has_evaluation_run()) {
        auto& run = made<v1::EvaluationRun>(state);
        run = event.evaluation_run();
        run.set_name(stream);
    }
}

std::vector<ModelRow> rows_of(const Aggregate& state, std::int64_t from_position) {
    std::vector<ModelRow> rows;
    std::visit(
        base::Overload{
            [](const std::monostate&) {},
            [&](const v1::Case& folded) {
                rows.push_back(row_of(folded, from_position));
                for (const auto& proposal : folded.proposals()) {
                    rows.push_back(row_of(folded, proposal, from_position));
                }
            },
            [&](const auto& folded) { rows.push_back(row_of(folded, from_position)); }},
        state
    );
    return rows;
}

std::vector<ModelRow> project(
    const Aggregate& after, const v1::Event& event, const casework::Recorded& recorded
) {
    const auto* folded = std::get_if<v1::Case>(&after);
    if (folded == nullptr) {
        return rows_of(after, recorded.position);
    }
    std::vector<ModelRow> rows{row_of(*folded, recorded.position)};
    for (const auto& proposal : folded->proposals()) {
        if (touches(event, proposal.id())) {
            rows.push_back(row_of(*folded, proposal, recorded.position));
        }
    }
    return rows;
}

bool is_stream(std::string_view name) {
    constexpr std::array<std::string_view, 6> collections{
        "cases/", "bodies/", "peerGroupSets/", "rulesets/", "imports/", "evaluations/"};
    return std::any_of(collections.begin(), collections.end(), [&](auto collection) {
        return name.size() > collection.size() && name.starts_with(collection);
    });
}

}  // namespace ladder::db

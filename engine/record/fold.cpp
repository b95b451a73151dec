// What streams are folded into, by their collection.
#include <algorithm>
#include <array>

#include "engine/access/person.hpp"
#include "engine/command/authorise.hpp"
#include "engine/meetings/meeting.hpp"
#include "engine/procedures/procedure.hpp"
#include "engine/record/projection.hpp"
#include "engine/registers/registers.hpp"
#include "engine/registers/ruleset_proposals.hpp"

namespace ladder::record {
namespace {

template <class State>
State& made(Aggregate& state) {
    if (!std::holds_alternative<State>(state)) {
        state.emplace<State>();
    }
    return std::get<State>(state);
}

// Applies an event to a state that knows its name.
template <class State, class Apply>
void fold_named(
    Aggregate& state,
    const std::string& stream,
    const v1::Event& event,
    const casework::Recorded& recorded,
    Apply&& apply
) {
    auto& folded = made<State>(state);
    folded.set_name(stream);
    apply(folded, event, recorded);
}

using Fold = void (*)(Aggregate&, const std::string&, const v1::Event&, const casework::Recorded&);

void fold_case(
    Aggregate& state,
    const std::string& stream,
    const v1::Event& event,
    const casework::Recorded& recorded
) {
    fold_named<v1::Case>(state, stream, event, recorded, [](auto&&... all) {
        casework::apply(all...);
    });
}

void fold_procedure(
    Aggregate& state,
    const std::string& stream,
    const v1::Event& event,
    const casework::Recorded& recorded
) {
    fold_named<v1::Procedure>(state, stream, event, recorded, [](auto&&... all) {
        procedures::apply(all...);
    });
}

void fold_meeting(
    Aggregate& state,
    const std::string& stream,
    const v1::Event& event,
    const casework::Recorded& recorded
) {
    fold_named<v1::Meeting>(state, stream, event, recorded, [](auto&&... all) {
        meetings::apply(all...);
    });
}

template <class State>
void fold_register(
    Aggregate& state,
    const std::string& stream,
    const v1::Event& event,
    const casework::Recorded& recorded
) {
    fold_named<State>(state, stream, event, recorded, [](auto&&... all) {
        registers::apply(all...);
    });
}

void fold_body(
    Aggregate& state,
    const std::string& stream,
    const v1::Event& event,
    const casework::Recorded& recorded
) {
    if (event.has_body_registered()) {
        auto& body = made<v1::Body>(state);
        body = event.body_registered().body();
        body.set_name(stream);
        body.set_etag(command::etag_of(recorded.version));
    }
}

void fold_peer_groups(
    Aggregate& state,
    const std::string& stream,
    const v1::Event& event,
    const casework::Recorded& recorded
) {
    if (event.has_peer_groups_recorded()) {
        auto& set = made<v1::PeerGroupSet>(state);
        set = event.peer_groups_recorded().peer_group_set();
        set.set_name(stream);
        set.set_etag(command::etag_of(recorded.version));
    }
}

void fold_ruleset(
    Aggregate& state,
    const std::string& stream,
    const v1::Event& event,
    const casework::Recorded& recorded
) {
    if (event.has_ruleset_published()) {
        auto& ruleset = made<v1::Ruleset>(state);
        ruleset.set_name(stream + "@" + std::to_string(recorded.version));
        *ruleset.mutable_definition() = event.ruleset_published().definition();
        ruleset.set_digest(event.ruleset_published().digest());
        ruleset.set_reasons(event.ruleset_published().reasons());
        ruleset.set_proposal(event.ruleset_published().proposal());
        ruleset.clear_proposed_by();
        if (event.ruleset_published().has_proposed_by()) {
            *ruleset.mutable_proposed_by() = event.ruleset_published().proposed_by();
        }
        ruleset.set_proposal_reasons(event.ruleset_published().proposal_reasons());
        *ruleset.mutable_published_at() = base::to_timestamp(recorded.recorded_at);
        *ruleset.mutable_published_by() = recorded.actor;
    }
}

void fold_import(Aggregate& state, const std::string& stream, const v1::Event& event, const casework::Recorded&) {
    if (event.has_observations_imported()) {
        auto& import = made<v1::ObservationsImported>(state);
        import = event.observations_imported();
        import.set_import(stream);
    }
}

void fold_evaluation(Aggregate& state, const std::string& stream, const v1::Event& event, const casework::Recorded&) {
    if (event.has_evaluation_run()) {
        auto& run = made<v1::EvaluationRun>(state);
        run = event.evaluation_run();
        run.set_name(stream);
    }
}

void fold_destruction(Aggregate& state, const std::string&, const v1::Event& event, const casework::Recorded&) {
    if (event.has_content_destroyed()) {
        made<v1::ContentDestroyed>(state) = event.content_destroyed();
    }
}

void fold_person(
    Aggregate& state,
    const std::string& stream,
    const v1::Event& event,
    const casework::Recorded& recorded
) {
    fold_named<v1::Person>(state, stream, event, recorded, [](auto&&... all) {
        access::apply(all...);
    });
}

// A day's records do not add up to anything: the state is the last one.
void fold_access(
    Aggregate& state, const std::string&, const v1::Event& event, const casework::Recorded& recorded
) {
    if (event.has_access_recorded()) {
        auto& last = made<v1::AccessRecorded>(state);
        last = event.access_recorded();
        *last.mutable_record()->mutable_recorded_at() = base::to_timestamp(recorded.recorded_at);
    }
}

struct Collection {
    std::string_view prefix;
    Fold fold;
};

constexpr std::array<Collection, 16> collections{{
    {"cases/", fold_case},
    {"procedures/", fold_procedure},
    {"meetings/", fold_meeting},
    {"peers/", fold_register<v1::Peer>},
    {"documents/", fold_register<v1::Document>},
    {"publications/", fold_register<v1::Publication>},
    {"assessments/", fold_register<v1::Assessment>},
    {"bodies/", fold_body},
    {"peerGroupSets/", fold_peer_groups},
    {"rulesets/", fold_ruleset},
    {"rulesetProposals/", fold_register<v1::RulesetProposal>},
    {"imports/", fold_import},
    {"evaluations/", fold_evaluation},
    {"destructions/", fold_destruction},
    {"people/", fold_person},
    {"access/", fold_access},
}};

const Collection* collection_of(std::string_view stream) {
    const auto found = std::find_if(collections.begin(), collections.end(), [&](const auto& one) {
        return stream.size() > one.prefix.size() && stream.starts_with(one.prefix);
    });
    return found == collections.end() ? nullptr : &*found;
}

}  // namespace

void fold(
    Aggregate& state,
    const std::string& stream,
    const v1::Event& event,
    const casework::Recorded& recorded
) {
    if (const auto* collection = collection_of(stream)) {
        collection->fold(state, stream, event, recorded);
    }
}

bool is_stream(std::string_view name) {
    return collection_of(name) != nullptr;
}

casework::Recorded recorded_of(const v1::JournalEnvelope& envelope, bool entered_later) {
    casework::Recorded recorded;
    recorded.position = envelope.position();
    recorded.version = envelope.version();
    recorded.recorded_at = base::from_micros(envelope.recorded_at_us());
    recorded.actor = envelope.actor();
    const auto known_on = base::parse_date(envelope.known_on());
    recorded.known_on = known_on ? *known_on : base::day_of(recorded.recorded_at);
    recorded.entered_later = entered_later;
    return recorded;
}

}  // namespace ladder::record

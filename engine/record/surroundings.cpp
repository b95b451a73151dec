#include "engine/record/surroundings.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/record/names.hpp"

namespace ladder::record {

namespace {

// By convention of the rulesets: who works where, on which days, is recorded so.
constexpr std::string_view deployment_record = "deployment";

template <class State>
std::vector<const State*> states_where(
    Aggregates& aggregates, Model model, std::string_view column, const std::string& value
) {
    std::vector<const State*> states;
    for (const auto& name : aggregates.names_where(model, column, value)) {
        if (const auto* state = aggregates.find_as<State>(name)) {
            states.push_back(state);
        }
    }
    return states;
}

bool deploys(const v1::ProcedureDefinition& procedure) {
    const auto* record = definition::find_record(procedure, deployment_record);
    return record != nullptr && record->key() == v1::KEY_KIND_PEER;
}

void add_deployments(
    std::vector<casework::Deployment>& found, const v1::Procedure& procedure, std::string_view peer
) {
    for (const auto& entry : procedure.entries()) {
        if (entry.record() == deployment_record && entry.key() == peer &&
            entry.withdrawn_on().empty()) {
            found.push_back(
                {procedure.name(),
                 std::string{procedures::value_of(entry, "from")},
                 std::string{procedures::value_of(entry, "to")}}
            );
        }
    }
}

std::vector<casework::Deployment> deployments_of(Aggregates& aggregates, std::string_view peer) {
    std::vector<casework::Deployment> found;
    for (const auto& name : procedures_deploying(aggregates, peer)) {
        const auto* procedure = aggregates.find_as<v1::Procedure>(name);
        if (procedure->ended_on().empty()) {
            add_deployments(found, *procedure, peer);
        }
    }
    return found;
}

// Null for a name of another collection.
template <class State>
const State* find_named(
    Aggregates& aggregates, std::string_view collection, std::string_view name
) {
    return name.starts_with(collection) && is_stream(name) ? aggregates.find_as<State>(name)
                                                           : nullptr;
}

bool runs_already(Aggregates& aggregates, const Starting& starting, const std::string& id) {
    const auto running = [&](const v1::Procedure* procedure) {
        const bool same_case =
            procedure->case_name() ==
            (starting.of_case == nullptr ? std::string{} : starting.of_case->name());
        return procedure->definition() == id && procedure->ended_on().empty() && same_case;
    };
    const auto all = states_where<v1::Procedure>(
        aggregates, Model::procedures, "body", std::string{starting.body}
    );
    return std::any_of(all.begin(), all.end(), running);
}

// The effects of the transition that a decision takes; none unless it moves.
const Effects& effects_of(
    const definition::Ruleset& ruleset, const v1::Case& state, const v1::Decision& decision
) {
    const auto* ladder = ruleset.ladder(state.ladder());
    const auto* transition =
        ladder == nullptr || decision.outcome() != v1::DECISION_OUTCOME_MOVE
            ? nullptr
            : definition::find_transition(*ladder, decision.from_stage(), decision.to_stage());
    return transition == nullptr ? v1::TransitionDefinition::default_instance().effects()
                                 : transition->effects();
}

}  // namespace

std::vector<std::string> procedures_deploying(Aggregates& aggregates, std::string_view peer) {
    std::vector<std::string> found;
    const auto newest = aggregates.find_ruleset("");
    if (!newest) {
        return found;
    }
    for (const auto& definition : newest->definition().procedures()) {
        if (!deploys(definition)) {
            continue;
        }
        for (const auto* procedure : states_where<v1::Procedure>(
                 aggregates, Model::procedures, "definition", definition.id()
             )) {
            const auto& entries = procedure->entries();
            if (std::any_of(entries.begin(), entries.end(), [&](const auto& entry) {
                    return entry.record() == deployment_record && entry.key() == peer;
                })) {
                found.push_back(procedure->name());
            }
        }
    }
    return found;
}

casework::Surroundings surroundings_of(
    Aggregates& aggregates, std::string_view body, std::string_view case_name
) {
    casework::Surroundings around;
    around.body = aggregates.find_body(body);
    around.evidence_position = aggregates.evidence_position();
    if (!case_name.empty()) {
        around.procedures = [&aggregates, name = std::string{case_name}] {
            return states_where<v1::Procedure>(aggregates, Model::procedures, "case_name", name);
        };
    }
    around.assessments = [&aggregates, name = std::string{body}] {
        return states_where<v1::Assessment>(aggregates, Model::assessments, "body", name);
    };
    around.find_body = [&aggregates](std::string_view name) {
        return find_named<v1::Body>(aggregates, "bodies/", name);
    };
    around.find_peer = [&aggregates](std::string_view name) {
        return find_named<v1::Peer>(aggregates, "peers/", name);
    };
    around.deployments = [&aggregates](std::string_view peer) {
        return deployments_of(aggregates, peer);
    };
    around.has_document = [&aggregates](std::string_view name) {
        return find_named<v1::Document>(aggregates, "documents/", name) != nullptr;
    };
    around.find_procedure = [&aggregates](std::string_view name) {
        return find_named<v1::Procedure>(aggregates, "procedures/", name);
    };
    return around;
}

base::Result<void> add_started(Ruling& ruling, const Effects& effects, const Starting& starting) {
    for (const auto& effect : effects) {
        if (!effect.has_start_procedure()) {
            continue;
        }
        auto& aggregates = starting.aggregates;
        const auto& id = effect.start_procedure().procedure();
        const auto* definition = starting.context.ruleset.procedure(id);
        procedures::Context context{
            starting.context,
            starting.of_case,
            surroundings_of(
                aggregates,
                starting.body,
                starting.of_case == nullptr ? std::string_view{} : starting.of_case->name()
            )};
        const auto subject =
            starting.of_case == nullptr ? v1::SUBJECT_GENERAL : starting.of_case->subject();
        if (definition == nullptr || context.around.body == nullptr ||
            !procedures::misfit(*definition, *context.around.body, subject).empty() ||
            runs_already(aggregates, starting, id)) {
            continue;
        }
        auto events = procedures::start_by_effect(*definition, starting.cause, context);
        if (!events) {
            return events.error();
        }
        const auto name = next_procedure_name(aggregates, starting.body, subject, id);
        for (auto& event : *events) {
            ruling.events.push_back({name, std::move(event), starting.cause.what});
        }
    }
    return {};
}

base::Result<void> add_started(
    Ruling& ruling,
    const v1::Case& state,
    const v1::Decision& decision,
    const command::Context& context,
    Aggregates& aggregates
) {
    const auto on = base::parse_date(decision.effective_on());
    return add_started(
        ruling,
        effects_of(context.ruleset, state, decision),
        {aggregates,
         context,
         state.body(),
         &state,
         {fmt::format("{} of {}", decision.id(), state.name()),
          decision.decider(),
          on ? *on : base::day_of(context.recorded_at)}}
    );
}

std::string next_procedure_name(
    Aggregates& aggregates,
    std::string_view body,
    v1::Subject subject,
    const std::string& definition
) {
    const auto earlier = aggregates.names_where(Model::procedures, "body", std::string{body});
    for (int number = 1;; ++number) {
        auto name = procedure_name(body, subject, definition, number);
        if (std::find(earlier.begin(), earlier.end(), name) == earlier.end()) {
            return name;
        }
    }
}

}  // namespace ladder::record

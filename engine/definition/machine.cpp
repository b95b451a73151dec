#include "engine/definition/machine.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace ladder::definition {

namespace {

template <class Definition>
void take_common(Machine& machine, const Definition& definition) {
    machine.id = definition.id();
    machine.title = definition.title();
    machine.stages = &definition.stages();
    for (const auto& transition : definition.transitions()) {
        for (const auto& from : transition.from()) {
            machine.edges.push_back({from, transition.to(), &transition, &transition.gates()});
        }
    }
    for (const auto subject : definition.subjects()) {
        machine.subjects.push_back(static_cast<v1::Subject>(subject));
    }
    if (machine.subjects.empty()) {
        machine.subjects = {
            v1::SUBJECT_GENERAL, v1::SUBJECT_CONFIDENCE, v1::SUBJECT_COUNTER_TERRORISM};
    }
    for (const auto kind : definition.body_kinds()) {
        machine.body_kinds.push_back(static_cast<v1::BodyKind>(kind));
    }
}

// Entries may be made at the stages that a record names, else at all that don't end the procedure.
void take_entries(Machine& machine, const v1::ProcedureDefinition& procedure) {
    for (const auto& record : procedure.records()) {
        const auto& only_at = record.only_at();
        for (const auto& stage : procedure.stages()) {
            const bool named =
                std::find(only_at.begin(), only_at.end(), stage.id()) != only_at.end();
            if (named || (only_at.empty() && stage.outcome().empty())) {
                machine.entries.push_back(
                    {stage.id(), record.id(), nullptr, &record.gates(), &record}
                );
            }
        }
    }
}

}  // namespace

Machine machine_of(const v1::LadderDefinition& ladder) {
    Machine machine;
    machine.is_ladder = true;
    take_common(machine, ladder);
    if (!ladder.stages().empty()) {
        machine.start = ladder.stages(0).id();
    }
    return machine;
}

Machine machine_of(const v1::ProcedureDefinition& procedure) {
    Machine machine;
    if (!procedure.stages().empty()) {
        machine.edges.push_back({"", procedure.stages(0).id(), nullptr, &procedure.start_gates()});
    }
    take_common(machine, procedure);
    take_entries(machine, procedure);
    for (const auto country : procedure.countries()) {
        machine.countries.push_back(static_cast<v1::Country>(country));
    }
    return machine;
}

std::vector<Machine> machines_of(const v1::RulesetDefinition& definition) {
    std::vector<Machine> machines;
    for (const auto& ladder : definition.ladders()) {
        machines.push_back(machine_of(ladder));
    }
    for (const auto& procedure : definition.procedures()) {
        machines.push_back(machine_of(procedure));
    }
    return machines;
}

std::string words_of(const Machine& machine) {
    return fmt::format("the {} {}", machine.is_ladder ? "ladder" : "procedure", machine.id);
}

std::string_view record_named(std::string_view reaching) {
    constexpr std::string_view prefix = "record ";
    return reaching.starts_with(prefix) ? reaching.substr(prefix.size()) : std::string_view{};
}

bool has_stage(const Machine& machine, std::string_view stage) {
    if (const auto record = record_named(stage); !record.empty()) {
        return std::any_of(machine.entries.begin(), machine.entries.end(), [&](const Edge& entry) {
            return entry.to == record;
        });
    }
    return std::any_of(machine.stages->begin(), machine.stages->end(), [&](const auto& each) {
        return each.id() == stage;
    });
}

std::string stage_words(const Machine& machine, std::string_view stage) {
    if (stage.empty()) {
        return "the start";
    }
    if (const auto record = record_named(stage); !record.empty()) {
        return fmt::format("an entry of {}", record);
    }
    for (const auto& each : *machine.stages) {
        if (each.id() == stage) {
            return fmt::format("{} ({})", each.title(), stage);
        }
    }
    return std::string{stage};
}

std::vector<std::string> dead_ends(const Machine& machine) {
    std::vector<std::string> found;
    for (const auto& stage : *machine.stages) {
        const bool left =
            std::any_of(machine.edges.begin(), machine.edges.end(), [&](const Edge& edge) {
                return edge.from == stage.id();
            });
        if (!left && stage.outcome().empty()) {
            found.push_back(stage.id());
        }
    }
    return found;
}

}  // namespace ladder::definition

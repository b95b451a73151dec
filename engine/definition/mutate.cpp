#include "engine/definition/mutate.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ladder::definition {

namespace {

using GateList = google::protobuf::RepeatedPtrField<v1::GateDefinition>;
using SeeWithout = std::function<void(const std::string&, const v1::RulesetDefinition&)>;

void without_each(
    v1::RulesetDefinition& definition,
    GateList& gates,
    const std::string& where,
    const SeeWithout& see
) {
    for (int i = 0; i < gates.size(); ++i) {
        const auto whole = gates;
        const auto id = gates.Get(i).id();
        gates.DeleteSubrange(i, 1);
        see(fmt::format("{}: {}", where, id), definition);
        gates = whole;
    }
}

template <class Machine>
void without_each_of_moves(
    v1::RulesetDefinition& definition,
    Machine& machine,
    const std::string& where,
    const SeeWithout& see
) {
    for (auto& transition : *machine.mutable_transitions()) {
        without_each(
            definition,
            *transition.mutable_gates(),
            fmt::format("{}: {} -> {}", where, fmt::join(transition.from(), "/"), transition.to()),
            see
        );
    }
}

}  // namespace

void without_each_gate(const v1::RulesetDefinition& definition, const SeeWithout& see) {
    auto mutated = definition;
    for (auto& ladder : *mutated.mutable_ladders()) {
        without_each_of_moves(mutated, ladder, "ladder " + ladder.id(), see);
    }
    for (auto& procedure : *mutated.mutable_procedures()) {
        const auto where = "procedure " + procedure.id();
        without_each(mutated, *procedure.mutable_start_gates(), where + ": start", see);
        without_each_of_moves(mutated, procedure, where, see);
        for (auto& record : *procedure.mutable_records()) {
            without_each(mutated, *record.mutable_gates(), where + ": record " + record.id(), see);
        }
    }
}

}  // namespace ladder::definition

#include "services/console/procedure_kinds.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "engine/definition/asks.hpp"
#include "engine/record/labels.hpp"

namespace ladder::console {

namespace {

// The record that makes a plan: what must be so for it to end well.
constexpr std::string_view exit_criterion = "exit_criterion";

bool is_commission(const definition::Ruleset& ruleset, std::string_view id) {
    return ruleset.procedure(id) != nullptr &&
           record::kind_of_procedure(ruleset, id) == v1::RECORD_KIND_COMMISSION;
}

bool is_statutory(const definition::Ruleset& ruleset, const v1::ProcedureDefinition& procedure) {
    return record::kind_of_procedure(ruleset, procedure.id()) == v1::RECORD_KIND_STATUTORY;
}

// Whether one of the gates before its start or its steps asks about a procedure that `wanted` says.
template <class Wanted>
bool asks_about(const v1::ProcedureDefinition& procedure, const Wanted& wanted) {
    std::vector<v1::ProcedureCondition> asked;
    for (const auto& gate : procedure.start_gates()) {
        definition::collect_procedures(gate.condition(), asked);
    }
    for (const auto& step : procedure.transitions()) {
        for (const auto& gate : step.gates()) {
            definition::collect_procedures(gate.condition(), asked);
        }
    }
    return std::any_of(asked.begin(), asked.end(), [&](const auto& one) {
        return wanted(one.definition());
    });
}

// Bound by statute, in a case: an inspection stands alone, whatever the law says of it.
bool is_power(const definition::Ruleset& ruleset, const v1::ProcedureDefinition& procedure) {
    return procedure.needs_case() && is_statutory(ruleset, procedure);
}

// A referral that powers ask for first.
bool leads_to_power(const definition::Ruleset& ruleset, std::string_view id) {
    const auto& all = ruleset.definition().procedures();
    return std::any_of(all.begin(), all.end(), [&](const auto& other) {
        return is_power(ruleset, other) &&
               asks_about(other, [&](std::string_view asked) { return asked == id; });
    });
}

bool is_direction(const definition::Ruleset& ruleset, const v1::ProcedureDefinition& procedure) {
    return is_power(ruleset, procedure) || leads_to_power(ruleset, procedure.id()) ||
           asks_about(procedure, [&](std::string_view asked) {
               return leads_to_power(ruleset, asked);
           });
}

// Whether a gate of a ladder asks for this or a commission.
bool stands_for_commission(const definition::Ruleset& ruleset, std::string_view id) {
    for (const auto& ladder : ruleset.definition().ladders()) {
        for (const auto& move : ladder.transitions()) {
            for (const auto& gate : move.gates()) {
                std::vector<v1::ProcedureCondition> asked;
                definition::collect_procedures(gate.condition(), asked);
                const auto asks = [&](const auto& is_wanted) {
                    return std::any_of(asked.begin(), asked.end(), [&](const auto& one) {
                        return is_wanted(one.definition());
                    });
                };
                if (asks([&](std::string_view other) { return other == id; }) &&
                    asks([&](std::string_view other) { return is_commission(ruleset, other); })) {
                    return true;
                }
            }
        }
    }
    return false;
}

// The field that names the last day of a span: the first that may not lie before another. Empty:
// none.
std::string last_day_of(const v1::RecordDefinition& record) {
    const auto& fields = record.fields();
    const auto last = std::find_if(fields.begin(), fields.end(), [](const auto& field) {
        return !field.not_before().empty();
    });
    return last == fields.end() ? std::string{} : last->id();
}

bool has_letter(const definition::Ruleset& ruleset, std::string_view id) {
    const auto& letters = ruleset.definition().letters();
    return std::any_of(letters.begin(), letters.end(), [&](const auto& letter) {
        return letter.procedure() == id;
    });
}

}  // namespace

ProcedureKind kind_of(const definition::Ruleset& ruleset, std::string_view definition) {
    const auto* procedure = ruleset.procedure(definition);
    if (procedure == nullptr) {
        return ProcedureKind::other;
    }
    if (is_commission(ruleset, definition)) {
        return ProcedureKind::commission;
    }
    if (stands_for_commission(ruleset, definition)) {
        return ProcedureKind::referral;
    }
    if (is_direction(ruleset, *procedure)) {
        return ProcedureKind::direction;
    }
    if (has_letter(ruleset, definition)) {
        return ProcedureKind::letter;
    }
    return definition::find_record(*procedure, exit_criterion) == nullptr ? ProcedureKind::other
                                                                          : ProcedureKind::plan;
}

ProcedureKind kind_of(const Visit& visit, const v1::ProcedureSummary& procedure) {
    const auto ruleset = visit.desk->app.rulesets.indexed(procedure.ruleset());
    return ruleset ? kind_of(**ruleset, procedure.definition()) : ProcedureKind::other;
}

bool ends_span(
    const definition::Ruleset& ruleset, std::string_view procedure, std::string_view deadline
) {
    const auto* found = ruleset.procedure(procedure);
    if (found == nullptr) {
        return false;
    }
    const auto& records = found->records();
    return std::any_of(records.begin(), records.end(), [&](const auto& record) {
        const auto last_day = last_day_of(record);
        const auto& effects = record.effects();
        return !last_day.empty() &&
               std::any_of(effects.begin(), effects.end(), [&](const auto& effect) {
                   return effect.set_deadline().deadline() == deadline &&
                          effect.set_deadline().due_field() == last_day;
               });
    });
}

std::string procedure_path(ProcedureKind kind, std::string_view name) {
    const auto place = [&]() -> std::string_view {
        switch (kind) {
            case ProcedureKind::commission:
                return "/commissions";
            case ProcedureKind::referral:
                return "/requests";
            case ProcedureKind::plan:
                return "/plans";
            case ProcedureKind::letter:
                return "/letters";
            case ProcedureKind::direction:
                return "/directions";
            case ProcedureKind::other:
                return "/procedures";
        }
        return {};
    }();
    return fmt::format("{}/{}", place, name.substr(name.find('/') + 1));
}

}  // namespace ladder::console

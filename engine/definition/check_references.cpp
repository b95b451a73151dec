// Roles and facts: that they refer to what exists, and that somebody uses them.
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "engine/definition/checks.hpp"

namespace ladder::definition {

namespace {

using Mentioned = std::set<std::string_view>;

void gather_facts(const v1::Condition& condition, Mentioned& facts);

template <class Parts>
void gather_all(const Parts& parts, Mentioned& facts) {
    for (const auto& part : parts) {
        gather_facts(part, facts);
    }
}

void gather_facts(const v1::Condition& condition, Mentioned& facts) {
    switch (condition.kind_case()) {
        case v1::Condition::kAll:
            gather_all(condition.all().of(), facts);
            return;
        case v1::Condition::kAny:
            gather_all(condition.any().of(), facts);
            return;
        case v1::Condition::kAtLeast:
            gather_all(condition.at_least().of(), facts);
            return;
        case v1::Condition::kNot:
            gather_facts(condition.not_(), facts);
            return;
        case v1::Condition::kFact:
            facts.insert(condition.fact().id());
            facts.insert(
                condition.fact().not_before().begin(), condition.fact().not_before().end()
            );
            return;
        case v1::Condition::kEvery:
            gather_facts(condition.every().has(), facts);
            return;
        case v1::Condition::kChart:
        case v1::Condition::kJudgement:
        case v1::Condition::kConcern:
        case v1::Condition::kRecommendation:
        case v1::Condition::kTrigger:
        case v1::Condition::kDecision:
        case v1::Condition::kTimeAtStage:
        case v1::Condition::kSubject:
        case v1::Condition::kBody:
        case v1::Condition::kRecord:
        case v1::Condition::kProcedure:
        case v1::Condition::kDeadline:
        case v1::Condition::kGrade:
        case v1::Condition::kPeer:
        case v1::Condition::kCaseStage:
        case v1::Condition::KIND_NOT_SET:
            return;
    }
}

Mentioned facts_asked_for(const v1::RulesetDefinition& definition) {
    Mentioned facts;
    const auto gather = [&](const auto& gates) {
        for (const auto& gate : gates) {
            gather_facts(gate.condition(), facts);
        }
    };
    for (const auto& ladder : definition.ladders()) {
        for (const auto& transition : ladder.transitions()) {
            gather(transition.gates());
        }
    }
    for (const auto& procedure : definition.procedures()) {
        gather(procedure.start_gates());
        for (const auto& transition : procedure.transitions()) {
            gather(transition.gates());
        }
        for (const auto& record : procedure.records()) {
            gather(record.gates());
        }
    }
    return facts;
}

}  // namespace

void check_roles(const Scope& scope) {
    const auto& roles = scope.ruleset.definition().roles();
    for (int i = 0; i < roles.size(); ++i) {
        const auto path = at("roles", i) + ".records_for";
        require_roles(scope, roles.Get(i).records_for(), path);
        if (contains(roles.Get(i).records_for(), roles.Get(i).id())) {
            scope.findings.error(
                path,
                fmt::format("the role '{}' records for itself", roles.Get(i).id()),
                "every role may record its own decisions; remove it"
            );
        }
    }
}

void check_facts(const Scope& scope) {
    const auto& definition = scope.ruleset.definition();
    const auto asked_for = facts_asked_for(definition);
    for (int i = 0; i < definition.facts_size(); ++i) {
        const auto& fact = definition.facts(i);
        const auto path = at("facts", i);
        require_text(
            scope, fact.legal_basis(), path + ".legal_basis", "the law or policy behind it"
        );
        require_roles(scope, fact.recorded_by(), path + ".recorded_by");
        for (int j = 0; j < fact.recorded_by_size(); ++j) {
            const auto& role = fact.recorded_by(j);
            if (scope.ruleset.role(role) != nullptr &&
                !scope.ruleset.may(role, v1::PERMISSION_RECORD_FACT)) {
                scope.findings.error(
                    at(path, "recorded_by", j),
                    fmt::format("the role '{}' may not record facts", role),
                    "add 'record_fact' to what the role may, or name another role"
                );
            }
        }
        if (!asked_for.contains(fact.id())) {
            scope.findings.warning(
                path, fmt::format("no gate asks for '{}'", fact.id()), "use it or remove it"
            );
        }
    }
}

}  // namespace ladder::definition

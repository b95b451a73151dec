// Invariant 7 at the gates: what is not known is not met, and learning it never overturns what was.
#include <ostream>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/casework/gate.hpp"
#include "tests/unit/casework/desk.hpp"

namespace ladder::casework {
namespace {

using namespace sample;

v1::Condition known(bool value) {
    v1::Condition condition;
    condition.mutable_subject()->add_any_of(value ? v1::SUBJECT_GENERAL : v1::SUBJECT_CONFIDENCE);
    return condition;
}

v1::Condition not_known() {
    v1::Condition condition;
    condition.mutable_judgement();
    return condition;
}

// Any tree of at most `depth` levels above its leaves, with one to four parts each.
v1::Condition any_condition(int depth) {
    v1::Condition condition;
    const auto kind = depth == 0 ? *rc::gen::inRange(0, 3) : *rc::gen::inRange(0, 7);
    if (kind < 2) {
        return known(kind == 1);
    }
    if (kind == 2) {
        return not_known();
    }
    if (kind == 3) {
        *condition.mutable_not_() = any_condition(depth - 1);
        return condition;
    }
    const auto parts = *rc::gen::inRange(1, 5);
    for (int i = 0; i < parts; ++i) {
        auto part = any_condition(depth - 1);
        if (kind == 4) {
            *condition.mutable_all()->add_of() = std::move(part);
        } else if (kind == 5) {
            *condition.mutable_any()->add_of() = std::move(part);
        } else {
            *condition.mutable_at_least()->add_of() = std::move(part);
        }
    }
    if (kind == 6) {
        condition.mutable_at_least()->set_n(*rc::gen::inRange(1, parts + 1));
    }
    return condition;
}

// The same tree, with every unknown leaf learnt, one way or the other.
void learn(v1::Condition& condition) {
    switch (condition.kind_case()) {
        case v1::Condition::kJudgement:
            condition = known(*rc::gen::arbitrary<bool>());
            return;
        case v1::Condition::kNot:
            return learn(*condition.mutable_not_());
        case v1::Condition::kAll:
            for (auto& part : *condition.mutable_all()->mutable_of()) {
                learn(part);
            }
            return;
        case v1::Condition::kAny:
            for (auto& part : *condition.mutable_any()->mutable_of()) {
                learn(part);
            }
            return;
        case v1::Condition::kAtLeast:
            for (auto& part : *condition.mutable_at_least()->mutable_of()) {
                learn(part);
            }
            return;
        default:
            return;
    }
}

v1::Truth truth_of(const v1::Condition& condition) {
    const Desk desk;
    const auto decider = hmcic();
    const Circumstances asked{
        &desk.state, ruleset(), {}, "peer_support", decider, day("2011-01-10")};
    return explain(condition, asked, "condition").truth();
}

// A ruleset whose move to peer_support has the one gate and asks for nothing else.
v1::RulesetDefinition gated(const v1::Condition& condition, v1::GateKind kind) {
    auto definition = sample::definition();
    auto& transition = *definition.mutable_ladders(0)->mutable_transitions(0);
    transition.clear_recommended_by();
    transition.clear_gates();
    auto& gate = *transition.add_gates();
    gate.set_id("the_gate");
    gate.set_kind(kind);
    *gate.mutable_condition() = condition;
    return definition;
}

RC_GTEST_PROP(Invariant7, AGateIsPassedOnlyIfItIsKnownToBeMet, ()) {
    const auto condition = any_condition(3);
    const auto kind = *rc::gen::element(v1::GATE_KIND_STATUTORY, v1::GATE_KIND_POLICY);
    const definition::Ruleset rules{"rulesets/sample@1", gated(condition, kind)};
    Desk desk{v1::SUBJECT_GENERAL, rules};
    desk.caller = hmcic();
    const auto decided = desk.decide(desk.move("peer_support"));
    const auto truth = truth_of(condition);
    RC_CLASSIFY(truth == v1::TRUTH_UNKNOWN, "unknown");
    RC_ASSERT(decided.has_value() == (truth == v1::TRUTH_TRUE));
}

RC_GTEST_PROP(Invariant7, WhatIsLearntNeverOverturnsWhatWasKnown, ()) {
    auto condition = any_condition(3);
    const auto before = truth_of(condition);
    learn(condition);
    const auto after = truth_of(condition);
    RC_ASSERT(after != v1::TRUTH_UNKNOWN);
    if (before != v1::TRUTH_UNKNOWN) {
        RC_ASSERT(after == before);
    }
}

}  // namespace
}  // namespace ladder::casework

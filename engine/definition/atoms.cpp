#include "engine/definition/atoms.hpp"

#include <algorithm>

#include "engine/definition/logic.hpp"

namespace ladder::definition {

namespace {

template <class Values, class Value>
bool is_among(const Values& values, const Value& value) {
    return std::find(values.begin(), values.end(), value) != values.end();
}

template <class Values>
bool within(const Values& inner, const Values& outer) {
    return std::all_of(inner.begin(), inner.end(), [&](const auto& value) {
        return is_among(outer, value);
    });
}

// Alternatives, of which an empty list means any.
template <class Values>
bool narrower(const Values& a, const Values& b) {
    return b.empty() || (!a.empty() && within(a, b));
}

// A further demand that `b` makes must be made by `a` too.
bool demanded(bool a, bool b) {
    return a || !b;
}

bool equal_or_any(const std::string& a, const std::string& b) {
    return b.empty() || a == b;
}

int at_least_one(int count) {
    return std::max(count, 1);
}

bool asks(const v1::RecordCondition& a, const v1::RecordCondition& b) {
    const auto where = std::all_of(b.where().begin(), b.where().end(), [&](const auto& test) {
        return std::any_of(a.where().begin(), a.where().end(), [&](const auto& other) {
            return other.field() == test.field() && within(other.is(), test.is());
        });
    });
    return a.id() == b.id() && where && equal_or_any(a.key(), b.key()) &&
           demanded(a.same_key(), b.same_key()) &&
           at_least_one(a.count()) >= at_least_one(b.count()) &&
           within(b.not_before(), a.not_before()) && demanded(a.since_stage(), b.since_stage());
}

bool asks(const v1::FactCondition& a, const v1::FactCondition& b) {
    return a.id() == b.id() && within(b.not_before(), a.not_before()) &&
           demanded(a.since_stage(), b.since_stage());
}

bool asks(const v1::ConcernCondition& a, const v1::ConcernCondition& b) {
    return equal_or_any(a.domain(), b.domain()) &&
           at_least_one(a.count()) >= at_least_one(b.count());
}

bool asks(const v1::RecommendationCondition& a, const v1::RecommendationCondition& b) {
    return !a.by().empty() && within(a.by(), b.by()) &&
           demanded(a.other_than_decider(), b.other_than_decider());
}

bool asks(const v1::TriggerCondition& a, const v1::TriggerCondition& b) {
    return equal_or_any(a.id(), b.id()) && a.severity() >= b.severity();
}

bool asks(const v1::DecisionCondition& a, const v1::DecisionCondition& b) {
    return a.stage() == b.stage() && at_least_one(a.count()) >= at_least_one(b.count());
}

bool asks(const v1::ProcedureCondition& a, const v1::ProcedureCondition& b) {
    // Where it stands it has come to.
    const auto reached = b.reached().empty() ||
                         (!a.reached().empty() && within(a.reached(), b.reached())) ||
                         (!a.stages().empty() && within(a.stages(), b.reached()));
    return a.definition() == b.definition() && narrower(a.stages(), b.stages()) && reached &&
           demanded(a.since_stage(), b.since_stage());
}

bool asks(const v1::GradeCondition& a, const v1::GradeCondition& b) {
    const bool scores = b.score_at_most() == 0 ||
                        (a.score_at_most() != 0 && a.score_at_most() <= b.score_at_most());
    return a.assessment() == b.assessment() && a.area() == b.area() &&
           narrower(a.grades(), b.grades()) && narrower(a.directions(), b.directions()) && scores;
}

bool asks(const v1::ChartCondition& a, const v1::ChartCondition& b) {
    const bool assured =
        b.assurance() == v1::CHART_ASSURANCE_UNSPECIFIED || a.assurance() == b.assurance();
    return a.indicator() == b.indicator() && a.is() == b.is() && narrower(a.labels(), b.labels()) &&
           at_least_one(a.of_last()) <= at_least_one(b.of_last()) && assured;
}

bool asks(const v1::PeerCondition& a, const v1::PeerCondition& b) {
    return demanded(a.accredited(), b.accredited()) &&
           demanded(a.of_another_force(), b.of_another_force()) &&
           demanded(a.cleared(), b.cleared()) && demanded(a.available(), b.available());
}

bool asks(const v1::EveryCondition& a, const v1::EveryCondition& b) {
    return a.record() == b.record() && a.of() == b.of() && a.question_set() == b.question_set() &&
           follows({a.has()}, {b.has()}) == Follows::yes;
}

void sort(google::protobuf::RepeatedPtrField<std::string>& words) {
    std::sort(words.begin(), words.end());
}

void normalise(v1::Condition& condition);

void normalise(google::protobuf::RepeatedPtrField<v1::Condition>& parts) {
    for (auto& part : parts) {
        normalise(part);
    }
}

void normalise(v1::Condition& condition) {
    switch (condition.kind_case()) {
        case v1::Condition::kAll:
            return normalise(*condition.mutable_all()->mutable_of());
        case v1::Condition::kAny:
            return normalise(*condition.mutable_any()->mutable_of());
        case v1::Condition::kNot:
            return normalise(*condition.mutable_not_());
        case v1::Condition::kAtLeast:
            return normalise(*condition.mutable_at_least()->mutable_of());
        case v1::Condition::kEvery:
            return normalise(*condition.mutable_every()->mutable_has());
        case v1::Condition::kConcern:
            return condition.mutable_concern()->set_count(at_least_one(condition.concern().count())
            );
        case v1::Condition::kDecision:
            return condition.mutable_decision()->set_count(at_least_one(condition.decision().count()
            ));
        case v1::Condition::kRecord: {
            auto& record = *condition.mutable_record();
            record.set_count(at_least_one(record.count()));
            sort(*record.mutable_not_before());
            return;
        }
        case v1::Condition::kFact:
            return sort(*condition.mutable_fact()->mutable_not_before());
        case v1::Condition::kRecommendation:
            return sort(*condition.mutable_recommendation()->mutable_by());
        case v1::Condition::kProcedure:
            sort(*condition.mutable_procedure()->mutable_stages());
            return sort(*condition.mutable_procedure()->mutable_reached());
        case v1::Condition::kChart: {
            auto& chart = *condition.mutable_chart();
            chart.set_of_last(at_least_one(chart.of_last()));
            std::sort(chart.mutable_labels()->begin(), chart.mutable_labels()->end());
            return;
        }
        case v1::Condition::kJudgement:
        case v1::Condition::kTrigger:
        case v1::Condition::kTimeAtStage:
        case v1::Condition::kSubject:
        case v1::Condition::kBody:
        case v1::Condition::kDeadline:
        case v1::Condition::kGrade:
        case v1::Condition::kPeer:
        case v1::Condition::kCaseStage:
        case v1::Condition::KIND_NOT_SET:
            return;
    }
}

}  // namespace

bool is_compound(const v1::Condition& condition) {
    return condition.has_all() || condition.has_any() || condition.has_not_() ||
           condition.has_at_least();
}

std::string normal_text(const v1::Condition& condition) {
    auto normal = condition;
    normalise(normal);
    return normal.SerializeAsString();
}

bool asks_no_less(const v1::Condition& a, const v1::Condition& b) {
    if (a.kind_case() != b.kind_case()) {
        return false;
    }
    switch (a.kind_case()) {
        case v1::Condition::kConcern:
            return asks(a.concern(), b.concern());
        case v1::Condition::kFact:
            return asks(a.fact(), b.fact());
        case v1::Condition::kRecommendation:
            return asks(a.recommendation(), b.recommendation());
        case v1::Condition::kTrigger:
            return asks(a.trigger(), b.trigger());
        case v1::Condition::kDecision:
            return asks(a.decision(), b.decision());
        case v1::Condition::kTimeAtStage:
            return a.time_at_stage().at_least_days() >= b.time_at_stage().at_least_days();
        case v1::Condition::kSubject:
            return narrower(a.subject().any_of(), b.subject().any_of());
        case v1::Condition::kBody:
            return narrower(a.body().kinds(), b.body().kinds()) &&
                   narrower(a.body().countries(), b.body().countries());
        case v1::Condition::kRecord:
            return asks(a.record(), b.record());
        case v1::Condition::kEvery:
            return asks(a.every(), b.every());
        case v1::Condition::kProcedure:
            return asks(a.procedure(), b.procedure());
        case v1::Condition::kDeadline:
            return a.deadline().id() == b.deadline().id() &&
                   within(a.deadline().is(), b.deadline().is());
        case v1::Condition::kGrade:
            return asks(a.grade(), b.grade());
        case v1::Condition::kPeer:
            return asks(a.peer(), b.peer());
        case v1::Condition::kCaseStage:
            return within(a.case_stage().any_of(), b.case_stage().any_of());
        case v1::Condition::kChart:
            return asks(a.chart(), b.chart());
        case v1::Condition::kJudgement:
            return normal_text(a) == normal_text(b);
        case v1::Condition::kAll:
        case v1::Condition::kAny:
        case v1::Condition::kNot:
        case v1::Condition::kAtLeast:
        case v1::Condition::KIND_NOT_SET:
            break;
    }
    return false;
}

}  // namespace ladder::definition

#include "engine/casework/gate.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/base/truth.hpp"
#include "engine/casework/gate_atoms.hpp"
#include "engine/casework/gate_every.hpp"
#include "engine/casework/shared.hpp"

namespace ladder::casework {

namespace {

using base::Truth;
using Conditions = google::protobuf::RepeatedPtrField<v1::Condition>;

struct Tally {
    int yes = 0;
    int unknown = 0;
    int all = 0;
};

v1::Explanation answer(Truth truth, std::string text, const std::string& clause) {
    v1::Explanation explanation;
    explanation.set_truth(base::to_proto(truth));
    explanation.set_text(std::move(text));
    explanation.set_clause(clause);
    return explanation;
}

void add_part(v1::Explanation& whole, Tally& tally, v1::Explanation part) {
    const auto truth = base::from_proto(part.truth());
    tally.yes += truth == Truth::yes ? 1 : 0;
    tally.unknown += truth == Truth::unknown ? 1 : 0;
    ++tally.all;
    *whole.add_parts() = std::move(part);
}

// Explains each part into `whole` and counts them.
Tally explain_parts(
    v1::Explanation& whole,
    const Conditions& parts,
    const Circumstances& asked,
    const std::string& clause
) {
    Tally tally;
    for (int i = 0; i < parts.size(); ++i) {
        add_part(whole, tally, explain(parts[i], asked, fmt::format("{}[{}]", clause, i)));
    }
    return tally;
}

// A list that asks for nothing is unknown, never met: a gate, or its negation, must not stand
// open by a slip.
Truth verdict(int n, const Tally& tally) {
    return n < 1 || tally.all == 0 ? Truth::unknown : base::at_least(n, tally.yes, tally.unknown);
}

std::string tally_words(const Tally& tally) {
    auto words = fmt::format("{} of {} met", tally.yes, tally.all);
    if (tally.unknown > 0) {
        words += fmt::format(", {} not known", tally.unknown);
    }
    return words;
}

v1::Explanation of_all(
    const Conditions& parts, const Circumstances& asked, const std::string& clause
) {
    auto whole = answer(Truth::unknown, {}, clause);
    const auto tally = explain_parts(whole, parts, asked, clause + ".all");
    whole.set_truth(base::to_proto(verdict(tally.all, tally)));
    whole.set_text(fmt::format("All of these are needed: {}.", tally_words(tally)));
    return whole;
}

v1::Explanation of_some(
    int n,
    const Conditions& parts,
    const Circumstances& asked,
    const std::string& clause,
    std::string_view name
) {
    auto whole = answer(Truth::unknown, {}, clause);
    const auto tally = explain_parts(whole, parts, asked, fmt::format("{}.{}", clause, name));
    whole.set_truth(base::to_proto(verdict(n, tally)));
    const int more = n - tally.yes;
    whole.set_text(fmt::format(
        "At least {} of these needed: {}.{}",
        n,
        tally_words(tally),
        more > 0 && n > 1 ? fmt::format(" {} more would meet it.", more) : std::string{}
    ));
    return whole;
}

v1::Explanation of_not(
    const v1::Condition& part, const Circumstances& asked, const std::string& clause
) {
    auto inner = explain(part, asked, clause + ".not");
    const auto truth = base::negation(base::from_proto(inner.truth()));
    auto whole = answer(truth, fmt::format("This must not be so: {}", inner.text()), clause);
    *whole.add_parts() = std::move(inner);
    return whole;
}

v1::Explanation of_every(
    const v1::EveryCondition& condition, const Circumstances& asked, const std::string& clause
) {
    const auto matters = matters_of(condition, asked);
    auto whole = answer(matters.if_none, matters.none_words, clause);
    if (matters.of.empty()) {
        return whole;
    }
    Tally tally;
    for (int i = 0; i < static_cast<int>(matters.of.size()); ++i) {
        const auto& entry = matters.of[static_cast<std::size_t>(i)];
        auto each = asked;
        each.about = &entry;
        auto part = explain(condition.has(), each, fmt::format("{}.every[{}]", clause, i));
        part.set_text(fmt::format("For {}: {}", matter_words(entry), part.text()));
        add_part(whole, tally, std::move(part));
    }
    whole.set_truth(base::to_proto(verdict(tally.all, tally)));
    whole.set_text(fmt::format("Needed for each {}: {}.", matters.what, tally_words(tally)));
    return whole;
}

v1::Explanation of_atom(Atom atom, const std::string& clause, std::string_view name) {
    return answer(atom.truth, std::move(atom.text), fmt::format("{}.{}", clause, name));
}

// What is asked of the case is not so where there is none.
template <class Question>
v1::Explanation of_case(
    const Question& question,
    const Circumstances& asked,
    const std::string& clause,
    std::string_view name
) {
    return of_atom(
        asked.state == nullptr ? Atom{Truth::no, "It belongs to no case."} : ask(question, asked),
        clause,
        name
    );
}

}  // namespace

v1::Explanation explain(
    const v1::Condition& condition, const Circumstances& asked, const std::string& clause
) {
    switch (condition.kind_case()) {
        case v1::Condition::kAll:
            return of_all(condition.all().of(), asked, clause);
        case v1::Condition::kAny:
            return of_some(1, condition.any().of(), asked, clause, "any");
        case v1::Condition::kNot:
            return of_not(condition.not_(), asked, clause);
        case v1::Condition::kAtLeast:
            return of_some(
                condition.at_least().n(), condition.at_least().of(), asked, clause, "at_least"
            );
        case v1::Condition::kConcern:
            return of_case(condition.concern(), asked, clause, "concern");
        case v1::Condition::kFact:
            return of_case(condition.fact(), asked, clause, "fact");
        case v1::Condition::kRecommendation:
            return of_case(condition.recommendation(), asked, clause, "recommendation");
        case v1::Condition::kTrigger:
            return of_case(condition.trigger(), asked, clause, "trigger");
        case v1::Condition::kDecision:
            return of_case(condition.decision(), asked, clause, "decision");
        case v1::Condition::kTimeAtStage:
            return of_case(condition.time_at_stage(), asked, clause, "time_at_stage");
        case v1::Condition::kSubject:
            return of_atom(ask(condition.subject(), asked), clause, "subject");
        case v1::Condition::kBody:
            return of_atom(ask(condition.body(), asked), clause, "body");
        case v1::Condition::kChart:
        case v1::Condition::kJudgement:
            return answer(Truth::unknown, "Figures are not compared within a gate.", clause);
        case v1::Condition::kEvery:
            return of_every(condition.every(), asked, clause);
        case v1::Condition::kRecord:
            return of_atom(ask(condition.record(), asked), clause, "record");
        case v1::Condition::kProcedure:
            return of_case(condition.procedure(), asked, clause, "procedure");
        case v1::Condition::kDeadline:
            return of_atom(ask(condition.deadline(), asked), clause, "deadline");
        case v1::Condition::kGrade:
            return of_atom(ask(condition.grade(), asked), clause, "grade");
        case v1::Condition::kPeer:
            return of_atom(ask(condition.peer(), asked), clause, "peer");
        case v1::Condition::kCaseStage:
            return of_case(condition.case_stage(), asked, clause, "case_stage");
        case v1::Condition::KIND_NOT_SET:
            return answer(Truth::unknown, "The condition asks nothing.", clause);
    }
    return answer(Truth::unknown, "The condition is of a kind that is not known.", clause);
}

}  // namespace ladder::casework
